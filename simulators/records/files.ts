import { FilePart, type SimulatedAnswer } from '../kernel/http';

/** A file of a record as the system keeps it. A new content under the same id is a change. */
export interface StoredFile {
	readonly id: string;
	readonly name: string;
	readonly mimeType: string;
	readonly content: Uint8Array;
	/** Milliseconds since the epoch. */
	readonly createdAt: number;
	/** Milliseconds since the epoch. */
	readonly updatedAt: number;
	/** `api`: a client wrote it; `person`: somebody in the system's own window. */
	readonly by: 'api' | 'person';
}

/** Files of records: what people do with them, and what the API gives and takes. */
export interface RecordFileStore {
	/** A person adds a file, or puts another content under the id of one; answers its id. */
	put(recordId: string, name: string, content: string, id?: string): string;
	/** A person deletes a file. */
	remove(recordId: string, fileId: string): void;
	of(recordId: string): readonly StoredFile[];
	/** The same without their contents, as the API lists them. */
	listed(recordId: string): readonly object[];
	/** Names that end so are refused by the API. */
	refusedEnding: string | undefined;
	list(recordId: string): SimulatedAnswer;
	give(recordId: string, fileId: string): SimulatedAnswer;
	take(recordId: string, body: unknown): SimulatedAnswer;
	drop(recordId: string, fileId: string): SimulatedAnswer;
}

const MISSING: SimulatedAnswer = { status: 404, body: { error: 'There is no such file.' } };

/** A store without files. */
export function createRecordFiles(now: () => number): RecordFileStore {
	const files = new Map<string, StoredFile[]>();
	let last = 0;
	const listOf = (recordId: string): StoredFile[] => {
		const list = files.get(recordId) ?? [];
		files.set(recordId, list);
		return list;
	};
	const find = (recordId: string, fileId: string): number =>
		listOf(recordId).findIndex(({ id }) => id === fileId);
	const add = (
		recordId: string,
		file: Pick<StoredFile, 'name' | 'mimeType' | 'content' | 'by'>,
	): StoredFile => {
		const at = now();
		const stored = { ...file, id: `f${(last += 1)}`, createdAt: at, updatedAt: at };
		listOf(recordId).push(stored);
		return stored;
	};
	const store: RecordFileStore = {
		refusedEnding: undefined,
		put(recordId, name, text, id = '') {
			const content = Buffer.from(text);
			const index = find(recordId, id);
			const before = listOf(recordId)[index];
			if (before === undefined)
				return add(recordId, { name, mimeType: 'text/plain', content, by: 'person' }).id;
			listOf(recordId)[index] = { ...before, name, content, updatedAt: now(), by: 'person' };
			return id;
		},
		remove: (recordId, fileId) => void store.drop(recordId, fileId),
		of: (recordId) => [...listOf(recordId)],
		listed: (recordId) => listOf(recordId).map(shown),
		list: (recordId) => ({ status: 200, body: { files: store.listed(recordId) } }),
		give(recordId, fileId) {
			const file = listOf(recordId)[find(recordId, fileId)];
			if (file === undefined) return MISSING;
			const headers = { 'content-type': file.mimeType };
			return { status: 200, headers, body: file.content };
		},
		take(recordId, body) {
			const [part] = Array.isArray(body) ? (body as readonly unknown[]) : [];
			if (!(part instanceof FilePart)) return { status: 415 };
			const { filename, mimeType, content } = part;
			const { refusedEnding } = store;
			if (refusedEnding !== undefined && filename.endsWith(refusedEnding))
				return { status: 400, body: { error: `Files such as ${filename} are not taken.` } };
			const file = add(recordId, { name: filename, mimeType, content, by: 'api' });
			return { status: 201, body: shown(file) };
		},
		drop(recordId, fileId) {
			const index = find(recordId, fileId);
			if (index < 0) return MISSING;
			listOf(recordId).splice(index, 1);
			return { status: 204 };
		},
	};
	return store;
}

function shown({ content, ...file }: StoredFile): object {
	return { ...file, size: content.length };
}
