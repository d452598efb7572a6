import type { JsonValue } from '../model/json';
import { emit, NOT_TAKEN } from './emit';
import type { FieldDecision, FieldPlan, FieldPlanOptions, FieldRules, Known } from './field-plan';
import { PARENT_FIELD } from './hierarchy/rules';
import { applyPolicies, mergeField } from './merge';
import { planSet } from './plan-set';
import type { FieldSides } from './sides';
import { isStored, storeValue, type FieldSnapshot } from './snapshot';
import { isDigestOf } from './stored-value';

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
	rules: FieldRules,
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
	const arrived = takeArrival(state, source, sides, options);
	if (isParked(arrived, source, jira, options)) return stillParked(arrived, source, jira, rules);
	const { parked: _parked, ...open } = arrived;
	const known = { source, jira, state: open };
	return sides.isSet ? planSet(rules, known, options) : planValue(rules, sides, known, options);
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
	{ plain }: FieldSides,
	{ digest }: FieldPlanOptions,
): FieldSnapshot {
	const { sent } = state;
	if (sent === undefined) return state;
	const text = plain?.(source);
	const isSameText = text !== undefined && sent.p !== undefined && isDigestOf(sent.p, text, digest);
	if (!isSameText && !isStored(sent.v, source, digest)) return state;
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

/** Why a status is parked. */
const NOT_REACHED =
	'Not reached: Jira’s workflow led to no such status from where the issue stands. It is tried again when either side changes, or with "Retry Parked".';

/** Why a parent is parked. */
const NOT_MOVED =
	'Not moved below its parent: Jira refused it. It is tried again when either side changes, or with "Retry Given-Up Values".';

function stillParked(
	state: FieldSnapshot,
	source: JsonValue,
	jira: JsonValue,
	rules: FieldRules,
): FieldPlan {
	const byJira = state.parked?.by === 'jira';
	const refused = rules.jira === PARENT_FIELD ? NOT_MOVED : NOT_REACHED;
	const [row, reason] = byJira ? (['W7', refused] as const) : (['W3', NOT_TAKEN] as const);
	return {
		decision: { kind: 'parked', row, source, jira, reason },
		next: state,
		warnings: [reason],
	};
}

function planValue(
	rules: FieldRules,
	sides: FieldSides,
	{ source, jira, state }: Known,
	options: FieldPlanOptions,
): FieldPlan {
	const gone = state.gone === true;
	const first = !gone && (state.s === undefined || state.j === undefined);
	const merged = mergeField({
		first,
		source: !first && !isStored(state.s, source, options.digest),
		jira: !first && !isStored(state.j, jira, options.digest),
		equal: false,
	});
	const blank = { source: source === null, jira: jira === null };
	const verdict = applyPolicies(merged, rules, blank);
	const decision: FieldDecision = {
		kind: verdict.kind,
		row: verdict.row,
		source,
		jira,
		...(merged.row === 'M5' && { conflict: true }),
		...reasonOf(verdict.kind, merged.row, rules),
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

function reasonOf(
	kind: FieldDecision['kind'],
	row: FieldDecision['row'],
	{ policyReason }: FieldRules,
): Pick<FieldDecision, 'reason'> {
	if (kind === 'left')
		return { reason: 'Changed on the side that this direction does not take from.' };
	return row === 'M5' && policyReason !== undefined ? { reason: policyReason } : {};
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
		toJira: sides.written ?? wanted.value,
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
	const text = sides.plain?.(wanted.value);
	const sent = {
		v: storeValue(wanted.value, options.digest),
		j: settled.j,
		...(text !== undefined && { p: options.digest(text) }),
	};
	return emit(decision, wanted.value, state, { settled, sent }, options);
}
