import { isObject, textOf } from '../model/decode';
import type { JsonValue } from '../model/json';
import { own } from '../model/own';
import { jiraUserId, type UserIdentity } from '../model/user';

/** What to do with a person of the record whom nobody in Jira matches. */
export type UnmatchedUser = 'leave' | 'unassign' | { readonly fallback: string };

export interface AssigneeRules {
	/** Source e-mail or name to Jira's e-mail, account id or user name; looked at before any search. */
	readonly table: readonly { readonly source: string; readonly jira: string }[];
	readonly unmatched: UnmatchedUser;
	/** Match by display name when no e-mail matches and the name is unique. */
	readonly matchDisplayName: boolean;
}

/** People who were looked up in Jira, by the text that was searched for. */
export type FoundUsers = Readonly<Record<string, readonly UserIdentity[]>>;

/** A person as the record names them. */
export interface SourceUser {
	/** Lower case e-mail, else the name: what people are compared by. */
	readonly key: string;
	readonly email?: string;
	readonly displayName?: string;
}

export type UserMatch =
	| { readonly kind: 'found'; readonly id: string | null; readonly warning?: string }
	| { readonly kind: 'unmatched'; readonly reason: string };

/** Reads a person from text or from an object with `email` or `name`; nobody is `null`. */
export function readSourceUser(value: JsonValue | undefined): SourceUser | null {
	if (isObject(value)) {
		const email = textOf(value['email'])?.trim();
		const displayName = textOf(value['displayName'] ?? value['name'] ?? value['username'])?.trim();
		const key = (email ?? displayName)?.toLowerCase();
		if (key === undefined) return null;
		return { key, ...(email && { email }), ...(displayName && { displayName }) };
	}
	const text = textOf(value)?.trim();
	if (text === undefined) return null;
	return text.includes('@')
		? { key: text.toLowerCase(), email: text }
		: { key: text.toLowerCase(), displayName: text };
}

/** What has to be searched in Jira to assign this person; nothing when the table already names a Jira id. */
export function userToLookUp(rules: AssigneeRules, user: SourceUser): string {
	return tableEntry(rules, user) ?? user.email ?? user.displayName ?? user.key;
}

function tableEntry(rules: AssigneeRules, user: SourceUser): string | undefined {
	const names = [user.key, user.displayName?.toLowerCase()];
	const row = names.flatMap(
		(name) => rules.table.find(({ source }) => source.trim().toLowerCase() === name) ?? [],
	)[0];
	return row?.jira.trim();
}

/** Jira's id for a person of the record. Never a guess: an ambiguous match is no match. */
export function matchToJira(rules: AssigneeRules, user: SourceUser, found: FoundUsers): UserMatch {
	const wanted = userToLookUp(rules, user);
	const match = pickUser(
		wanted,
		own(found, wanted) ?? [],
		rules,
		tableEntry(rules, user) !== undefined,
	);
	if (match !== undefined) return { kind: 'found', id: match };
	const reason = `No single Jira user matches "${wanted}". Add a row to the user table, or check the account's right to browse users.`;
	if (rules.unmatched === 'unassign') return { kind: 'found', id: null, warning: reason };
	if (rules.unmatched === 'leave') return { kind: 'unmatched', reason };
	const { fallback } = rules.unmatched;
	const id = pickUser(fallback, own(found, fallback) ?? [], rules, true);
	return id === undefined
		? {
				kind: 'unmatched',
				reason: `${reason} The fallback user "${fallback}" was not found either.`,
			}
		: { kind: 'found', id, warning: `${reason} The fallback user was taken.` };
}

function pickUser(
	wanted: string,
	users: readonly UserIdentity[],
	rules: AssigneeRules,
	idAllowed: boolean,
): string | undefined {
	const text = wanted.toLowerCase();
	const byId = users.filter((user) => idAllowed && jiraUserId(user)?.toLowerCase() === text);
	const byEmail = users.filter((user) => user.email?.toLowerCase() === text);
	const byName = users.filter(
		(user) => rules.matchDisplayName && user.displayName?.toLowerCase() === text,
	);
	// A Cloud profile may hide its e-mail: then only an exact address finds it, and it is the only one found.
	const alone = text.includes('@') && users.length === 1;
	const hidden = users.filter((user) => alone && user.email === undefined);
	const candidates = [byId, byEmail, byName, hidden].find((list) => list.length > 0) ?? [];
	return candidates.length === 1 && candidates[0] ? jiraUserId(candidates[0]) : undefined;
}

/** How the source is told of a Jira user: by the table, else by e-mail. */
export function matchToSource(rules: AssigneeRules, user: UserIdentity): string | undefined {
	const names = [user.email, user.accountId, user.name].flatMap((name) =>
		name === undefined ? [] : [name.toLowerCase()],
	);
	const row = rules.table.find((entry) => names.includes(entry.jira.trim().toLowerCase()));
	return row?.source.trim() ?? user.email;
}
