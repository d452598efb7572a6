import { isObject } from '../../src/model/decode';
import { pairPropertyKey } from '../../src/model/link';
import { parentKey } from '../../src/sync/hierarchy/park';
import { ALL_FIELD_IDS } from '../../simulators/jira/seed-all-fields';
import type { StoredIssue } from '../../simulators/jira/site';
import { FAMILY } from './family';
import { linkOf, livingIssues } from './look';
import { PROFILE } from './settings';
import type { World } from './world';

/** The field in which Jira keeps the epic of an issue. */
export function epicField({ site }: World): string {
	return site.deployment === 'cloud' ? 'parent' : ALL_FIELD_IDS.epicLink;
}

/** Key of the issue in the field for parents. */
export function keyAbove(world: World, { fields }: StoredIssue): string | null {
	const held = fields[epicField(world)];
	const key = isObject(held) ? held['key'] : held;
	return typeof key === 'string' ? key : null;
}

/** Keys of the issues that a link puts above an issue. */
export function linkedAbove({ fields }: StoredIssue): readonly string[] {
	const links: unknown = fields['issuelinks'];
	return (Array.isArray(links) ? links.filter(isObject) : []).flatMap(({ type, outwardIssue }) =>
		isObject(type) && type['name'] === FAMILY.linkType && isObject(outwardIssue)
			? String(outwardIssue['key'])
			: [],
	);
}

/** The record that an issue stands for; the issue's key where it stands for none. */
export function nameOfIssue({ site }: World, key: string): string {
	const issue = site.issue(key);
	const link = issue && linkOf(issue);
	return link === undefined || link.isDuplicate ? key : String(link.recordId);
}

/** The parent that both sides were last in step with, as the side spells it. */
export function agreedParent({ site }: World, record: string, side: 's' | 'j'): unknown {
	const property = livingIssues(site, record)[0]?.properties[pairPropertyKey(PROFILE)];
	const fields = isObject(property) && isObject(property['fields']) ? property['fields'] : {};
	const entry = fields[parentKey(FAMILY)];
	return isObject(entry) ? entry[side] : undefined;
}
