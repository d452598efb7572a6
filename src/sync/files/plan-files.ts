import { isObject } from '../../model/decode';
import { jsonEqual, type JsonValue } from '../../model/json';
import { matchFiles, type FileState, type LinkedFiles, type MatchedFiles } from './match';
import { planLink } from './plan-link';
import { planNewInJira, planNewInSource } from './plan-new';
import type { FilePlanContext, FilePlanOptions, PlannedFile } from './planned-file';
import { mayMove, type FileRules } from './rules';
import { encodeFileTable, type FileLink, type FileTable } from './table';

/** Copies that one run makes at most towards each side: Jira limits the writes to one issue, and what is left follows in the next run. */
export const COPY_LIMIT = 20;

/** A file that the workflow must write to the record, or delete there. */
export interface SourceFileAction {
	readonly action: 'create' | 'delete';
	/** Id in the source; absent for one that is to be created. */
	readonly id?: string;
	/** Absent for a deletion of what is gone in Jira. */
	readonly name?: string;
	/** In bytes. */
	readonly size?: number;
	readonly mimeType?: string;
	/** Id in Jira, by which Download Attachments gives it. */
	readonly attachmentId: string;
	/** The same for a repeated delivery of the same action: write each key once. */
	readonly key: string;
}

/** What one run would do about the attachments of a pair. */
export interface FilePlan {
	readonly state: FileState;
	readonly links: readonly PlannedFile[];
	/** Ids of second copies that are deleted (row A15). */
	readonly surplus: MatchedFiles['surplus'];
	readonly notes: FileTable['notes'];
	/** Handed to the workflow once the table is stored; empty in connected mode. */
	readonly toSource: readonly SourceFileAction[];
	/** Something is written: to Jira, to the source, or the table alone. */
	readonly moves: boolean;
	readonly warnings: readonly string[];
}

/** Decides what to do about the attachments of a pair. Equal state gives an equal plan; nothing is read or written here. */
export function planFiles(state: FileState, rules: FileRules, options: FilePlanOptions): FilePlan {
	if (state.readAt !== undefined && state.readAt < (state.table.at ?? 0))
		return nothing(state, [READ_TOO_EARLY]);
	const matched = matchFiles(state, rules);
	const { linked } = matched;
	const brake = { s: isTooMuch(linked, 'source'), j: isTooMuch(linked, 'jira') };
	const context: FilePlanContext = { state, rules, options, brake };
	const known = linked.map((entry) => planLink(context, entry));
	const { made, left } = planNew(context, matched);
	const links = [...known, ...made];
	const { surplus, notes } = surplusOf(matched, options);
	const noted = { s: notes.s, j: [...notes.j, ...links.flatMap(({ note }) => note ?? [])] };
	const table = nextTable(state, nextLinks(links), noted);
	if (encodeFileTable(table).kind === 'full') return nothing(state, [FULL]);
	const deletes = surplus.s.length + surplus.j.length > 0;
	const writes = deletes || links.some(({ step }) => step?.to !== undefined);
	return {
		state,
		links,
		surplus,
		notes: noted,
		toSource: options.delivery === 'workflow' ? links.flatMap((link) => toAction(state, link)) : [],
		moves: writes || !sameTable(table, state.table),
		warnings: [
			...matched.warnings,
			...(brake.s || brake.j ? [BRAKE] : []),
			...(left > 0 ? [`${left} more files are copied by the next runs.`] : []),
		],
	};
}

const READ_TOO_EARLY =
	'The record was read before the last sync of its attachments, so attachments were left for the next run.';
const FULL =
	'Attachments were not synced: the links between them would not fit into one issue property any more (32,768 characters).';
const BRAKE =
	'More than half of the linked files are missing on one side, so no copy was deleted on the other. If they were really deleted, delete the copies by hand.';

function nothing(state: FileState, warnings: readonly string[]): FilePlan {
	const { notes } = state.table;
	const quiet = { links: [], surplus: { s: [], j: [] }, notes, toSource: [], moves: false };
	return { state, ...quiet, warnings };
}

/** The links that are remembered when everything went as planned. */
function nextLinks(links: readonly PlannedFile[]): readonly FileLink[] {
	return links.flatMap(({ next }) => next ?? []);
}

/** The table after the run. When the record was read is noted only along with something else (law L5). */
export function nextTable(
	{ table, readAt }: FileState,
	links: readonly FileLink[],
	notes: FileTable['notes'],
): FileTable {
	const next = { ...table, links, notes };
	return readAt === undefined || sameTable(next, table) ? next : { ...next, at: readAt };
}

/** Equal as they would be stored. */
export function sameTable(left: FileTable, right: FileTable): boolean {
	const stored = (table: FileTable): JsonValue => {
		const encoded = encodeFileTable(table);
		const { at: _at, ...rest } =
			encoded.kind === 'fits' && isObject(encoded.value) ? encoded.value : {};
		return rest as JsonValue;
	};
	return jsonEqual(stored(left), stored(right));
}

/** Missing files below this number may well have been deleted. */
const FEW = 2;

/** Row A16: a list that lost more than half of the linked files at once was more likely not read whole. */
function isTooMuch(linked: readonly LinkedFiles[], side: 'source' | 'jira'): boolean {
	const other = side === 'source' ? 'jira' : 'source';
	const living = linked.filter(
		(entry) =>
			entry.link.s !== undefined &&
			entry.link.j !== undefined &&
			entry.link.x === undefined &&
			entry[other] !== undefined,
	);
	const missing = living.filter((entry) => entry[side] === undefined).length;
	return missing > FEW && missing * 2 > living.length;
}

function planNew(
	context: FilePlanContext,
	{ newInSource, newInJira }: MatchedFiles,
): { readonly made: readonly PlannedFile[]; readonly left: number } {
	const { rules } = context;
	const toJira = mayMove(rules, 'toJira')
		? newInSource.map((file) => planNewInSource(context, file))
		: [];
	const toSource = mayMove(rules, 'toSource')
		? newInJira.map((file) => planNewInJira(context, file))
		: [];
	const first = limited(toJira);
	const second = limited(toSource);
	return { made: [...first.made, ...second.made], left: first.left + second.left };
}

function limited(planned: readonly PlannedFile[]): {
	readonly made: readonly PlannedFile[];
	readonly left: number;
} {
	const copies = planned.filter(({ step }) => step?.to !== undefined);
	const kept = planned.filter(({ step }) => step?.to === undefined);
	return {
		made: [...copies.slice(0, COPY_LIMIT), ...kept],
		left: Math.max(0, copies.length - COPY_LIMIT),
	};
}

/** Row A15: second copies in the source are deleted where the engine can; a workflow's are left alone. */
function surplusOf(
	{ surplus, notes }: MatchedFiles,
	{ delivery }: FilePlanOptions,
): Pick<MatchedFiles, 'surplus' | 'notes'> {
	if (delivery === 'connected') return { surplus, notes };
	return { surplus: { ...surplus, s: [] }, notes: { ...notes, s: [...notes.s, ...surplus.s] } };
}

function toAction(
	{ issue }: FileState,
	{ before, step }: PlannedFile,
): readonly SourceFileAction[] {
	const { link, jira } = before;
	if (step?.to !== 'source' || link.j === undefined) return [];
	const action = step.kind === 'delete' ? 'delete' : 'create';
	return [
		{
			action,
			...(link.s !== undefined && { id: link.s }),
			...(jira && { name: jira.name, size: jira.size, mimeType: jira.mimeType }),
			attachmentId: link.j,
			key: `${action}:${issue.id}:${link.j}`,
		},
	];
}
