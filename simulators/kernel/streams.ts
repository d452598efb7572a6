import type { StreamedBody } from '../../src/http/transport';

/** What arrives of a body that is sent in pieces; a wrong length breaks the connection, as a server would. */
export async function collect({ size, open }: StreamedBody): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of open()) chunks.push(chunk);
	const body = Buffer.concat(chunks);
	if (body.length !== size) throw new Error('The body is not as long as was said');
	return body;
}

const PIECE = 65_536;

/** A body in pieces, as a download takes it. */
export async function* piecesOf(body: unknown): AsyncGenerator<Uint8Array> {
	const bytes = body instanceof Uint8Array ? body : Buffer.from(String(body));
	for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
