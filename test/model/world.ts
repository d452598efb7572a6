import { createHash } from 'node:crypto';
import type { EngineContext } from '../../src/engine/context';
import { createKeyedLock } from '../../src/engine/keyed-lock';
import type { RecordSource } from '../../src/engine/ports';
import { createShortMemory } from '../../src/engine/short-memory';
import type { HttpRequest, HttpTransport } from '../../src/http/transport';
import { createJiraClient } from '../../src/jira/client';
import { dialectOf } from '../../src/jira/server-info';
import type { Clock } from '../../src/model/clock';
import { toJson } from '../../src/model/decode';
import type { SourceRecord } from '../../src/model/record';
import { fileDigest } from '../../src/n8n/digest';
import { createJiraSite } from '../../simulators/jira';
import type { JiraSite } from '../../simulators/jira/site';
import {
	createRecordSystem,
	type RecordSystem,
	type StoredComment,
	type StoredRecord,
} from '../../simulators/records';
import { recordFilesOf } from '../support/record-files';
import { createDoor, type Door, type Shared } from './door';
import { thingsOf, type History } from './history';
import type { ShownVersion } from './release-oracle';
import { RELEASES } from './settings';

/** A process of n8n: own locks, own memory, own client. */
export interface Worker {
	readonly context: EngineContext;
	readonly source: RecordSource;
	readonly door: Door;
}

/** Changes how workers reach the systems, to plant a fault that the prover must find. */
export interface Planted {
	readonly jira?: (transport: HttpTransport) => HttpTransport;
	readonly worker?: (worker: Worker) => Worker;
}

/** Both systems, on one clock that moves when somebody sleeps and by a millisecond at each look. */
export interface World {
	readonly site: JiraSite;
	readonly records: RecordSystem;
	now(): number;
	advance(milliseconds: number): void;
	start(): Worker;
	/** Versions of the project, as an administrator sees them. */
	versions(): Promise<readonly ShownVersion[]>;
	/** The record as a workflow reads it. */
	record(id: string): SourceRecord;
}

/** Titles longer than this are cut by a source that rewrites, and by a rule in Jira. */
export const LONGEST_TITLE = 12;

export function createWorld(history: History, shared: Shared, planted: Planted = {}): World {
	let time = Date.UTC(2026, 0, 5, 9);
	const now = (): number => (time += 1);
	const site = createJiraSite({
		deployment: history.deployment,
		indexLagMs: history.lagMs,
		now,
		...(history.deployment === 'dataCenter' && { version: '10.3.2' }),
	});
	const records = createRecordSystem({
		now,
		...(history.rewrites && {
			rewrite: (name, value) =>
				name === 'title' && typeof value === 'string' ? value.slice(0, LONGEST_TITLE) : value,
		}),
	});
	const clock = { now, sleep: async (milliseconds: number) => void (time += milliseconds) };
	let workers = 0;
	return {
		site,
		records,
		now,
		advance: (milliseconds) => void (time += milliseconds),
		start() {
			const door = createDoor(shared, (workers += 1));
			// Versions are made by those who administer the project.
			const account = thingsOf(history).includes('versions') ? 'admin' : 'sync';
			const direct = site.transport(account);
			const jira = door.open('jira', history.automation ? withRule(site, direct) : direct);
			const worker: Worker = {
				door,
				source: sourceOver(door.open('source', records.transport()), clock),
				context: {
					tracker: createJiraClient({
						transport: planted.jira?.(jira) ?? jira,
						dialect: dialectOf(history.deployment),
						baseUrl: 'https://jira.example.com',
						clock,
						random: () => 0.5,
					}),
					clock,
					locks: createKeyedLock(),
					startedAt: time,
					recent: createShortMemory(clock, { keepMs: 600_000, limit: 1_000 }),
					sweeps: createShortMemory(clock, { keepMs: 86_400_000, limit: 100 }),
					handedOut: createShortMemory(clock, { keepMs: 60_000, limit: 1_000 }),
					digest: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
					fileDigest,
					logger: { debug: () => undefined, warn: () => undefined },
					searchLags: dialectOf(history.deployment).searchLags,
				},
			};
			return planted.worker?.(worker) ?? worker;
		},
		async versions() {
			const path = `/rest/api/2/project/${RELEASES.project}/versions`;
			const { body } = await site.transport('admin').send({ method: 'GET', path });
			return body as readonly ShownVersion[];
		},
		record(id) {
			const stored = records.record(id);
			if (stored === undefined) throw new Error(`No record ${id}`);
			const values = withComments(stored);
			const { updatedAt } = stored;
			return { system: 'records', id, title: `Record ${id}`, values, updatedAt, readAt: time };
		},
	};
}

/** A rule of Jira that cuts long summaries as soon as the sync has written one. */
function withRule(site: JiraSite, transport: HttpTransport): HttpTransport {
	return {
		async send(request) {
			const answer = await transport.send(request);
			const id = /\/issue\/(\d+)$/.exec(request.path)?.[1];
			const summary = id === undefined ? undefined : site.issue(id)?.fields['summary'];
			if (request.method === 'PUT' && typeof summary === 'string' && id !== undefined)
				if (summary.length > LONGEST_TITLE)
					await site.asUser('ann').edit(id, { summary: summary.slice(0, LONGEST_TITLE) });
			return answer;
		},
	};
}

/** What a workflow makes of a record; comments are synced only where the settings say so. */
function withComments({ values, comments }: StoredRecord): SourceRecord['values'] {
	return { ...values, comments: toJson(comments) };
}

function sourceOver(transport: HttpTransport, clock: Clock): RecordSource {
	const ask = async (method: HttpRequest['method'], path: string, body?: unknown) => {
		const request = { method, path: `/records/${path}`, ...(body !== undefined && { body }) };
		const { status, body: answer } = await transport.send(request);
		if (status >= 300 && !(method === 'DELETE' && status === 404))
			throw new Error(`The source answered ${status}`);
		return answer;
	};
	return {
		async read(id) {
			const record = (await ask('GET', id)) as StoredRecord;
			return { values: withComments(record), updatedAt: record.updatedAt };
		},
		write: async (id, values) => void (await ask('PUT', id, values)),
		createComment: async (id, text) =>
			(await ask('POST', `${id}/comments`, { text })) as StoredComment,
		editComment: async (id, comment, text) =>
			((await ask('PUT', `${id}/comments/${comment}`, { text })) as StoredComment).text,
		deleteComment: async (id, comment) => void (await ask('DELETE', `${id}/comments/${comment}`)),
		files: recordFilesOf(transport, clock),
	};
}
