import type { IssueStatus } from '../model/issue';
import { isSameRecord, type RecordLink } from '../model/link';
import type { FieldPlan } from './field-plan';
import type { FieldSides } from './sides';
import {
	isStored,
	type FieldSnapshot,
	type PairSnapshot,
	type RecordSnapshot,
	type StoredValue,
} from './snapshot';
import { className, isStatusOf, type StatusRow, type StatusTable } from './status';

/** What tells which rows of the status table close an issue. */
export interface ClosingRules {
	readonly table: StatusTable;
	/** Statuses of the issue's project; needed only where a row names statuses and no category. */
	readonly statuses: readonly IssueStatus[];
	readonly digest: (text: string) => string;
}

/** Records that the issue stands for beside this one, without those that it let go. */
export function otherRecords({ others = [] }: PairSnapshot): readonly RecordSnapshot[] {
	return others.filter(({ duplicateOf }) => duplicateOf === undefined);
}

/** Links of all records of an issue, the one that sees it first. */
export function linksOf(snapshot: PairSnapshot | undefined): readonly RecordLink[] {
	return snapshot === undefined
		? []
		: [snapshot.link, ...(snapshot.others ?? []).map(({ link }) => link)];
}

/** The snapshot without one of its records; nothing when it was the only one. */
export function withoutRecord(
	snapshot: PairSnapshot,
	record: Pick<RecordLink, 'system' | 'recordId'>,
): PairSnapshot | undefined {
	const { others = [], link, fields, duplicateOf, closing, ...rest } = snapshot;
	const mine = {
		link,
		fields,
		...(duplicateOf !== undefined && { duplicateOf }),
		...(closing !== undefined && { closing }),
	};
	const [first, ...more] = [mine, ...others].filter((one) => !isSameRecord(one.link, record));
	return first && { ...rest, ...first, ...(more.length > 0 && { others: more }) };
}

/** The snapshot with one more record, which sees itself as the first. */
export function withRecord(snapshot: PairSnapshot, link: RecordLink): PairSnapshot {
	const rest = withoutRecord(snapshot, link);
	if (rest === undefined) return { ...snapshot, link, fields: {} };
	const { others = [], link: first, fields, duplicateOf, closing, ...shared } = rest;
	const other: RecordSnapshot = {
		link: first,
		fields,
		...(duplicateOf !== undefined && { duplicateOf }),
		...(closing !== undefined && { closing }),
	};
	return { ...shared, link, fields: {}, others: [other, ...others] };
}

/** Whether the snapshot is parked because another record kept the issue open. */
function isHeld({ parked }: FieldSnapshot): boolean {
	return parked?.by === 'records';
}

/** The field as the plan takes it when no other record holds it any more. */
export function withoutHold(state: FieldSnapshot): FieldSnapshot {
	if (!isHeld(state)) return state;
	const { parked: _parked, ...rest } = state;
	return rest;
}

/**
 * Row M9: a record that is closed neither closes its issue while another record of it lives, nor is reopened because that one keeps
 * the issue open. Nothing when the usual rows decide.
 *
 * The state is noted as parked, so that the other records know of it; the base becomes what Jira holds, so that this record's
 * state counts as its own change when the other one goes.
 */
export function keepOpen(
	{ source, jira }: FieldSides,
	status: IssueStatus,
	snapshot: PairSnapshot,
	rules: ClosingRules,
): FieldPlan | undefined {
	if (source.kind !== 'value' || jira.kind !== 'value' || status.category === 'done')
		return undefined;
	if (!closes(rowOfClass(rules, source.value), rules)) return undefined;
	const living = livingRecords(snapshot, rules);
	if (living.length === 0) return undefined;
	const reason = `Kept open by ${living.map(nameOf).join(', ')}.`;
	const parked = { s: source.value, j: jira.value, by: 'records' as const };
	return {
		decision: { kind: 'left', row: 'M9', source: source.value, jira: jira.value, reason },
		next: { s: jira.value, j: jira.value, parked },
		warnings: [reason],
	};
}

/** Other records of the issue that are not known to be closed. */
function livingRecords(snapshot: PairSnapshot, rules: ClosingRules): readonly RecordSnapshot[] {
	return otherRecords(snapshot).filter(
		(record) => !closes(rowOfClass(rules, lastState(record)), rules),
	);
}

/** The state that a record was in when it was last synced; nothing before that. */
function lastState({ fields }: RecordSnapshot): StoredValue | undefined {
	const entry = Object.entries(fields).find(([key]) => key === 'status' || key.endsWith('>status'));
	if (entry === undefined) return undefined;
	const [, state] = entry;
	return isHeld(state) ? state.parked?.s : state.s;
}

function rowOfClass(
	{ table, digest }: ClosingRules,
	state: StoredValue | undefined,
): StatusRow | undefined {
	return table.rows.find((row) => isStored(state, className(row) ?? null, digest));
}

/** Whether reaching the row closes an issue. A row that is not known closes nothing. */
function closes(row: StatusRow | undefined, { statuses }: ClosingRules): boolean {
	if (row === undefined) return false;
	const [target] = row.jira;
	const status = statuses.find((one) => target !== undefined && isStatusOf(one, target));
	return (status?.category ?? row.category) === 'done';
}

function nameOf(record: RecordSnapshot): string {
	const { system, recordId } = record.link;
	const state = lastState(record);
	return `${system} ${recordId} (${typeof state === 'string' ? state : 'its state is not known yet'})`;
}
