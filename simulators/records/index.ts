import { isObject, toJson } from '../../src/model/decode';
import type { HttpTransport } from '../../src/http/transport';
import type { JsonValue } from '../../src/model/json';
import {
	createRequestLog,
	createRouter,
	listen,
	type Listening,
	type SimulatedAnswer,
	type SimulatedRequest,
} from '../kernel';
import {
	addCommentRoutes,
	createCommentStore,
	type CommentChange,
	type CommentStore,
	type Handler,
} from './comments';
import type { StoredRecord, Values } from './model';
import { readBody } from '../kernel/http';
import { collect, piecesOf } from '../kernel/streams';
import { createRecordFiles, type RecordFileStore } from './files';

export type { StoredComment, StoredRecord } from './model';

/** One change of a record, as the change feed tells it. */
export interface RecordChange {
	readonly sequence: number;
	readonly recordId: string;
	readonly at: number;
	/** Values that were given; none for a change of a comment. */
	readonly values: Values;
	readonly comment?: CommentChange;
	/** `api`: a client wrote it; `person`: somebody in the system's own window. */
	readonly by: 'api' | 'person';
}

export interface RecordSystemOptions {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** How the system spells a value that a client gives it. Default: as it was given. */
	readonly rewrite?: (name: string, value: JsonValue) => JsonValue;
}

/** One request as the system answered it. */
export interface RecordRequest {
	readonly method: string;
	readonly path: string;
	readonly status: number;
	readonly kind: 'read' | 'write';
}

/** A plain system with records of any shape behind a REST API, and the handle to play with it, apart from that API. */
export interface RecordSystem {
	/** In-process door to the API. */
	transport(): HttpTransport;
	/** Serves the API over HTTP on 127.0.0.1; port 0 picks a free one. */
	listen(port?: number): Promise<Listening>;
	/** A person makes a record. */
	create(id: string, values: Values): void;
	/** A person changes values; those that are not named stay. */
	edit(id: string, values: Values): void;
	/** A person writes, edits or deletes comments. */
	readonly comments: CommentStore;
	record(id: string): StoredRecord | undefined;
	/** In the order in which they were made. */
	records(): readonly StoredRecord[];
	/** Files of the records. */
	readonly files: RecordFileStore;
	readonly changes: readonly RecordChange[];
	readonly requests: readonly RecordRequest[];
	clearRequests(): void;
}

/**
 * A system without records. `GET /records` lists them (`?kind=` those with that value `kind`), `POST /records` makes one of the values
 * in its body, `GET /records/:id` reads one, `PUT /records/:id` changes the values that its body names (any number of times with the
 * same end), `GET /changes?since=N` tells what changed after a sequence number. Comments and the list of files come with the record
 * and have routes of their own (`comments.ts`): `GET` and `POST /records/:id/files` list and take files (`multipart/form-data`), `GET`
 * and `DELETE /records/:id/files/:file` give and delete one.
 */
export function createRecordSystem(options: RecordSystemOptions): RecordSystem {
	const records = new Map<string, StoredRecord>();
	const changes: RecordChange[] = [];
	const log = createRequestLog<RecordRequest>();
	let lastComment = 0;
	let lastMade = 0;
	const put = (id: string, values: Values, by: RecordChange['by']): StoredRecord => {
		const at = options.now();
		const before = records.get(id) ?? { values: {}, comments: [] };
		const { comments } = before;
		const record = { id, values: { ...before.values, ...values }, comments, updatedAt: at };
		records.set(id, record);
		changes.push({ sequence: changes.length + 1, recordId: id, at, values, by });
		return record;
	};
	const read = (id: string): StoredRecord | undefined => records.get(id);
	const commentsOf = (by: RecordChange['by']): CommentStore =>
		createCommentStore({
			now: options.now,
			nextId: () => `c${(lastComment += 1)}`,
			read,
			keep(id, comments, comment) {
				const { values = {} } = read(id) ?? {};
				const at = options.now();
				records.set(id, { id, values, comments, updatedAt: at });
				changes.push({ sequence: changes.length + 1, recordId: id, at, values: {}, comment, by });
			},
		});
	const router = createRouter<Handler>();
	const files = createRecordFiles(options.now);
	const shown = (record: StoredRecord): object => ({ ...record, files: files.listed(record.id) });
	const found = (record: StoredRecord | undefined, status = 200): SimulatedAnswer =>
		record === undefined ? NOT_FOUND : { status, body: shown(record) };
	/** Values that a client gives, as the system spells them. */
	const given = (body: object): Values => {
		const rewrite = options.rewrite ?? ((_name: string, value: JsonValue) => value);
		const entries = Object.entries(body).map(([name, value]) => [name, toJson(value)] as const);
		return Object.fromEntries(entries.map(([name, value]) => [name, rewrite(name, value)]));
	};
	router.add('GET', '/records', (_params, { query }) => {
		const isAsked = ({ values }: StoredRecord): boolean =>
			query['kind'] === undefined || values['kind'] === query['kind'];
		return { status: 200, body: { records: [...records.values()].filter(isAsked).map(shown) } };
	});
	router.add('POST', '/records', (_params, { body }) => {
		if (!isObject(body)) return NO_OBJECT;
		const id = `new-${(lastMade += 1)}`;
		return found(put(id, given(body), 'api'), 201);
	});
	router.add('GET', '/records/:id', ({ id = '' }) => found(records.get(id)));
	router.add('PUT', '/records/:id', ({ id = '' }, { body }) => {
		if (!records.has(id)) return NOT_FOUND;
		return isObject(body) ? found(put(id, given(body), 'api')) : NO_OBJECT;
	});
	router.add('GET', '/records/:id/files', ({ id = '' }) => files.list(id));
	router.add('POST', '/records/:id/files', ({ id = '' }, { body }) =>
		records.has(id) ? files.take(id, body) : NOT_FOUND,
	);
	router.add('GET', '/records/:id/files/:file', ({ id = '', file = '' }) => files.give(id, file));
	router.add('DELETE', '/records/:id/files/:file', ({ id = '', file = '' }) =>
		files.drop(id, file),
	);
	router.add('GET', '/changes', (_params, { query }) => ({
		status: 200,
		body: { changes: changes.filter(({ sequence }) => sequence > Number(query['since'] ?? 0)) },
	}));
	addCommentRoutes(router, commentsOf('api'), read);
	const handle = async (request: SimulatedRequest): Promise<SimulatedAnswer> => {
		await new Promise((resolve) => setImmediate(resolve));
		const { method, path } = request;
		const match = router.find(method, path);
		const answer = match?.handler(match.params, request) ?? NOT_FOUND;
		log.add({ method, path, status: answer.status, kind: method === 'GET' ? 'read' : 'write' });
		return answer;
	};
	return {
		transport: () => ({
			send: async ({ method, path, query = {}, body, upload, download = false }) => {
				const sent =
					upload === undefined ? body : await readBody(await collect(upload), upload.type);
				const answer = await handle({ method, path, query, headers: {}, body: sent });
				const isFile = download && answer.status === 200;
				const given = isFile ? piecesOf(answer.body) : structuredClone(answer.body);
				return { status: answer.status, headers: {}, body: given };
			},
		}),
		listen: async (port = 0) => await listen(handle, port, ''),
		create: (id, values) => void put(id, values, 'person'),
		edit: (id, values) => void put(id, values, 'person'),
		comments: commentsOf('person'),
		record: read,
		records: () => [...records.values()],
		files,
		changes,
		requests: log.entries,
		clearRequests: log.clear,
	};
}

const NOT_FOUND: SimulatedAnswer = { status: 404, body: { error: 'There is no such record.' } };
const NO_OBJECT: SimulatedAnswer = {
	status: 400,
	body: { error: 'The body must be an object.' },
};
