import type { JsonValue } from '../model/json';
import { emit, NOT_TAKEN } from './emit';
import type { FieldDecision, FieldPlan, FieldPlanOptions, Known } from './field-plan';
import type { FieldMapping } from './mapping';
import { applyPolicies, mergeField } from './merge';
import { planSet } from './plan-set';
import type { FieldSides } from './sides';
import { isStored, storeValue, type FieldSnapshot } from './snapshot';

export { SEND_LIMIT } from './emit';
export type {
	DecisionKind,
	FieldDecision,
	FieldPlan,
	FieldPlanOptions,
	SourceDelivery,
} from './field-plan';

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
		...(verdict.kind === 'left' && {
			reason: 'Changed on the side that this direction does not take from.',
		}),
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
