import { jsonEqual } from '../model/json';
import type { FieldPlan } from './field-plan';
import type { FieldSides } from './sides';
import { isStored, type FieldSnapshot } from './snapshot';

/**
 * Row W6: the record was read before its base moved, and shows another value. It may be the value from before the move, which
 * some other run read at the same time and worked on first; taken for an edit it would undo what that run did.
 */
export function isReadTooEarly(
	{ source }: FieldSides,
	{ s, at }: FieldSnapshot,
	readAt: number | undefined,
	digest: (text: string) => string,
): boolean {
	if (readAt === undefined || at === undefined || readAt >= at || source.kind !== 'value')
		return false;
	return !isStored(s, source.value, digest);
}

/** The field is left for a run that reads the record afresh. */
export function readTooEarly(sides: FieldSides, state: FieldSnapshot): FieldPlan {
	const { source, jira } = sides;
	return {
		decision: {
			kind: 'left',
			row: 'W6',
			...(source.kind === 'value' && { source: source.value }),
			...(jira.kind === 'value' && { jira: jira.value }),
			reason: 'The record was read before the last sync of this field; the next run looks again.',
		},
		next: state,
		warnings: [],
	};
}

/** Notes with a base that moved from when on the record shows it: since it was read. */
export function withReadTime(
	next: FieldSnapshot,
	before: FieldSnapshot,
	readAt: number | undefined,
): FieldSnapshot {
	const { at: _at, ...rest } = next;
	if (rest.s === undefined) return rest;
	const moved = before.s === undefined || !jsonEqual(rest.s, before.s);
	const at = moved ? readAt : before.at;
	return at === undefined ? rest : { ...rest, at };
}
