export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
	readonly method: HttpMethod;
	/** Path below the site's base URL, for example `/rest/api/2/issue/ABC-1`. Never an absolute URL. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
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
 * Implemented by the n8n adapter in production and by the simulators in tests.
 */
export interface HttpTransport {
	send(request: HttpRequest): Promise<HttpResponse>;
}
