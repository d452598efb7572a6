import type { JsonValue } from '../model/json';
import type { FieldDecision, FieldPlan, FieldPlanOptions } from './field-plan';
import type { FieldSnapshot, SentValue } from './snapshot';
import { sameStored } from './stored-value';

/** A value is handed to the workflow this often before the difference is parked (row W4). */
export const SEND_LIMIT = 3;

/** Why a field is parked. */
export const NOT_TAKEN =
	'Not taken by the source: the value was handed out three times and never seen there.';

/** Hands a value to the source: at once in connected mode, else as row W4 says. */
export function emit(
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
		return {
			decision,
			toSource: wanted,
			next: { s: stored.sent.v, j: stored.sent.j },
			warnings: [],
		};
	const before = state.sent;
	const again = before !== undefined && sameSent(before, stored.sent, options);
	const count = again ? before.n + 1 : 1;
	const { sent: _sent, parked: _parked, ...base } = state;
	if (count > SEND_LIMIT)
		return {
			decision: { ...decision, kind: 'parked', row: 'W4', reason: NOT_TAKEN },
			next: { ...base, parked: stored.settled },
			warnings: [NOT_TAKEN],
		};
	return {
		decision,
		toSource: wanted,
		next: { ...base, sent: { ...stored.sent, n: count } },
		warnings: [],
	};
}

function sameSent(
	left: Omit<SentValue, 'n'>,
	right: Omit<SentValue, 'n'>,
	{ digest }: FieldPlanOptions,
): boolean {
	return sameStored(left.v, right.v, digest) && sameStored(left.j, right.j, digest);
}
