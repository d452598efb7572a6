import type { HttpRequest, HttpTransport } from '../../src/http/transport';
import { parseQuery, readBody, splitTarget, type SimulatedRequest } from '../kernel/http';
import { collect, piecesOf } from '../kernel/streams';
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
			const isFile = request.download === true && answer.status === 200;
			const type = typeof answer.body === 'string' ? 'text/html' : 'application/json';
			return {
				status: answer.status,
				headers: {
					...(answer.body === undefined ? {} : { 'content-type': `${type};charset=UTF-8` }),
					...lowerCase(answer.headers ?? {}),
				},
				body: isFile ? piecesOf(answer.body) : copyJson(answer.body),
			};
		},
	};
}

async function toRequest(
	request: HttpRequest,
	contextPath: string,
	userName: string | undefined,
): Promise<SimulatedRequest> {
	const { upload } = request;
	const type = upload === undefined ? {} : { 'content-type': upload.type };
	const headers = { ...lowerCase(request.headers ?? {}), ...type };
	const { path, search } = splitTarget(request.path);
	const inside = contextPath !== '' && path.startsWith(`${contextPath}/`);
	return {
		method: request.method,
		path: inside ? path.slice(contextPath.length) : path,
		query: { ...parseQuery(search), ...request.query },
		headers,
		body: await bodyOf(
			upload === undefined ? request.body : await collect(upload),
			headers['content-type'],
		),
		...(userName === undefined ? {} : { as: userName }),
	};
}

async function bodyOf(body: unknown, contentType: string | undefined): Promise<unknown> {
	return body instanceof Uint8Array ? await readBody(body, contentType) : copyJson(body);
}

/** What would survive the wire. */
function copyJson(body: unknown): unknown {
	if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body;
	return copyValue(body);
}

/** As a trip through JSON text would copy it, in half the time. */
function copyValue(value: unknown): unknown {
	if (typeof value === 'number') return Number.isFinite(value) ? value : null;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => copyValue(entry) ?? null);
	if ('toJSON' in value) return JSON.parse(JSON.stringify(value)) as unknown;
	const copy: Record<string, unknown> = {};
	for (const key of Object.keys(value)) {
		const entry = copyValue((value as Record<string, unknown>)[key]);
		if (entry !== undefined) copy[key] = entry;
	}
	return copy;
}

function lowerCase(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}
