import { mappingKey } from '../../src/sync/mapping';
import { toNameSet } from '../../src/sync/merge';
import type { StoredIssue } from '../../simulators/jira/site';
import { judgeComments } from './comment-oracle';
import type { MadeEdit } from './editor';
import { judgeFiles } from './file-oracle';
import type { Side, Thing } from './history';
import { judgeIssues, repeatedComments } from './issue-oracle';
import { linkOf, livingIssues, stateInJira } from './look';
import type { Played } from './play';
import { judgeReleases } from './release-oracle';
import { isRaced, windowsOf, type Windows } from './race';
import type { ThingVerdict } from './thing-verdict';
import { RECORD_IDS } from './records';
import { FIELDS } from './settings';
import { LONGEST_TITLE } from './world';

type FieldName = keyof typeof FIELDS;

/** What an outsider who knows every edit finds wrong with the end of a history. Empty lists are what the laws demand. */
export interface Verdict {
	/** Edits that are on neither side, superseded by none, and named in no report. */
	readonly lost: readonly string[];
	/** The same, where the edit landed between a worker's read and its write of the same field: no read can exclude it. */
	readonly raced: readonly string[];
	readonly duplicates: readonly string[];
	/** What one side shows twice, by its kind. */
	readonly doubled: Readonly<Record<Thing, readonly string[]>>;
	readonly disagreements: readonly string[];
	readonly quietWrites: number;
	readonly failures: readonly string[];
	readonly writes: number;
	readonly edits: number;
	readonly editsOf: Readonly<Record<Thing, number>>;
	/** Calls between looks and writes. */
	readonly windows: Windows;
}

export function judge(played: Played): Verdict {
	const { world, edits, effects, quietWrites, failures } = played;
	const living = RECORD_IDS.map((id) => ({ id, issues: livingIssues(world.site, id) }));
	const missed = living.flatMap(({ id, issues }) =>
		issues[0] === undefined ? [] : lostEdits(played, id, issues[0]),
	);
	const words = ({ side, record, field, value }: MadeEdit) =>
		`${side} ${record} ${field} "${value}"`;
	const judgeAll = (how: typeof judgeComments): readonly ThingVerdict[] =>
		living.flatMap(({ id, issues: [issue] }) =>
			issue === undefined ? [] : how(played, id, issue),
		);
	const comments = judgeAll(judgeComments);
	const files = judgeAll(judgeFiles);
	const versions = judgeReleases(played);
	const things = [...comments, ...files, versions];
	return {
		lost: [
			...missed.filter((edit) => !isRaced(edit, played)).map(words),
			...things.flatMap(({ lost }) => lost),
		],
		raced: [
			...missed.filter((edit) => isRaced(edit, played)).map(words),
			...things.flatMap(({ raced }) => raced),
		],
		doubled: {
			comments: [...comments.flatMap(({ doubled }) => doubled), ...repeatedComments(played)],
			files: files.flatMap(({ doubled }) => doubled),
			versions: versions.doubled,
		},
		duplicates: judgeIssues(played),
		disagreements: [
			...living.flatMap(({ id, issues }) =>
				issues[0] === undefined ? [] : disagreements(played, id, issues[0]),
			),
			...things.flatMap((verdict) => verdict.disagreements),
		],
		quietWrites,
		failures,
		writes: effects.filter(({ write }) => write).length,
		edits: edits.length + played.comments.length + played.files.length + played.releases.length,
		editsOf: {
			comments: played.comments.length,
			files: played.files.length,
			versions: played.releases.length,
		},
		windows: windowsOf(effects),
	};
}

/** What a side holds of a field in the end, as edits name it. */
function finalValue(
	field: FieldName,
	side: Side,
	played: Played,
	id: string,
	issue: StoredIssue,
): string {
	if (side === 'source') {
		const value = played.world.record(id).values[field];
		return field === 'labels' ? [...toNameSet(value)].sort().join() : String(value ?? '');
	}
	const value = issue.fields[FIELDS[field]];
	if (field === 'labels') return (Array.isArray(value) ? value.map(String) : []).sort().join();
	if (field === 'state') return stateInJira(played.world.site, issue.key);
	return typeof value === 'string' ? value : '';
}

function disagreements(played: Played, id: string, issue: StoredIssue): readonly string[] {
	return (Object.keys(FIELDS) as FieldName[]).flatMap((field) => {
		const [source, jira] = (['source', 'jira'] as const).map((side) =>
			finalValue(field, side, played, id, issue),
		);
		if (source === jira || isOpenConflict(played, id, field)) return [];
		return [`record ${id} ${field}: source "${source}", Jira "${jira}"`];
	});
}

/** The last report says that nobody decided. */
function isOpenConflict({ reports }: Played, id: string, field: FieldName): boolean {
	const last = reports.findLast(({ record }) => record.id === id);
	const kind = last?.decisions[keyOf(field)]?.kind;
	return kind === 'conflict' || kind === 'parked';
}

function keyOf(field: FieldName): string {
	return mappingKey({ source: field, jira: FIELDS[field] });
}

function lostEdits(played: Played, id: string, issue: StoredIssue): readonly MadeEdit[] {
	return (Object.keys(FIELDS) as FieldName[]).flatMap((field) => {
		const all = played.edits.filter((edit) => edit.record === id && edit.field === field);
		const edits = all.filter((edit) => !isElsewhere(played, edit, issue));
		if (isOpenConflict(played, id, field)) return [];
		if (field === 'labels') return lostLabels(played, id, issue, { all, edits });
		const last = edits.filter((edit, index) => !isUndone(edit, edits.slice(index))).at(-1);
		// An edit in an issue that is gone cannot be lost, but what it said may have reached the record before.
		const later = all.filter((edit) => last !== undefined && edit.at >= last.at);
		if (later.some((edit) => isPresent(played, id, issue, edit))) return [];
		return last === undefined || isNamed(played, last) ? [] : [last];
	});
}

/**
 * The edit was made in an issue that no longer stands for the record. It was deleted or unlinked; or a race had made two, and the
 * other one lives before this one's first sync. What it said stays readable where it was closed (docs/design/write-order.md).
 */
function isElsewhere(
	{ linkedAt, world }: Played,
	{ issue, record }: MadeEdit,
	living: StoredIssue,
): boolean {
	if (issue === undefined || issue === living.id) return false;
	const still = world.site.issue(issue);
	const link = still && linkOf(still);
	return link?.recordId !== record || linkedAt[issue] === undefined;
}

/** The side went back to what both had agreed on, at once or later. */
function isUndone({ side }: MadeEdit, since: readonly MadeEdit[]): boolean {
	return since.some((edit) => edit.side === side && edit.undone === true);
}

function isPresent(
	played: Played,
	id: string,
	issue: StoredIssue,
	{ field, value }: MadeEdit,
): boolean {
	return (['source', 'jira'] as const).every((side) =>
		spelt(played.history, value).includes(finalValue(field, side, played, id, issue)),
	);
}

/** A title as it was written, and as a rule or the source may have cut it. */
function spelt({ rewrites, automation }: Played['history'], value: string): readonly string[] {
	return rewrites || automation ? [value, value.slice(0, LONGEST_TITLE)] : [value];
}

/** A report shows the value as one of two between which a policy, or nobody, decided (rows M5 and M6). */
function isNamed({ reports, history }: Played, { record, field, value }: MadeEdit): boolean {
	return reports.some((report) => {
		const decision = report.record.id === record ? report.decisions[keyOf(field)] : undefined;
		if (decision === undefined) return false;
		const { source, jira, disputed, kind, row, conflict } = decision;
		const isOpen = conflict === true || kind === 'conflict' || row === 'M6';
		const shown = [...(isOpen ? [source, jira] : []), disputed?.s, disputed?.j];
		return shown.some((text) => spelt(history, value).includes(String(text)));
	});
}

/** The last word on each label is kept, unless both sides had one. */
function lostLabels(
	played: Played,
	id: string,
	issue: StoredIssue,
	{ all, edits }: { readonly all: readonly MadeEdit[]; readonly edits: readonly MadeEdit[] },
): readonly MadeEdit[] {
	const held = finalValue('labels', 'source', played, id, issue).split(',');
	return [...new Set(edits.map(({ value }) => value))].flatMap((label) => {
		const words = edits.filter(({ value }) => value === label);
		const last = words.at(-1);
		const linked = (last?.at ?? 0) > (played.linkedAt[issue.id] ?? Infinity);
		const heard = all.filter(({ value }) => value === label);
		const oneSided = new Set(heard.map(({ side }) => side)).size === 1;
		if (last === undefined || !linked || !oneSided || last.undone === true) return [];
		if (held.includes(label) === last.added) return [];
		return [last];
	});
}
