import type { OpenRecordFile } from '../../src/engine/file-access';
import type { RecordFiles } from '../../src/engine/ports';
import type { SyncReport } from '../../src/engine/reports';
import { syncOne } from '../../src/engine/sync-one';
import type { SyncRequest } from '../../src/engine/sync-request';
import type { JiraAttachment } from '../../src/model/attachment';
import { inputError } from '../../src/model/failure';
import type { JsonValue } from '../../src/model/json';
import type { SourceFileAction } from '../../src/sync/files/plan-files';
import { readSourceFiles } from '../../src/sync/files/read-source';
import type { FileRules } from '../../src/sync/files/rules';
import { mapping, syncSettings, type Worker } from './engine-world';
import { inWorkflow, linkedPair, type LinkedPair } from './linked-pair';
import { contentAsStream, contentOf } from './memory-files';

export const FILE_RULES: FileRules = {
	direction: 'both',
	attribute: 'attachments',
	maxSize: 1_000,
	patterns: [],
	includeInternal: false,
};

/** A file of the record as a test writes it. Its `url` stands for where the content is. */
export interface RecordFile {
	readonly id: string;
	readonly name: string;
	readonly content: string;
	/** More that the record tells of it. */
	readonly more?: Readonly<Record<string, JsonValue>>;
}

export type SourceMode = 'connected' | 'workflow';

/** A linked pair whose attachments are synced, with a source whose files the engine or a workflow writes. */
export interface FilePair {
	readonly pair: LinkedPair;
	readonly mode: SourceMode;
	/** What the source holds; tests change it as people would. */
	readonly source: RecordFile[];
	/** Source files whose content cannot be read, by name. */
	readonly unreadable: Set<string>;
	/** Contents that were read from the source. */
	readonly opened: string[];
	/** The process dies at the n-th file that it writes to the source from now. */
	crashSource: { left: number; when: 'before' | 'after' } | undefined;
	jira(): readonly JiraAttachment[];
	/** Contents in Jira, oldest first. */
	contents(): readonly string[];
	/** Somebody attaches a file in Jira. */
	attach(name: string, content: string, author?: string): JiraAttachment;
	/** Somebody deletes a file in Jira. */
	detach(id: string): void;
	/** One run and its delivery. `lost`: what leaves never reaches the source. */
	run(options?: {
		readonly worker?: Worker;
		readonly lost?: boolean;
		readonly request?: Partial<SyncRequest>;
	}): Promise<SyncReport>;
	/** Reads and writes of a run of its own. */
	quiet(): Promise<{ readonly reads: number; readonly writes: number }>;
	deliver(actions: readonly SourceFileAction[]): void;
}

/** Makes a pair in step, without files. */
export async function filePair(
	changes: Partial<FileRules> = {},
	mode: SourceMode = 'workflow',
): Promise<FilePair> {
	const settings = syncSettings([mapping('title', 'summary')], {
		files: { ...FILE_RULES, ...changes },
	});
	const pair = await linkedPair({ title: 'Crash' }, settings);
	const { store } = pair.world;
	let last = 0;
	const add = (name: string, content: string): string => {
		const id = `made-${(last += 1)}`;
		world.source.push({ id, name, content });
		return id;
	};
	const remove = (id: string): void => {
		const index = world.source.findIndex((file) => file.id === id);
		if (index >= 0) world.source.splice(index, 1);
	};
	const content = (id: string): string => {
		const file = world.source.find((entry) => entry.id === id);
		if (file === undefined || world.unreadable.has(file.name))
			throw inputError('The file cannot be read.');
		world.opened.push(file.name);
		return file.content;
	};
	const writing = <T>(work: () => T): T => {
		const { crashSource } = world;
		if (crashSource !== undefined) crashSource.left -= 1;
		const dies = crashSource?.left === 0 ? crashSource.when : undefined;
		if (dies === 'before') throw new Error('The process died');
		const result = work();
		if (dies === 'after') throw new Error('The process died');
		return result;
	};
	const files: RecordFiles = {
		list: async () => {
			const reading = readSourceFiles(listOf(world.source), 'attachments');
			return reading.kind === 'files' ? reading.files : [];
		},
		open: async (_record, { id }) => contentAsStream(content(id)),
		create: async (_record, file) => {
			const held = await contentOf(file);
			return writing(() => ({ id: add(file.name, held) }));
		},
		remove: async (_record, id) => writing(() => remove(id)),
	};
	const openFile: OpenRecordFile = async (_record, { id }) => contentAsStream(content(id));
	const request = (more: Partial<SyncRequest> = {}): SyncRequest => {
		if (mode === 'connected') return pair.request({ source: { ...pair.source, files }, ...more });
		const base = inWorkflow(pair, more);
		const values = { attachments: listOf(world.source), ...base.record.values };
		return { ...base, openFile, record: { ...base.record, values } };
	};
	const world: FilePair = {
		pair,
		mode,
		source: [],
		unreadable: new Set(),
		opened: [],
		crashSource: undefined,
		jira: () => store.files.of(pair.issue),
		contents: () => store.files.of(pair.issue).map(({ id }) => store.files.content(id)),
		attach(name, text, author = 'kim') {
			pair.world.advance(5_000);
			return store.files.add(pair.issue, { name, mimeType: 'text/plain' }, text, author);
		},
		detach: (id) => store.files.remove(id, () => pair.issue),
		async run({ worker = pair.world.worker(), lost, request: more } = {}) {
			pair.world.advance(5_000);
			const report = await syncOne(worker, request(more));
			if (lost !== true) world.deliver(report.files?.toSource ?? []);
			return report;
		},
		async quiet() {
			const worker = pair.world.worker();
			await world.run({ worker });
			return { reads: worker.tracker.counts.reads, writes: worker.tracker.counts.writes };
		},
		deliver(actions) {
			for (const { action, id, name = '', attachmentId } of actions)
				if (action === 'delete') remove(id ?? '');
				else add(name, store.files.content(attachmentId));
		},
	};
	return world;
}

function listOf(files: readonly RecordFile[]): JsonValue[] {
	return files.map(({ id, name, content, more }) => ({
		id,
		name,
		size: Buffer.byteLength(content),
		url: `file:${id}`,
		...more,
	}));
}
