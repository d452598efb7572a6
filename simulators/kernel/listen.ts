import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
	parseQuery,
	readBody,
	splitTarget,
	type SimulatedAnswer,
	type SimulatedRequest,
} from './http';

/** Answers one request; rejects when the connection is to be broken without an answer. */
export type RequestHandler = (request: SimulatedRequest) => Promise<SimulatedAnswer>;

/** A server that runs; `url` has no trailing slash. */
export interface Listening {
	readonly url: string;
	close(): Promise<void>;
}

/** Serves a handler on 127.0.0.1 under a context path; port 0 picks a free one. */
export async function listen(
	handle: RequestHandler,
	port: number,
	contextPath: string,
): Promise<Listening> {
	const server = createServer((incoming, outgoing) => {
		serve(handle, contextPath, incoming, outgoing).catch(() => outgoing.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The server has no port');
	return {
		url: `http://127.0.0.1:${address.port}${contextPath}`,
		close: () =>
			new Promise((resolve, reject) => {
				server.close((error) => (error === undefined ? resolve() : reject(error)));
				server.closeAllConnections();
			}),
	};
}

async function serve(
	handle: RequestHandler,
	contextPath: string,
	incoming: IncomingMessage,
	outgoing: ServerResponse,
): Promise<void> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
	const { path, search } = splitTarget(incoming.url ?? '/');
	if (contextPath !== '' && path !== contextPath && !path.startsWith(`${contextPath}/`)) {
		send(outgoing, { status: 404, body: '<html><body>Not Found</body></html>' });
		return;
	}
	const answer = await handle({
		method: incoming.method ?? 'GET',
		path: path.slice(contextPath.length),
		query: parseQuery(search),
		search,
		headers: headersOf(incoming),
		body: await readBody(Buffer.concat(chunks), incoming.headers['content-type']),
	});
	send(outgoing, answer);
}

function headersOf(incoming: IncomingMessage): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(incoming.headers).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.join(', ') : (value ?? ''),
		]),
	);
}

function send(outgoing: ServerResponse, answer: SimulatedAnswer): void {
	const { status, headers, body } = answer;
	const type =
		typeof body === 'string' ? 'text/html;charset=UTF-8' : 'application/json;charset=UTF-8';
	outgoing.writeHead(status, {
		...(body === undefined ? {} : { 'content-type': type }),
		...headers,
	});
	const raw = typeof body === 'string' || body instanceof Uint8Array;
	if (body === undefined) outgoing.end();
	else outgoing.end(raw ? body : JSON.stringify(body));
}
