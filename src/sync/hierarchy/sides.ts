import type { JiraIssue } from '../../model/issue';
import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';
import type { Canonical } from '../canonical';
import type { FieldReading } from '../sides';
import type { FieldSnapshot } from '../snapshot';
import { parentIdOf, type HierarchyRules } from './rules';

/**
 * What Jira's side holds: the key of the parent, or the key behind this word where the two types can only be linked (row H4). Nobody
 * reads such links back: the one that was made counts as standing.
 */
const LINKED = 'link ';

/** The canonical value of a parent that is only linked. */
export function linkedTo(key: string): string {
	return `${LINKED}${key}`;
}

/** The key of a parent that is only linked; nothing for one that a field holds. */
export function linkedKey(value: JsonValue): string | undefined {
	return typeof value === 'string' && value.startsWith(LINKED)
		? value.slice(LINKED.length)
		: undefined;
}

/** What was found out about parents, as far as a plan hangs on it. */
export interface FoundParents {
	/** Canonical value of Jira's side by the parent record's id; without those that have no issue. */
	readonly issues: Readonly<Record<string, string>>;
	/** Why a parent record's issue cannot be above the child's, by the record's id. */
	readonly barred: Readonly<Record<string, string>>;
	/** Parent record by the key of its issue; without those that belong to no record. */
	readonly records: Readonly<Record<string, string>>;
}

export const NO_PARENTS: FoundParents = { issues: {}, barred: {}, records: {} };

/** Everything that the two sides of a parent are read from. */
export interface ParentState {
	readonly rules: HierarchyRules;
	readonly recordId: string;
	readonly raw: JsonValue;
	readonly issue: JiraIssue;
	readonly before: FieldSnapshot;
	readonly found: FoundParents;
}

const value = (json: JsonValue): Canonical => ({ kind: 'value', value: json });
const unmapped = (reason: string): Canonical => ({ kind: 'unmapped', reason });

/** Both sides of a parent: the id of the parent record, and the key of the parent issue. */
export function parentSides(state: ParentState): FieldReading {
	const id = parentIdOf(state.raw);
	if (id === undefined) return { kind: 'absent' };
	const held = heldParent(state);
	return {
		source: value(id),
		jira: value(held),
		isSet: false,
		equal: () => isSame(state.found, id, held),
		forJira: () => (id === null ? value(null) : issueOfParent(state, id)),
		forSource: () => (held === null ? value(null) : recordOfParent(state, held)),
		warnings: () => [],
		lookUp: [],
	};
}

function isSame({ issues, records }: FoundParents, id: string | null, held: string | null) {
	if (id === null || held === null) return id === held;
	return own(issues, id) === held || own(records, held) === id;
}

/** The key of the issue above, in whichever field it is; else the link that was made. */
export function heldParent({
	rules,
	issue,
	before,
}: Pick<ParentState, 'rules' | 'issue' | 'before'>): string | null {
	for (const field of rules.fields) {
		const held = own(issue.fields, field);
		if (typeof held === 'string' && held !== '') return held;
	}
	const { j = null } = before;
	return typeof j === 'string' && linkedKey(j) !== undefined ? j : null;
}

function issueOfParent({ recordId, found }: ParentState, id: string): Canonical {
	if (id === recordId) return unmapped('The record names itself as its parent.');
	const barred = own(found.barred, id);
	if (barred !== undefined) return unmapped(barred);
	const key = own(found.issues, id);
	return key === undefined
		? unmapped(
				`The parent record ${id} has no issue yet. Once it has one, the next run puts this issue below it.`,
			)
		: value(key);
}

function recordOfParent({ issue, found }: ParentState, held: string): Canonical {
	const record = own(found.records, held);
	return record === undefined
		? unmapped(
				`${issue.key} was put below ${linkedKey(held) ?? held}, which belongs to no record. It is left there, and the record keeps its parent.`,
			)
		: value(record);
}
