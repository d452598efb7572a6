import { channel } from 'node:diagnostics_channel';
import type { SimulatedAnswer, SimulatedRequest } from '../kernel/http';

/** One request and its answer as they went over the door of a site. Bodies are as JSON carries them. */
export interface Exchange {
	readonly deployment: 'cloud' | 'dataCenter';
	readonly method: string;
	/** Path without query, context path removed. */
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
	readonly status: number;
	readonly answerHeaders: Readonly<Record<string, string>>;
	readonly answer: unknown;
	/** The answer was planned by `failNext`: it says nothing about this Jira. */
	readonly planned: boolean;
}

/** Every simulated Jira of the process publishes its exchanges here while somebody listens. */
const EXCHANGES = 'n8n-nodes-jira-sync:simulated-jira-exchange';

/** Calls the observer with every exchange of every simulated Jira, until the function that it returns is called. */
export function observeExchanges(observe: (exchange: Exchange) => void): () => void {
	const exchanges = channel(EXCHANGES);
	const onMessage = (message: unknown): void => observe(message as Exchange);
	exchanges.subscribe(onMessage);
	return () => void exchanges.unsubscribe(onMessage);
}

/** Tells the observers, if there are any. */
export function publishExchange(
	deployment: Exchange['deployment'],
	request: SimulatedRequest,
	given: SimulatedAnswer,
	planned: boolean,
): void {
	const exchanges = channel(EXCHANGES);
	if (!exchanges.hasSubscribers) return;
	const { method, path, query, headers, body } = request;
	const exchange: Exchange = {
		deployment,
		method,
		path,
		query,
		headers,
		body: overTheWire(body),
		status: given.status,
		answerHeaders: given.headers ?? {},
		answer: overTheWire(given.body),
		planned,
	};
	exchanges.publish(exchange);
}

function overTheWire(body: unknown): unknown {
	if (body === undefined || typeof body === 'string') return body;
	if (body instanceof Uint8Array) return `${body.length} bytes`;
	return JSON.parse(JSON.stringify(body)) as unknown;
}
