import { isObject } from '../../src/model/decode';
import type { ErrorGroup, GroupState } from './group';

const STATES: ReadonlySet<unknown> = new Set<GroupState>([
	'open',
	'in-progress',
	'resolved',
	'muted',
]);

/** A change of one group, or why it was refused: each fingerprint can fail by itself inside one answer. */
export type UpdateResult =
	| { readonly kind: 'changed'; readonly group: ErrorGroup }
	| { readonly kind: 'refused'; readonly error: string };

/** Applies the body of `POST /api/issue` to one group: only `set` is known, and it replaces the whole value. */
export function applyUpdate(
	group: ErrorGroup,
	body: Readonly<Record<string, unknown>>,
): UpdateResult {
	const state = body['state'];
	if (state !== undefined && !STATES.has(state))
		return { kind: 'refused', error: `unknown state ${String(state)}` };
	const tags = setValue(body['tags']);
	const ticket = setValue(body['ticket']);
	if (ticket !== undefined && !Array.isArray(ticket))
		return { kind: 'refused', error: 'ticket must be an array' };
	return {
		kind: 'changed',
		group: {
			...group,
			...(STATES.has(state) && { state: state as GroupState }),
			...(typeof tags === 'string' && { tags }),
			...(ticket !== undefined && { ticket: JSON.stringify(ticket) }),
		},
	};
}

function setValue(change: unknown): unknown {
	return isObject(change) && change['action'] === 'set' ? change['value'] : undefined;
}
