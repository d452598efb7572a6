import { own } from '../../model/own';
import { parentKey } from '../../sync/hierarchy/park';
import { parentIdOf } from '../../sync/hierarchy/rules';
import { heldParent, linkedKey } from '../../sync/hierarchy/sides';
import type { SyncSettings } from '../../sync/mapping';
import type { SyncState } from '../../sync/plan';
import type { PairSnapshot } from '../../sync/snapshot';
import type { EngineContext } from '../context';
import { recordKey } from '../find-pairs';

type State = Pick<SyncState, 'record' | 'issue' | 'snapshot'>;

/**
 * The snapshot to plan with. Where nothing moved below the parent record, but its issue is known to be another one now (its own was
 * deleted, unlinked, or closed as a duplicate), the record counts as put below it anew (row H11). Nothing is asked for: the runs over
 * all records know the issues of the parents, a sync of one pair leaves it to them (law L7).
 */
export function withOtherParentIssue(
	{ parents: book }: EngineContext,
	{ record, issue, snapshot }: State,
	{ hierarchy: rules }: SyncSettings,
): PairSnapshot {
	if (rules === undefined || book === undefined) return snapshot;
	const key = parentKey(rules);
	const before = own(snapshot.fields, key);
	const id = parentIdOf(own(record.values, rules.parentAttribute));
	if (before === undefined || typeof id !== 'string' || before.s !== id) return snapshot;
	if (before.sent !== undefined || before.parked !== undefined) return snapshot;
	const held = heldParent({ rules, issue, before });
	const known = book.issues.get(recordKey({ system: record.system, id }))?.key;
	if (held === null || held !== before.j || known === undefined) return snapshot;
	if (known === (linkedKey(held) ?? held)) return snapshot;
	return { ...snapshot, fields: { ...snapshot.fields, [key]: { ...before, s: null } } };
}
