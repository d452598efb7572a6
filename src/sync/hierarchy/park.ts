import { own } from '../../model/own';
import type { FieldPlanOptions } from '../field-plan';
import { mappingKey } from '../mapping';
import type { SyncPlan } from '../plan';
import { storeValue, type PairSnapshot } from '../snapshot';
import { PARENT_FIELD, type HierarchyRules } from './rules';

/** Key of the parent inside the snapshot and the report. */
export function parentKey({ parentAttribute }: Pick<HierarchyRules, 'parentAttribute'>): string {
	return mappingKey({ source: parentAttribute, jira: PARENT_FIELD });
}

/**
 * A plan's snapshot when Jira refused the parent (row W7): the two values are given up until either side changes, so that no run
 * asks for the same again.
 */
export function parkParent(
	plan: SyncPlan,
	next: PairSnapshot,
	before: PairSnapshot,
	rules: HierarchyRules,
	digest: FieldPlanOptions['digest'],
): PairSnapshot {
	const key = parentKey(rules);
	const { source = null, jira = null } = own(plan.decisions, key) ?? {};
	const { s, j } = own(before.fields, key) ?? {};
	const parked = {
		s: storeValue(source, digest),
		j: storeValue(jira, digest),
		by: 'jira' as const,
	};
	const field = { ...(s !== undefined && { s }), ...(j !== undefined && { j }), parked };
	return { ...next, fields: { ...next.fields, [key]: field } };
}
