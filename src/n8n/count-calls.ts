import type { HttpRequest, HttpTransport } from '../http/transport';

/** Requests to Jira since the transport was made, retries among them. */
export interface Calls {
	readonly reads: number;
	readonly writes: number;
}

/** Questions that are asked with a POST. */
const ASKING = /\/(search|search\/jql|approximate-count|bulkfetch|permissions\/check|jql\/parse)$/;

/** Counts what goes through a transport. */
export function countCalls(inner: HttpTransport): {
	readonly transport: HttpTransport;
	readonly calls: () => Calls;
} {
	let [reads, writes] = [0, 0];
	return {
		calls: () => ({ reads, writes }),
		transport: {
			async send(request) {
				if (asks(request)) reads += 1;
				else writes += 1;
				return await inner.send(request);
			},
		},
	};
}

function asks({ method, path }: HttpRequest): boolean {
	return method === 'GET' || (method === 'POST' && ASKING.test(path));
}
