import type { HttpRequest, HttpResponse, HttpTransport } from '../../src/http/transport';
import type { CallFault, Side } from './history';
import type { Turns } from './schedule';

/** The worker's process died: nothing that it still tries reaches anybody. */
export class Died extends Error {
	override readonly name = 'Died';
}

/** One call that took effect, as the world saw it. */
export interface Effect {
	/** Position among all calls and edits of the history. */
	readonly at: number;
	readonly worker: number;
	/** Which of the runs made it; a worker may have several at once. */
	readonly run: number;
	readonly side: Side;
	readonly write: boolean;
	/** The answer holds the values that a plan is made of. */
	readonly look: boolean;
	readonly path: string;
	readonly body: unknown;
}

/** What all workers of a history share. */
export interface Shared {
	readonly turns: Turns;
	readonly effects: Effect[];
	/** The run that is asking. */
	run(): number;
	/** Position of the next call or edit. */
	next(): number;
	/** Plays the edits that are due at the n-th call of the present step. */
	onCall(): Promise<void>;
}

/** The calls of one worker, to either system, and what goes wrong with them. */
export interface Door {
	open(side: Side, transport: HttpTransport): HttpTransport;
	/** Faults count from the next call. */
	plan(fault: CallFault | undefined): void;
	readonly dead: boolean;
}

/** An issue's values are looked at for a plan when its summary is among them; the walk through statuses reads without it. */
function isLook(side: Side, { method, path, query = {} }: HttpRequest): boolean {
	if (method !== 'GET') return false;
	if (side === 'source') return /^\/records\/[^/]+$/.test(path);
	return /\/issue\/\d+$/.test(path) && (query['fields'] ?? '').split(',').includes('summary');
}

const READS = /\/search|\/bulkfetch|\/list$/;

/** A worker's way to the network. Chance decides who goes next, the plan what goes wrong. */
export function createDoor(shared: Shared, worker: number): Door {
	let fault: CallFault | undefined;
	let calls = 0;
	let dead = false;
	const die = (): never => {
		dead = true;
		throw new Died('The process died');
	};
	const send = async (
		side: Side,
		transport: HttpTransport,
		request: HttpRequest,
	): Promise<HttpResponse> => {
		await shared.turns.wait();
		if (dead) throw new Died('The process is dead');
		await shared.onCall();
		calls += 1;
		const kind = fault?.call === calls ? fault.kind : undefined;
		if (kind === 'crashBefore') die();
		if (kind === 'lostBefore') throw new Error('socket hang up');
		if (kind === 'errorBefore') return answer(500);
		if (kind === 'tooMany') return answer(429, { 'retry-after': '1' });
		const result = await transport.send(request);
		const write = request.method !== 'GET' && !READS.test(request.path);
		const { path, body } = request;
		const look = isLook(side, request);
		const [at, run] = [shared.next(), shared.run()];
		shared.effects.push({ at, worker, run, side, write, look, path, body });
		if (kind === 'crashAfter') die();
		if (kind === 'lostAfter') throw new Error('socket hang up');
		return kind === 'errorAfter' ? answer(500) : result;
	};
	return {
		open: (side, transport) => ({ send: (request) => send(side, transport, request) }),
		plan: (next) => {
			fault = next;
			calls = 0;
		},
		get dead() {
			return dead;
		},
	};
}

function answer(status: number, headers: Readonly<Record<string, string>> = {}): HttpResponse {
	return { status, headers, body: { errorMessages: ['Planned by the history'], errors: {} } };
}
