import { isObject, type UnknownRecord } from '../../../src/model/decode';
import type { HttpMethod, HttpTransport } from '../../../src/http/transport';
import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../../simulators/jira';

export type Deployment = JiraSiteOptions['deployment'];

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: UnknownRecord;
	readonly raw: unknown;
}

/** Sends one request below the newest REST API of the deployment. */
export type Ask = (
	request: string,
	body?: unknown,
	query?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Makes `ask('GET /issue/CRASH-1')` out of a transport. */
export function caller(transport: HttpTransport, deployment: Deployment): Ask {
	const root = deployment === 'cloud' ? '/rest/api/3' : '/rest/api/2';
	return async (request, body, query) => {
		const [method = '', path = ''] = request.split(' ');
		const answer = await transport.send({
			method: method as HttpMethod,
			path: path.startsWith('/rest') ? path : `${root}${path}`,
			headers: { 'content-type': 'application/json' },
			...(body === undefined ? {} : { body }),
			...(query === undefined ? {} : { query }),
		});
		const { status, headers, body: raw } = answer;
		return { status, headers, body: isObject(raw) ? raw : {}, raw };
	};
}

/** A site whose clock only moves by hand. */
export interface Bench {
	readonly site: JiraSite;
	readonly ask: Ask;
	readonly as: (user?: string) => Ask;
	readonly pass: (milliseconds: number) => void;
}

export const START = Date.parse('2026-03-10T12:00:00.000Z');

export function bench(deployment: Deployment, options: Partial<JiraSiteOptions> = {}): Bench {
	let now = START;
	const site = createJiraSite({ deployment, now: () => now, ...options });
	const as = (user?: string): Ask => caller(site.transport(user), deployment);
	return {
		site,
		ask: as('sync'),
		as,
		pass: (milliseconds) => {
			now += milliseconds;
		},
	};
}

/** A document with one paragraph. */
export function doc(text: string): UnknownRecord {
	const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }];
	return { type: 'doc', version: 1, content };
}

/** Rich text as the newest API of the deployment takes it. */
export function rich(deployment: Deployment, text: string): unknown {
	return deployment === 'cloud' ? doc(text) : text;
}

/** Value at a path of an answer; nothing when there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
	return path.reduce<unknown>((inner, key) => {
		if (Array.isArray(inner)) return inner[Number(key)];
		return isObject(inner) ? inner[String(key)] : undefined;
	}, value);
}

/** Keys of the issues in a search answer. */
export function keysOf(answer: Answer): readonly unknown[] {
	const { issues } = answer.body;
	return Array.isArray(issues) ? issues.map((issue) => at(issue, 'key')) : [];
}
