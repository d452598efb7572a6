import type { JsonValue } from '../model/json';
import type { FieldMapping } from './mapping';
import { applyPolicies, mergeField, mergeSets, sameSet, toNameSet, type MergeRow } from './merge';
import type { FieldSides } from './sides';
import { isStored, storeValue, type FieldSnapshot, type SentValue } from './snapshot';

/** How the source is reached: the engine writes it, or the workflow does after us (docs/design/merge.md). */
export type SourceDelivery = 'connected' | 'workflow';

/** A value is handed to the workflow this often before the difference is parked (row W4). */
export const SEND_LIMIT = 3;

export type DecisionKind =
	| 'unchanged'
	| 'converged'
	| 'toJira'
	| 'toSource'
	| 'both'
	| 'left'
	| 'conflict'
	| 'parked'
	| 'unmapped'
	| 'absent';

/** What was decided about one field, and why; the report shows it. */
export interface FieldDecision {
	readonly kind: DecisionKind;
	readonly row?: MergeRow;
	/** Present values, each as its side spells it. */
	readonly source?: JsonValue;
	readonly jira?: JsonValue;
	/** Both sides had changed and the policy chose: the other side's value is the one that gave way. */
	readonly conflict?: boolean;
	readonly reason?: string;
}

export interface FieldPlan {
	readonly decision: FieldDecision;
	/** What this field of the snapshot becomes once the writes are done. */
	readonly next: FieldSnapshot;
	readonly toJira?: JsonValue;
	readonly toSource?: JsonValue;
	readonly warnings: readonly string[];
}

export interface FieldPlanOptions {
	readonly delivery: SourceDelivery;
	/** Hand out again what was parked. */
	readonly retryParked: boolean;
	readonly digest: (text: string) => string;
}

/** Present values, and what the snapshot knows after rows W1 to W3 were looked at. */
interface Known {
	readonly source: JsonValue;
	readonly jira: JsonValue;
	readonly state: FieldSnapshot;
}

/** Plans one field: rows W1 to W4 around rows M1 to M8. */
export function planField(
	mapping: FieldMapping,
	sides: FieldSides,
	state: FieldSnapshot,
	options: FieldPlanOptions,
): FieldPlan {
	if (sides.source.kind === 'unmapped') return unmappedPlan(sides.source.reason, state);
	if (sides.jira.kind === 'unmapped') return unmappedPlan(sides.jira.reason, state);
	const source = sides.source.value;
	const jira = sides.jira.value;
	if (isSettled(state, source, jira, options))
		return { decision: { kind: 'unchanged', row: 'M1', source, jira }, next: state, warnings: [] };
	if (sides.equal()) return agreed(state, source, jira, options);
	const arrived = takeArrival(state, source, options);
	if (isParked(arrived, source, jira, options))
		return {
			decision: { kind: 'parked', row: 'W3', source, jira, reason: NOT_TAKEN },
			next: arrived,
			warnings: [NOT_TAKEN],
		};
	const { parked: _parked, ...open } = arrived;
	const known = { source, jira, state: open };
	return sides.isSet ? planSet(mapping, known, options) : planValue(mapping, sides, known, options);
}

const NOT_TAKEN = 'Not taken by the source: the value was handed out three times and never seen there.';

function unmappedPlan(reason: string, state: FieldSnapshot): FieldPlan {
	return { decision: { kind: 'unmapped', reason }, next: state, warnings: [reason] };
}

/** Nothing moved since both sides were last in step, and nothing is on its way. */
function isSettled(
	state: FieldSnapshot,
	source: JsonValue,
	jira: JsonValue,
	{ digest }: FieldPlanOptions,
): boolean {
	if (state.sent !== undefined || state.parked !== undefined) return false;
	return isStored(state.s, source, digest) && isStored(state.j, jira, digest);
}

/** Rows W1 and M2: the base moves to what both hold. */
function agreed(
	state: FieldSnapshot,
	source: JsonValue,
	jira: JsonValue,
	{ digest }: FieldPlanOptions,
): FieldPlan {
	const row = state.sent === undefined && state.parked === undefined ? 'M2' : 'W1';
	return {
		decision: { kind: 'converged', row, source, jira },
		next: { s: storeValue(source, digest), j: storeValue(jira, digest) },
		warnings: [],
	};
}

/** Row W2: the source shows what was sent, so the base is the source's value and Jira's as it was sent. */
function takeArrival(
	state: FieldSnapshot,
	source: JsonValue,
	{ digest }: FieldPlanOptions,
): FieldSnapshot {
	const { sent } = state;
	if (sent === undefined || !isStored(sent.v, source, digest)) return state;
	return { s: storeValue(source, digest), j: sent.j };
}

/** Row W3: both sides are as they were when the value was given up. */
function isParked(
	state: FieldSnapshot,
	source: JsonValue,
	jira: JsonValue,
	{ digest, retryParked }: FieldPlanOptions,
): boolean {
	const { parked } = state;
	if (parked === undefined || retryParked) return false;
	return isStored(parked.s, source, digest) && isStored(parked.j, jira, digest);
}

function planValue(
	mapping: FieldMapping,
	sides: FieldSides,
	{ source, jira, state }: Known,
	options: FieldPlanOptions,
): FieldPlan {
	const first = state.s === undefined || state.j === undefined;
	const merged = mergeField({
		first,
		source: !first && !isStored(state.s, source, options.digest),
		jira: !first && !isStored(state.j, jira, options.digest),
		equal: false,
	});
	const blank = { source: source === null, jira: jira === null };
	const verdict = applyPolicies(merged, mapping, blank);
	const decision: FieldDecision = {
		kind: verdict.kind,
		row: verdict.row,
		source,
		jira,
		...(merged.row === 'M5' && { conflict: true }),
		...(verdict.kind === 'left' && { reason: 'Changed on the side that this direction does not take from.' }),
	};
	const settled = { s: storeValue(source, options.digest), j: storeValue(jira, options.digest) };
	switch (verdict.kind) {
		case 'toJira':
			return writeJira(sides, decision, state, settled.s, options);
		case 'toSource':
			return writeSource(sides, decision, state, settled, options);
		case 'converged':
			return { decision, next: settled, warnings: [] };
		default:
			return { decision, next: state, warnings: [] };
	}
}

function writeJira(
	sides: FieldSides,
	decision: FieldDecision,
	state: FieldSnapshot,
	s: FieldSnapshot['s'],
	options: FieldPlanOptions,
): FieldPlan {
	const wanted = sides.forJira();
	if (wanted.kind === 'unmapped') return unmappedPlan(wanted.reason, state);
	return {
		decision,
		toJira: wanted.value,
		next: { ...(s !== undefined && { s }), j: storeValue(wanted.value, options.digest) },
		warnings: sides.warnings(),
	};
}

function writeSource(
	sides: FieldSides,
	decision: FieldDecision,
	state: FieldSnapshot,
	settled: Required<Pick<FieldSnapshot, 's' | 'j'>>,
	options: FieldPlanOptions,
): FieldPlan {
	const wanted = sides.forSource();
	if (wanted.kind === 'unmapped') return unmappedPlan(wanted.reason, state);
	const sent = { v: storeValue(wanted.value, options.digest), j: settled.j };
	return emit(decision, wanted.value, state, { settled, sent }, options);
}

/** Hands a value to the source: at once in connected mode, else as row W4 says. */
function emit(
	decision: FieldDecision,
	wanted: JsonValue,
	state: FieldSnapshot,
	stored: {
		readonly settled: Required<Pick<FieldSnapshot, 's' | 'j'>>;
		readonly sent: Omit<SentValue, 'n'>;
	},
	options: FieldPlanOptions,
): FieldPlan {
	if (options.delivery === 'connected')
		return { decision, toSource: wanted, next: { s: stored.sent.v, j: stored.sent.j }, warnings: [] };
	const before = state.sent;
	const again = before !== undefined && sameSent(before, stored.sent);
	const count = again ? before.n + 1 : 1;
	const { sent: _sent, parked: _parked, ...base } = state;
	if (count > SEND_LIMIT)
		return {
			decision: { ...decision, kind: 'parked', row: 'W4', reason: NOT_TAKEN },
			next: { ...base, parked: stored.settled },
			warnings: [NOT_TAKEN],
		};
	return { decision, toSource: wanted, next: { ...base, sent: { ...stored.sent, n: count } }, warnings: [] };
}

function sameSent(left: Omit<SentValue, 'n'>, right: Omit<SentValue, 'n'>): boolean {
	return JSON.stringify([left.v, left.j]) === JSON.stringify([right.v, right.j]);
}

/** Row M8. A one-way set takes only the leading side's additions and removals, and leaves the other's own. */
function planSet(mapping: FieldMapping, known: Known, options: FieldPlanOptions): FieldPlan {
	const { source, jira, state } = known;
	const bases = { s: baseSet(state.s), j: baseSet(state.j) };
	const first = bases.s === undefined || bases.j === undefined;
	const inSource = toNameSet(source);
	const inJira = toNameSet(jira);
	const target = first
		? linkSets(mapping, inSource, inJira)
		: mergeSets(bases.j, rebase(inSource, bases.s ?? [], bases.j ?? []), inJira);
	const wanted = target.length === 0 ? null : target;
	const toJira = mapping.direction !== 'toSource' && !sameSet(target, inJira);
	const toSource = mapping.direction !== 'toJira' && !sameSet(target, inSource);
	const kind = toJira && toSource ? 'both' : toJira ? 'toJira' : toSource ? 'toSource' : 'converged';
	const decision: FieldDecision = { kind, row: 'M8', source, jira };
	const after = storeValue(toJira ? wanted : jira, options.digest);
	const settled = { s: storeValue(source, options.digest), j: after };
	if (!toSource)
		return { decision, next: settled, warnings: [], ...(toJira && { toJira: wanted }) };
	const sent = { v: storeValue(wanted, options.digest), j: after };
	const plan = emit(decision, wanted, state, { settled, sent }, options);
	return toJira ? { ...plan, toJira: wanted } : plan;
}

/** A digest stands for a list too long to store: then there is no base to merge from, and the two are united. */
function baseSet(stored: FieldSnapshot['s']): readonly string[] | undefined {
	if (stored === undefined) return undefined;
	if (stored === null) return [];
	return Array.isArray(stored) ? stored.map(String) : undefined;
}

function linkSets(
	mapping: FieldMapping,
	source: readonly string[],
	jira: readonly string[],
): readonly string[] {
	if (mapping.onLinking === 'fillBlanks') return mergeSets(undefined, source, jira);
	return mapping.onLinking === 'source' ? source : jira;
}

/** The source's changes since its own base, put on Jira's base: the two bases differ after a one-way merge. */
function rebase(
	source: readonly string[],
	sourceBase: readonly string[],
	jiraBase: readonly string[],
): readonly string[] {
	const removed = new Set(sourceBase.filter((name) => !source.includes(name)));
	const added = source.filter((name) => !sourceBase.includes(name));
	return [...new Set([...jiraBase.filter((name) => !removed.has(name)), ...added])];
}
