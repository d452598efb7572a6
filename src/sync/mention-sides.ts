import type { JsonValue } from '../model/json';
import { withMentions } from '../text/mention-links';
import { plainOf, readText } from '../text';
import type { AssigneeRules, FoundUsers } from './assignee';
import type { Canonical } from './canonical';
import { asText } from './fill-rich-text';
import { lookUpsOf, mentioned, namedForSource, namedIn, usersMentionedIn } from './mentions';
import { issueText, readIssueText, recordText, recordTree, type TextRoute } from './rich-sides';
import type { FieldSides } from './sides';

/** What mentions need beside the two texts. */
export interface MentionContext {
	readonly rules: AssigneeRules;
	readonly found: FoundUsers;
}

type Spelling = Pick<
	FieldSides,
	'source' | 'jira' | 'equal' | 'forJira' | 'forSource' | 'lookUp' | 'lookUpForSource' | 'written'
>;

/**
 * Two texts whose sides spell people differently (rule T24 of docs/design/text.md): the record by links to addresses, Jira by
 * mentions. Both bases keep their own spelling, so users are looked up only when a text has changed.
 */
export function mentionSides(
	route: TextRoute,
	raw: JsonValue,
	document: JsonValue,
	{ rules, found }: MentionContext,
): Spelling | undefined {
	const source = recordText(route, raw);
	const jira = issueText(route, document);
	if (source.kind === 'unmapped' || jira.kind === 'unmapped') return undefined;
	const people = namedIn(route.written, source.value ?? undefined);
	const shown = readIssueText(route, document);
	const ids = usersMentionedIn(rules, shown);
	const forJira = (): Canonical => {
		const users = mentioned(rules, people, found);
		if (Object.keys(users).length === 0) return source;
		const tree = withMentions(readText(route.written, String(source.value)), users);
		return { kind: 'value', value: recordTree(route, tree) };
	};
	const forSource = (): Canonical => {
		const tree = namedForSource(rules, shown, found);
		return plainOf(tree) === plainOf(shown) ? jira : recordText(route, asText(route.written, tree));
	};
	const same = (other: Canonical): boolean => other.kind === 'value' && other.value === jira.value;
	const differs = !same(source);
	return {
		source,
		jira,
		equal: () => same(source) || (people.length > 0 && same(forJira())),
		forJira,
		forSource,
		lookUp: differs ? lookUpsOf(rules, people) : [],
		lookUpForSource: differs ? ids : [],
		...(people.length > 0 && { written: source.value }),
	};
}
