import type { JsonValue } from '../model/json';
import { own } from '../model/own';
import { jiraUserId, type MentionedUsers, type UserIdentity } from '../model/user';
import { readText } from '../text';
import { mapInlines } from '../text/map-inlines';
import {
	mentionsIn,
	peopleNamedIn,
	personLink,
	type Mention,
	type NamedPerson,
} from '../text/mention-links';
import type { Inline, RichText } from '../text/tree';
import {
	matchToJira,
	matchToSource,
	userToLookUp,
	type AssigneeRules,
	type FoundUsers,
	type SourceUser,
} from './assignee';
import type { WrittenFormat } from '../model/text-format';

/** Everybody whom a text of a record names by a link to their address, which is the only way to mention somebody. */
export function namedIn(
	format: WrittenFormat,
	text: JsonValue | undefined,
): readonly NamedPerson[] {
	if (format === 'plain' || typeof text !== 'string' || !/mailto:/i.test(text)) return [];
	return peopleNamedIn(readText(format, text));
}

/** What to search Jira's users for before these people can be mentioned. */
export function lookUpsOf(rules: AssigneeRules, people: readonly NamedPerson[]): readonly string[] {
	return people.map((person) => userToLookUp(rules, toSourceUser(person)));
}

/** Those of the people whom Jira knows. Nobody is mentioned in another's place: the fallback user is for assigning alone. */
export function mentioned(
	rules: AssigneeRules,
	people: readonly NamedPerson[],
	found: FoundUsers,
): MentionedUsers {
	const strict: AssigneeRules = { ...rules, unmatched: 'leave' };
	return Object.fromEntries(
		people.flatMap((person) => {
			const user = toSourceUser(person);
			const match = matchToJira(strict, user, found);
			if (match.kind === 'unmatched' || match.id === null) return [];
			const { id } = match;
			const identity = (own(found, userToLookUp(rules, user)) ?? []).find(
				(entry) => jiraUserId(entry) === id,
			);
			return [[person.address, { id, name: identity?.displayName ?? person.name }] as const];
		}),
	);
}

function toSourceUser({ address }: NamedPerson): SourceUser {
	return { key: address, email: address };
}

/** Ids of the users whom a text of Jira mentions and of whom only Jira can tell more. */
export function usersMentionedIn(rules: AssigneeRules, tree: RichText): readonly string[] {
	return mentionsIn(tree)
		.filter((mention) => matchToSource(rules, identityOf(mention, {})) === undefined)
		.map(({ id }) => id);
}

/** A text of Jira whose mentions of people whom the source knows name them as the source does. */
export function namedForSource(rules: AssigneeRules, tree: RichText, found: FoundUsers): RichText {
	return mapInlines(tree, (inline) =>
		inline.type === 'mention' ? [nameFor(rules, inline, found)] : [inline],
	);
}

function nameFor(rules: AssigneeRules, mention: Mention, found: FoundUsers): Inline {
	const identity = identityOf(mention, found);
	const shown = mention.name || identity.displayName || mention.id;
	const name = matchToSource(rules, identity);
	if (name?.includes('@') === true) return personLink(shown, name);
	return { type: 'text', text: `@${name ?? shown}`, marks: [] };
}

/** Either product's id is asked for in either place, since only one of the two is used. */
function identityOf({ id }: Mention, found: FoundUsers): UserIdentity {
	const known = (own(found, id) ?? []).find((user) => jiraUserId(user) === id);
	return known ?? { accountId: id, name: id };
}
