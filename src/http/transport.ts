import type { ByteStream } from '../model/attachment';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
	readonly method: HttpMethod;
	/** Path below the site's base URL, for example `/rest/api/2/issue/ABC-1`. Never an absolute URL. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	/** `answer`: a redirect is the answer that is wanted, and is not followed. */
	readonly redirect?: 'answer';
	/** Sent in place of `body`, piece by piece. */
	readonly upload?: StreamedBody;
	/** The body of a good answer is given as a `ByteStream` while it arrives; that of any other answer as always. */
	readonly download?: boolean;
}

/** A body that is never held as a whole. */
export interface StreamedBody {
	/** Value of the header `Content-Type`. */
	readonly type: string;
	/** In bytes. */
	readonly size: number;
	/** From the beginning; called again when the request is repeated. */
	open(): ByteStream;
}

export interface HttpResponse {
	readonly status: number;
	/** Header names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

/**
 * The only door to the network. Resolves for every HTTP status; rejects only when no response arrived.
 *
 * Uploads and downloads follow no redirect with the credential: a file may be given by another host, which must not see it (law
 * L10).
 *
 * Implemented by the n8n adapter in production and by the simulators in tests.
 */
export interface HttpTransport {
	send(request: HttpRequest): Promise<HttpResponse>;
}
