import { isObject } from '../../src/model/decode';
import {
	AnswerNow,
	createRequestLog,
	listen,
	type Listening,
	type SimulatedAnswer,
	type SimulatedRequest,
} from '../kernel';
import {
	OWN_WATCHER,
	shownState,
	ticketEntries,
	type CrashReport,
	type ErrorGroup,
	type GroupState,
	type TicketEntry,
} from './group';
import { answerQuery } from './query';
import { applyUpdate } from './update';
import { sendWebhook, webhookPayload, type WebhookSource, type WebhookTarget } from './webhook';

export type { CrashReport, ErrorGroup, GroupState, TicketEntry } from './group';
export type { WebhookTarget } from './webhook';

export interface BacktraceOptions {
	/** What a request must carry as `X-Coroner-Token`. */
	readonly token: string;
	readonly universe?: string;
	readonly project?: string;
	/** Seconds since the epoch. */
	readonly now?: () => number;
}

/** One request to the API, as it was answered. */
export interface BacktraceRequest {
	readonly path: string;
	readonly body: unknown;
	readonly status: number;
	readonly kind: 'read' | 'write';
}

/** A stand-in for Backtrace: error groups, its query and issue calls, and the webhooks that it sends. */
export interface BacktraceSite {
	listen(port?: number): Promise<Listening>;
	/** Where alerts go from now on. */
	alertTo(target: WebhookTarget): void;
	/** Records a crash without an alert, as when the webhook is switched off. */
	record(crash: CrashReport): ErrorGroup;
	/** Records a crash and sends its group's alert; answers the receiver's status. */
	report(crash: CrashReport): Promise<number>;
	/** Sends the group's alert once more, unchanged. */
	alert(fingerprint: string): Promise<number>;
	/** Changes a group as a person would in Backtrace's console. */
	edit(
		fingerprint: string,
		change: { readonly state?: GroupState; readonly assignee?: string | null },
	): void;
	group(fingerprint: string): ErrorGroup | undefined;
	groups(): readonly ErrorGroup[];
	/** What the console shows: derived state and the e-mail of the assignee. */
	shown(fingerprint: string): { readonly state: GroupState; readonly assignee: string | undefined };
	readonly requests: readonly BacktraceRequest[];
	clearRequests(): void;
}

/** A Backtrace with no groups. State is kept in memory; every instance is a world of its own. */
export function createBacktraceSite(options: BacktraceOptions): BacktraceSite {
	const {
		universe = 'demo',
		project = 'game',
		now = () => Math.floor(Date.now() / 1000),
	} = options;
	const groups = new Map<string, ErrorGroup>();
	const log = createRequestLog<BacktraceRequest>();
	let target: WebhookTarget | undefined;
	let source: WebhookSource = { universe, project, baseUrl: 'https://demo.sp.backtrace.io' };

	const need = (fingerprint: string): ErrorGroup => {
		const group = groups.get(fingerprint);
		if (group === undefined) throw new Error(`No group ${fingerprint}`);
		return group;
	};
	const record = (crash: CrashReport): ErrorGroup => {
		const group = addCrash(groups.get(crash.fingerprint), crash, now());
		groups.set(crash.fingerprint, group);
		return group;
	};
	const alert = async (fingerprint: string): Promise<number> => {
		if (target === undefined) throw new Error('No webhook is set: call alertTo first');
		return await sendWebhook(webhookPayload(need(fingerprint), source), target);
	};
	const handle = async (request: SimulatedRequest): Promise<SimulatedAnswer> => {
		const answer = answerRequest(groups, options.token, request);
		const kind = request.path === '/api/issue' ? 'write' : 'read';
		log.add({ path: request.path, body: request.body, status: answer.status, kind });
		return answer;
	};
	return {
		async listen(port = 0) {
			const listening = await listen(handle, port, '');
			source = { ...source, baseUrl: listening.url };
			return listening;
		},
		alertTo: (next) => void (target = next),
		record,
		report: async (crash) => await alert(record(crash).fingerprint),
		alert,
		edit: (fingerprint, change) =>
			void groups.set(fingerprint, editGroup(need(fingerprint), change)),
		group: (fingerprint) => groups.get(fingerprint),
		groups: () => [...groups.values()],
		shown: (fingerprint) => {
			const group = need(fingerprint);
			const own = ticketEntries(group).find(({ watcher }) => watcher === OWN_WATCHER);
			return { state: shownState(group), assignee: own?.assignees?.[0]?.email };
		},
		requests: log.entries,
		clearRequests: () => log.clear(),
	};
}

function addCrash(group: ErrorGroup | undefined, crash: CrashReport, time: number): ErrorGroup {
	const before: ErrorGroup = group ?? {
		fingerprint: crash.fingerprint,
		callstack: crash.callstack ?? ['main'],
		classifiers: crash.classifiers ?? ['exception'],
		times: [],
		crashes: [],
		state: 'open',
		tags: '',
		ticket: '',
	};
	return {
		...before,
		times: [...before.times, time],
		crashes: [...before.crashes, crash.attributes],
	};
}

function editGroup(
	group: ErrorGroup,
	{ state, assignee }: { readonly state?: GroupState; readonly assignee?: string | null },
): ErrorGroup {
	const changed = state === undefined ? group : { ...group, state };
	if (assignee === undefined) return changed;
	const others = ticketEntries(group).filter(({ watcher }) => watcher !== OWN_WATCHER);
	const own: TicketEntry = {
		watcher: OWN_WATCHER,
		assignees: assignee === null ? [] : [{ username: assignee, email: assignee }],
	};
	return { ...changed, ticket: JSON.stringify([own, ...others]) };
}

function answerRequest(
	groups: Map<string, ErrorGroup>,
	token: string,
	request: SimulatedRequest,
): SimulatedAnswer {
	if (request.headers['x-coroner-token'] !== token)
		return { status: 403, body: { error: { message: 'invalid token', code: 6 } } };
	if (request.method !== 'POST') return { status: 404, body: { error: { message: 'not found' } } };
	try {
		if (request.path === '/api/query')
			return { status: 200, body: answerQuery([...groups.values()], request.body) };
		if (request.path === '/api/issue') return updateGroups(groups, request.body);
		return { status: 404, body: { error: { message: `no such service ${request.path}` } } };
	} catch (error) {
		if (error instanceof AnswerNow) return error.answer;
		throw error;
	}
}

function updateGroups(groups: Map<string, ErrorGroup>, body: unknown): SimulatedAnswer {
	const fingerprints = isObject(body) ? body['fingerprint'] : undefined;
	if (!isObject(body) || !Array.isArray(fingerprints))
		return { status: 200, body: { error: { message: 'fingerprint must be a list', code: 2 } } };
	const results = fingerprints.map((fingerprint: unknown, index) => {
		const group = groups.get(String(fingerprint));
		if (group === undefined) return { fingerprint, error: 'no such fingerprint' };
		const result = applyUpdate(group, body);
		if (result.kind === 'refused') return { fingerprint, error: result.error };
		groups.set(result.group.fingerprint, result.group);
		const { ticket, tags } = result.group;
		return { id: index + 1, fingerprint, state: shownState(result.group), ticket, tags };
	});
	return { status: 200, body: { results } };
}
