import { isObject } from '../../src/model/decode';
import { filesPropertyKey } from '../../src/model/link';
import type { StoredIssue } from '../../simulators/jira/site';
import type { Side, ThingEdit } from './history';
import { livingIssues } from './look';
import { PROFILE } from './settings';
import type { World } from './world';

/** One thing that somebody did to a file. A file is known by a number, each of its contents by a revision. */
export interface MadeFile {
	/** Position among all calls and edits. */
	readonly at: number;
	readonly side: Side;
	readonly record: string;
	/** Id of the file on its side. */
	readonly id: string;
	/** Id of the issue, in Jira. */
	readonly issue?: string;
	/** `edit`: another content under the same id, in the source; an attachment never changes. */
	readonly action: ThingEdit['action'];
	readonly number: number;
	readonly revision: number;
	/** What the sync knew of the file when this happened: nothing, or which file of the other side belongs to it. */
	readonly known: 'nothing' | 'unlinked copy' | 'linked copy';
}

/** A file as one side shows it. */
export interface ShownFile {
	readonly id: string;
	readonly name: string;
	readonly number: number;
	readonly revision: number;
}

/** Few names and one size: files are told apart by their contents, as seldom as that is. */
const NAMES = ['log.txt', 'trace.txt'] as const;
const CONTENT = /content (\d+)\.(\d+)/;
/** So that all numbers are equally long. */
const FIRST = 100;

function contentOf(number: number, revision: number): string {
	return `content ${FIRST + number}.${revision}`;
}

function shown(id: string, name: string, content: Uint8Array): readonly ShownFile[] {
	const match = CONTENT.exec(Buffer.from(content).toString());
	if (match === null) return [];
	return [{ id, name, number: Number(match[1]) - FIRST, revision: Number(match[2]) }];
}

/** The files of a record, and copies among them. */
export function filesInSource(world: World, record: string): readonly ShownFile[] {
	return world.records.files
		.of(record)
		.flatMap(({ id, name, content }) => shown(id, name, content));
}

/** The attachments of an issue. */
export function filesInJira({ attachments }: StoredIssue): readonly ShownFile[] {
	return attachments.flatMap(({ id, filename, content }) => shown(id, filename, content));
}

type Done = Omit<MadeFile, 'at' | 'side' | 'record' | 'known'>;

/** People who add, replace and delete files. */
export interface FileEditor {
	/** Does nothing where there is no such file, or no issue yet. */
	make(record: string, edit: ThingEdit): Promise<void>;
	readonly made: readonly MadeFile[];
}

export function createFileEditor(world: World, next: () => number): FileEditor {
	const made: MadeFile[] = [];
	const revisions = new Map<number, number>();
	const kim = world.site.asUser('kim');
	const revise = (number: number): number => {
		const revision = (revisions.get(number) ?? 0) + 1;
		revisions.set(number, revision);
		return revision;
	};
	const onSource = (record: string, { action, pick }: ThingEdit): Done | undefined => {
		const { files } = world.records;
		const held = filesInSource(world, record);
		const found = held[pick % Math.max(1, held.length)];
		if (action === 'create') {
			const number = revisions.size + 1;
			const revision = revise(number);
			const id = files.put(record, nameAt(pick), contentOf(number, revision));
			return { action, id, number, revision };
		}
		if (found === undefined) return undefined;
		const { id, name, number } = found;
		if (action === 'delete') {
			files.remove(record, id);
			return { action, id, number, revision: found.revision };
		}
		const revision = revise(number);
		files.put(record, name, contentOf(number, revision), id);
		return { action, id, number, revision };
	};
	const inJira = async (
		issue: StoredIssue,
		{ action, pick }: ThingEdit,
	): Promise<Done | undefined> => {
		const held = filesInJira(issue);
		const found = held[pick % Math.max(1, held.length)];
		if (action === 'delete') {
			if (found === undefined) return undefined;
			await kim.detach(found.id);
			return { ...found, action, issue: issue.id };
		}
		const number = revisions.size + 1;
		const revision = revise(number);
		const name = action === 'create' ? nameAt(pick) : (found?.name ?? nameAt(pick));
		const id = await kim.attach(issue.key, name, contentOf(number, revision));
		return { action: 'create', id, number, revision, issue: issue.id };
	};
	return {
		made,
		async make(record, edit) {
			const [issue] = livingIssues(world.site, record);
			const before = issue && { ...issue, source: filesInSource(world, record) };
			const done =
				edit.side === 'source' ? onSource(record, edit) : issue && (await inJira(issue, edit));
			if (done === undefined) return;
			const known = before === undefined ? 'nothing' : knownOf(before, edit.side, done);
			made.push({ at: next(), side: edit.side, record, ...done, known });
		},
	};
}

function nameAt(pick: number): string {
	return NAMES[pick % NAMES.length] ?? NAMES[0];
}

/** What the table of the issue said of a file before something happened to it. */
function knownOf(
	issue: StoredIssue & { readonly source: readonly ShownFile[] },
	side: Side,
	{ id, number }: Done,
): MadeFile['known'] {
	const others = side === 'source' ? filesInJira(issue) : issue.source;
	const table = issue.properties[filesPropertyKey(PROFILE)];
	const links = isObject(table) && Array.isArray(table['links']) ? table['links'] : [];
	const [mine, theirs] = side === 'source' ? (['s', 'j'] as const) : (['j', 's'] as const);
	const link = links.filter(isObject).find((entry) => entry[mine] === id);
	if (link?.['o'] !== undefined && link[theirs] !== undefined) return 'linked copy';
	return others.some((file) => file.number === number) ? 'unlinked copy' : 'nothing';
}
