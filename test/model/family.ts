import type { JsonValue } from '../../src/model/json';
import { PARENT_FIELD, type HierarchyRules } from '../../src/sync/hierarchy/rules';
import { thingsOf, type History } from './history';
import { RECORD_IDS } from './records';

/** Records that only stand above others: epics. Nobody edits them, people delete their issues. */
export const EPIC_IDS = ['3', '4'] as const;

/** The project of histories with parents: it has epics. */
export const FAMILY_PROJECT = 'ALL';

/** Epics stand above by a field, the two features above each other by a link (rows H2 to H4 of docs/design/hierarchy.md). */
export const FAMILY: HierarchyRules = {
	parentAttribute: 'parent',
	kindAttribute: 'kind',
	kinds: [
		{ kind: 'epic', issueType: 'Epic' },
		{ kind: 'feature', issueType: 'Task' },
	],
	linkType: 'Relates',
	fields: [],
};

/** Both ends of the mapping, as the others have them. */
export const PARENT_ENDS = { source: FAMILY.parentAttribute, jira: PARENT_FIELD };

export function hasParents(history: History): boolean {
	return thingsOf(history).includes('parents');
}

/** Issues move between two projects that have no epics, so only without parents. */
export function mayMove(history: History): boolean {
	return history.moves && !hasParents(history);
}

/** The field of one project is synced where all issues stay there. */
export function hasNote(history: History): boolean {
	return !history.moves && !hasParents(history);
}

/** All records of a history. Children come first: the engine has to make parents before them (row H6). */
export function recordsOf(history: History): readonly string[] {
	return hasParents(history) ? [...RECORD_IDS, ...EPIC_IDS] : RECORD_IDS;
}

/** What a record has at the start beside its fields: one child, and one that lies at the top. */
export function familyValues(
	history: History,
	record: string,
): Readonly<Record<string, JsonValue>> {
	if (!hasParents(history)) return {};
	const isEpic = EPIC_IDS.some((id) => id === record);
	return { kind: isEpic ? 'epic' : 'feature', parent: record === '1' ? EPIC_IDS[0] : null };
}
