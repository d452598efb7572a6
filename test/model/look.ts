import { isObject } from '../../src/model/decode';
import { pairPropertyKey } from '../../src/model/link';
import type { JiraSite, StoredIssue } from '../../simulators/jira/site';
import { mappingKey } from '../../src/sync/mapping';
import { FIELDS, PROFILE, STATES } from './settings';

interface Link {
	readonly recordId: unknown;
	readonly isDuplicate: boolean;
}

/** Which record an issue was made for, or linked to; none that it was unlinked from (docs/design/ensure.md, row E19). */
export function linkOf({ properties }: StoredIssue): Link | undefined {
	const property = properties[pairPropertyKey(PROFILE)];
	if (!isObject(property) || !isObject(property['link'])) return undefined;
	const { recordId } = property['link'];
	const unlinked = properties[`${pairPropertyKey(PROFILE)}.unlinked`];
	const gone: unknown = isObject(unlinked) ? unlinked['records'] : [];
	const isGone = (record: unknown) => isObject(record) && record['recordId'] === recordId;
	if (Array.isArray(gone) && gone.some(isGone)) return undefined;
	return { recordId, isDuplicate: property['duplicateOf'] !== undefined };
}

/** Issues that are linked to a record and were not closed as duplicates, lowest id first. */
export function livingIssues(site: JiraSite, record: string): readonly StoredIssue[] {
	return site
		.issues()
		.filter((issue) => {
			const link = linkOf(issue);
			return link?.recordId === record && !link.isDuplicate;
		})
		.toSorted((left, right) => Number(left.id) - Number(right.id));
}

/** The record's state that a status of Jira counts as. */
export function classOf(status: string): string {
	return Object.keys(STATES).find((state) => STATES[state]?.includes(status)) ?? status;
}

/** The state that the issue's status counts as. */
export function stateInJira(site: JiraSite, key: string): string {
	const status = site.issue(key)?.fields['status'];
	return classOf(isObject(status) ? String(status['name']) : '');
}

/** The value of a field that both sides were last in step with, as the side spells it. */
export function agreedField(
	site: JiraSite,
	record: string,
	field: keyof typeof FIELDS,
	side: 's' | 'j',
): unknown {
	const property = livingIssues(site, record)[0]?.properties[pairPropertyKey(PROFILE)];
	const fields = isObject(property) && isObject(property['fields']) ? property['fields'] : {};
	const entry = fields[mappingKey({ source: field, jira: FIELDS[field] })];
	return isObject(entry) ? entry[side] : undefined;
}
