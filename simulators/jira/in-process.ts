import type { HttpRequest, HttpTransport } from '../../src/http/transport';
import { parseQuery, readBody, splitTarget, type SimulatedRequest } from '../kernel/http';
import type { RequestHandler } from '../kernel/listen';

/** A transport that goes straight to the site, for a user or, without one, anonymously. */
export function createTransport(
	handle: RequestHandler,
	contextPath: string,
	userName: string | undefined,
	viaApp: boolean,
): HttpTransport {
	return {
		send: async (request) => {
			const answer = await handle({ ...(await toRequest(request, contextPath, userName)), viaApp });
			const type = typeof answer.body === 'string' ? 'text/html' : 'application/json';
			return {
				status: answer.status,
				headers: {
					...(answer.body === undefined ? {} : { 'content-type': `${type};charset=UTF-8` }),
					...lowerCase(answer.headers ?? {}),
				},
				body: copyJson(answer.body),
			};
		},
	};
}

async function toRequest(
	request: HttpRequest,
	contextPath: string,
	userName: string | undefined,
): Promise<SimulatedRequest> {
	const headers = lowerCase(request.headers ?? {});
	const { path, search } = splitTarget(request.path);
	const inside = contextPath !== '' && path.startsWith(`${contextPath}/`);
	return {
		method: request.method,
		path: inside ? path.slice(contextPath.length) : path,
		query: { ...parseQuery(search), ...request.query },
		headers,
		body: await bodyOf(request.body, headers['content-type']),
		...(userName === undefined ? {} : { as: userName }),
	};
}

async function bodyOf(body: unknown, contentType: string | undefined): Promise<unknown> {
	return body instanceof Uint8Array ? await readBody(body, contentType) : copyJson(body);
}

/** What would survive the wire. */
function copyJson(body: unknown): unknown {
	if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body;
	return JSON.parse(JSON.stringify(body)) as unknown;
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}
