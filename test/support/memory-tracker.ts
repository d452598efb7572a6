import { inputError, ServiceError, type FailureKind } from '../../src/model/failure';
import type { JiraIssue, Transition } from '../../src/model/issue';
import { ALL_PROPERTIES } from '../../src/model/link';
import type { JsonValue } from '../../src/model/json';
import { canonicalFor } from '../../src/sync/canonical';
import type { IssueRead, IssueTracker } from '../../src/engine/ports';
import { contentAsStream, contentOf } from './memory-files';
import { SCHEMAS, type MemoryStore, type StoredIssue } from './memory-store';

/** The process died: nothing that it still tries reaches Jira. */
export class Crash extends Error {
	override readonly name = 'Crash';
}

export interface MemoryTracker extends IssueTracker {
	/** Names of the calls, in order. */
	readonly calls: string[];
	/** Reads and writes since the last `reset`; metadata, people and the account count apart. */
	readonly counts: { reads: number; writes: number; metadata: number };
	reset(): void;
	/** The process dies at the n-th write from now (1 is the next one), before or after Jira did it. */
	crashAt(write: number, when: 'before' | 'after'): void;
	/** Answers the next call of that name with an error, after doing it or instead. */
	failNext(call: keyof IssueTracker, error: Error, when?: 'before' | 'after'): void;
}

export function serviceError(kind: FailureKind, ambiguous = false): ServiceError {
	return new ServiceError(`Jira said ${kind}`, {
		kind,
		service: 'Jira',
		method: 'POST',
		path: '/test',
		messages: [],
		fieldErrors: {},
		ambiguous,
	});
}

/** One process's view of the store: counts its calls, and can be made to die. */
export function createMemoryTracker(store: MemoryStore): MemoryTracker {
	const gate = createGate();
	const { read, write, metadata } = gate;
	return {
		...gate.control,
		myself: async () => await metadata('myself', () => ({ accountId: 'bot' })),
		readIssue: async (id, wanted) =>
			await read('readIssue', () => view(store, find(store, id), wanted)),
		findLinked: async (globalIds, wanted, options) =>
			await read('findLinked', () => {
				const fresh = new Set(options?.freshIds);
				const recent = options?.recent;
				return seen(store, fresh)
					.filter(
						(issue) =>
							globalIds.some((id) => Object.hasOwn(issue.remoteLinks, id)) ||
							(recent !== undefined &&
								(recent.project === undefined || issue.project === recent.project) &&
								issue.createdAt >= recent.since &&
								issue.createdAt <= (recent.until ?? Infinity)),
					)
					.map((issue) => view(store, issue, wanted));
			}),
		search: async (_jql, wanted, limit) =>
			await read('search', () =>
				seen(store, new Set())
					.slice(0, limit)
					.map((issue) => view(store, issue, wanted)),
			),
		createIssue: async (draft) =>
			await write('createIssue', () => {
				const id = store.nextId();
				const key = `${draft.project}-${Number(id) - 10_000}`;
				store.issues.set(id, {
					id,
					key,
					project: draft.project,
					createdAt: store.now(),
					updatedAt: store.now(),
					status: Object.keys(store.workflow)[0] ?? '',
					assignee: null,
					fields: canonicalFields(draft.fields),
					properties: { ...draft.properties },
					remoteLinks: {},
					comments: [],
					duplicateOf: [],
					changed: {},
					relatedTo: [],
				});
				return { id, key, url: `https://jira.example/browse/${key}`, warnings: [] };
			}),
		editIssue: async (id, { fields, properties = [] }) =>
			await write('editIssue', () => {
				const { assignee, ...rest } = fields;
				store.edit(id, { fields: canonicalFields(rest) });
				if (assignee !== undefined)
					store.edit(id, { assignee: assignee === null ? null : person(store, String(assignee)) });
				for (const { key, value } of properties) find(store, id).properties[key] = value;
				return [];
			}),
		setProperty: async (id, key, value) =>
			await write('setProperty', () => void (find(store, id).properties[key] = value)),
		deleteProperty: async (id, key) =>
			await write('deleteProperty', () => void delete find(store, id).properties[key]),
		changeTimes: async (id, fieldIds) =>
			await read('changeTimes', () => {
				const { changed } = find(store, id);
				return Object.fromEntries(
					fieldIds.flatMap((field) =>
						changed[field] === undefined ? [] : [[field, changed[field]]],
					),
				);
			}),
		statuses: async () =>
			await metadata('statuses', () => Object.keys(store.workflow).map(store.status)),
		transitions: async (id) => await metadata('transitions', () => offered(store, find(store, id))),
		transition: async (id, { to }, fields) =>
			await write('transition', () => {
				const issue = find(store, id);
				if (!offered(store, issue).some((way) => way.to.id === to.id))
					throw serviceError('validation');
				store.edit(id, { status: to.name });
				if (typeof fields['resolution'] === 'string') issue.resolution = fields['resolution'];
				const keeps = store.workflow[to.name]?.keepsResolution === true;
				if (to.category !== 'done' && !keeps) delete issue.resolution;
			}),
		addComment: async (id, text) =>
			await write('addComment', () => String(find(store, id).comments.push(text))),
		createComment: async (id, draft) =>
			await write('createComment', () => store.thread.add(find(store, id), draft)),
		editComment: async (id, commentId, draft) =>
			await write('editComment', () => store.thread.edit(find(store, id), commentId, draft)),
		deleteComment: async (id, commentId) =>
			await write('deleteComment', () => store.thread.remove(find(store, id), commentId)),
		commentThread: async (id) =>
			await read('commentThread', () => store.thread.of(find(store, id))),
		commentMarks: async (id, ids) =>
			await read('commentMarks', () => store.thread.marks(find(store, id), ids)),
		uploadAttachment: async (id, file) => {
			const content = await contentOf(file);
			return await write('uploadAttachment', () => store.files.add(find(store, id), file, content));
		},
		openAttachment: async ({ id }) =>
			contentAsStream(await read('openAttachment', () => store.files.content(id))),
		deleteAttachment: async (id) =>
			await write('deleteAttachment', () => store.files.remove(id, (owner) => find(store, owner))),
		attachmentLimits: async () => await metadata('attachmentLimits', () => store.files.limits),
		comments: async (id) =>
			await read('comments', () =>
				find(store, id).comments.map((text, index) => ({ id: String(index + 1), text })),
			),
		ensureRemoteLink: async (id, link) =>
			await write(
				'ensureRemoteLink',
				() => void (find(store, id).remoteLinks[link.globalId] = link),
			),
		removeRemoteLink: async (id, globalId) =>
			await write('removeRemoteLink', () => void delete find(store, id).remoteLinks[globalId]),
		linkDuplicate: async (id, original) =>
			await write('linkDuplicate', () => {
				const issue = find(store, id);
				issue.duplicateOf = [...new Set([...issue.duplicateOf, original])];
			}),
		linkRelated: async (id, other) =>
			await write('linkRelated', () => {
				const issue = find(store, id);
				issue.relatedTo = [...new Set([...issue.relatedTo, other])];
			}),
		parentFields: async () => await metadata('parentFields', () => ['parent']),
		parentField: async () => await metadata('parentField', () => 'parent'),
		parentPlace: async () =>
			await metadata('parentPlace', () => ({ kind: 'field', field: 'parent' }) as const),
		isSubtask: async ({ issueType }) => await metadata('isSubtask', () => issueType === 'Sub-task'),
		readIssues: async (keys, wanted) =>
			await read('readIssues', () =>
				[...store.issues.values()]
					.filter(({ key }) => keys.includes(key))
					.map((issue) => view(store, issue, wanted)),
			),
		linkIssues: async (_type, id, otherKey) =>
			await write('linkIssues', () => {
				const issue = find(store, id);
				issue.relatedTo = [...new Set([...issue.relatedTo, otherKey])];
			}),
		unlinkIssues: async (_type, id, otherKey) =>
			await write('unlinkIssues', () => {
				const issue = find(store, id);
				issue.relatedTo = issue.relatedTo.filter((key) => key !== otherKey);
			}),
		createFields: async () => await metadata('createFields', () => []),
		versions: async () => await metadata('versions', () => store.versions),
		rankOrder: async (keys) =>
			await read('rankOrder', () =>
				[...store.issues.values()].map(({ key }) => key).filter((key) => keys.includes(key)),
			),
		searchCreated: async (_jql, { since = 0 }, wanted, limit) =>
			await read('searchCreated', () =>
				[...store.issues.values()]
					.filter(({ createdAt }) => createdAt >= since)
					.slice(0, limit)
					.map((issue) => view(store, issue, wanted)),
			),
		rankIssues: async () => await write('rankIssues', () => []),
		projectVersions: async () => await read('projectVersions', () => store.versions),
		createVersion: async (_project, version) =>
			await write('createVersion', () => {
				if (store.versions.some(({ name }) => name === version.name))
					throw serviceError('validation');
				const made = { id: store.nextId(), released: false, archived: false, ...version };
				store.versions = [...store.versions, made];
				return made;
			}),
		updateVersion: async (id, changes) =>
			await write('updateVersion', () => {
				store.versions = store.versions.map((version) =>
					version.id === id ? { ...version, ...changes } : version,
				);
			}),
		versionUse: async () => await read('versionUse', () => ({ issues: 0, custom: 0 })),
		replaceVersion: async (id) =>
			await write('replaceVersion', () => {
				store.versions = store.versions.filter((version) => version.id !== id);
			}),
		projectPropertyKeys: async () =>
			await read('projectPropertyKeys', () => [...store.projectProperties.keys()]),
		deleteProjectProperty: async (_project, key) =>
			await write('deleteProjectProperty', () => void store.projectProperties.delete(key)),
		projectProperty: async (_project, key) =>
			await read('projectProperty', () => store.projectProperties.get(key)),
		knownProjectProperty: async (_project, key) =>
			await metadata('knownProjectProperty', () => store.projectProperties.get(key)),
		setProjectProperty: async (_project, key, value) =>
			await write('setProjectProperty', () => void store.projectProperties.set(key, value)),
		findUsers: async (query) =>
			await metadata('findUsers', () =>
				store.users.filter((user) =>
					[user.email, user.displayName, user.accountId].some(
						(name) => name?.toLowerCase() === query.toLowerCase(),
					),
				),
			),
	};
}

interface Fault {
	readonly error: Error;
	readonly when: 'before' | 'after';
}

function createGate() {
	const calls: string[] = [];
	const counts = { reads: 0, writes: 0, metadata: 0 };
	const faults = new Map<string, Fault>();
	let crash: { left: number; when: 'before' | 'after' } | undefined;
	let dead = false;

	function die(): never {
		dead = true;
		throw new Crash('The process died');
	}

	async function call<T>(name: string, kind: keyof typeof counts, work: () => T): Promise<T> {
		if (dead) throw new Crash('The process is dead');
		calls.push(name);
		counts[kind] += 1;
		if (kind === 'writes' && crash !== undefined) crash.left -= 1;
		const dies = kind === 'writes' && crash?.left === 0 ? crash.when : undefined;
		const fault = faults.get(name);
		faults.delete(name);
		await Promise.resolve();
		if (dies === 'before') die();
		if (fault?.when === 'before') throw fault.error;
		const result = structuredClone(work());
		if (dies === 'after') die();
		if (fault !== undefined) throw fault.error;
		await Promise.resolve();
		return result;
	}

	return {
		control: {
			calls,
			counts,
			reset() {
				calls.length = 0;
				Object.assign(counts, { reads: 0, writes: 0, metadata: 0 });
			},
			crashAt(write: number, when: 'before' | 'after') {
				crash = { left: write, when };
			},
			failNext(name: string, error: Error, when: 'before' | 'after' = 'before') {
				faults.set(name, { error, when });
			},
		},
		read: async <T>(name: string, work: () => T): Promise<T> => await call(name, 'reads', work),
		write: async <T>(name: string, work: () => T): Promise<T> => await call(name, 'writes', work),
		metadata: async <T>(name: string, work: () => T): Promise<T> =>
			await call(name, 'metadata', work),
	};
}

function find(store: MemoryStore, idOrKey: string): StoredIssue {
	const issue =
		store.issues.get(idOrKey) ?? [...store.issues.values()].find(({ key }) => key === idOrKey);
	if (issue === undefined) throw serviceError('notFound');
	return issue;
}

/** What a search sees: the index, but the live state of the fresh ones. */
function seen(store: MemoryStore, fresh: ReadonlySet<string>): readonly StoredIssue[] {
	if (store.index === undefined) return [...store.issues.values()];
	const ids = new Set([...store.index.keys(), ...fresh]);
	return [...ids].flatMap((id) => {
		const issue = fresh.has(id) ? store.issues.get(id) : store.index?.get(id);
		return issue === undefined ? [] : [issue];
	});
}

function view(store: MemoryStore, issue: StoredIssue, read: IssueRead): JiraIssue {
	const chosen = <T>(from: Readonly<Record<string, T>>, names: readonly string[]) =>
		Object.fromEntries(
			names.flatMap((name) => {
				const value = from[name];
				return Object.hasOwn(from, name) && value !== undefined ? [[name, value] as const] : [];
			}),
		);
	return {
		id: issue.id,
		key: issue.key,
		url: `https://jira.example/browse/${issue.key}`,
		projectKey: issue.project,
		issueType: { id: '1', name: 'Bug' },
		status: store.status(issue.status),
		...(issue.resolution !== undefined && { resolution: issue.resolution }),
		assignee: issue.assignee,
		updatedAt: issue.updatedAt,
		fields: chosen(issue.fields, read.fields),
		schemas: chosen(SCHEMAS, read.fields),
		properties: read.properties.includes(ALL_PROPERTIES)
			? issue.properties
			: chosen(issue.properties, read.properties),
		...(read.fields.includes('attachment') && { attachments: store.files.of(issue) }),
		...(store.files.serviceProject && { isServiceProject: true }),
		...(read.fields.includes('comment') && { comments: store.thread.page(issue) }),
	};
}

function offered(store: MemoryStore, issue: StoredIssue): readonly Transition[] {
	return (store.workflow[issue.status]?.to ?? []).map((name) => {
		const screen = store.workflow[name]?.screen;
		return {
			id: `t-${name}`,
			name: `Go to ${name}`,
			to: store.status(name),
			fields:
				screen === undefined
					? []
					: [
							{
								id: screen,
								name: screen,
								required: false,
								hasDefault: false,
								schema: { type: screen },
							},
						],
		};
	});
}

function canonicalFields(inputs: Readonly<Record<string, JsonValue>>): Record<string, JsonValue> {
	return Object.fromEntries(
		Object.entries(inputs).map(([id, input]) => {
			const schema = SCHEMAS[id];
			if (schema === undefined)
				throw inputError('Unknown field', [
					{ field: id, message: `The project has no field ${id}.` },
				]);
			const canonical = canonicalFor(schema, input);
			if (canonical.kind === 'unmapped') throw inputError(canonical.reason);
			return [id, canonical.value];
		}),
	);
}

function person(store: MemoryStore, id: string) {
	const user = store.users.find(({ accountId }) => accountId === id);
	if (user === undefined) throw serviceError('validation');
	return user;
}
