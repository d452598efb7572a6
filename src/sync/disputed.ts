import { toJson } from '../model/decode';
import type { JsonValue } from '../model/json';
import { own } from '../model/own';
import type { FieldDecision, FieldPlan } from './field-plan';
import type { SyncPlan } from './plan';
import type { DisputedValues, FieldSnapshot, PairSnapshot } from './snapshot';

/** Longest text of a note; a property holds 32,768 characters in all. */
const NOTE_LENGTH = 1_000;

/**
 * Keys of the fields where a policy chooses between two values, so that one of them is about to be overwritten: edits on both sides
 * (row M5), or two filled values of a pair that was just linked (row M6).
 */
export function overwrittenFields({ decisions }: SyncPlan): readonly string[] {
	return Object.entries(decisions).flatMap(([key, decision]) =>
		overwrites(decision) ? [key] : [],
	);
}

function overwrites({ kind, row, conflict, disputed, source, jira }: FieldDecision): boolean {
	if (disputed !== undefined) return false;
	if (kind !== 'toJira' && kind !== 'toSource') return false;
	if (conflict === true) return true;
	return row === 'M6' && (kind === 'toJira' ? jira : source) !== null;
}

/**
 * The snapshot as it stands, with both values of each conflict noted. Written before the loser is overwritten: a run that dies in
 * between leaves two sides that agree, and without the note nobody would ever be told what was lost (law L4).
 */
export function noteDisputed(
	plan: SyncPlan,
	before: PairSnapshot,
	keys: readonly string[],
): PairSnapshot {
	const notes = keys.map((key): readonly [string, FieldSnapshot] => {
		const { source = null, jira = null } = own(plan.decisions, key) ?? {};
		const disputed = { s: readable(source), j: readable(jira) };
		return [key, { ...own(before.fields, key), disputed }];
	});
	return { ...before, fields: { ...before.fields, ...Object.fromEntries(notes) } };
}

/**
 * Carries the note of a conflict on. One that a run left which did not finish is reported; one of a run that did stays until the
 * field changes again, and each report shows it: the run may have died between its last write and its report (row M5).
 */
export function withDisputed(plan: FieldPlan, disputed: DisputedValues | undefined): FieldPlan {
	const { decision, next } = plan;
	const { source = null, jira = null } = decision;
	const decided = overwrites(decision) ? { s: readable(source), j: readable(jira) } : undefined;
	if (disputed !== undefined && disputed.kept !== true) {
		const note = { ...(decided ?? disputed), kept: true as const };
		return {
			...plan,
			decision: { reason: UNFINISHED, ...decision, conflict: true, disputed },
			next: { ...next, disputed: note },
		};
	}
	if (decided !== undefined)
		return { ...plan, next: { ...next, disputed: { ...decided, kept: true } } };
	if (disputed === undefined || decision.kind !== 'unchanged') return plan;
	const { s, j } = disputed;
	return { ...plan, decision: { ...decision, disputed: { s, j } }, next: { ...next, disputed } };
}

const UNFINISHED =
	'A run that did not finish had found different edits on both sides and chosen by the policy.';

function readable(value: JsonValue): JsonValue {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length <= NOTE_LENGTH ? toJson(value) : `${text.slice(0, NOTE_LENGTH - 1)}…`;
}
