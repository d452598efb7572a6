import { isObject } from '../model/decode';
import { isFailure } from '../model/failure';
import { jiraUserId, type UserIdentity } from '../model/user';
import type { JiraConnection } from './connection';
import { createMemo } from './memo';

/** Who a text means. */
export type UserMatch =
	| { readonly kind: 'found'; readonly id: string }
	| { readonly kind: 'none' }
	| { readonly kind: 'several'; readonly count: number };

export interface FindUserOptions {
	/** A display name that only one active user has counts as that user. Default true. */
	readonly byDisplayName?: boolean;
}

/** People of one Jira; every text is asked for once. */
export interface JiraUsers {
	myself(): Promise<UserIdentity>;
	/** Active users whom the text means: by id, else by e-mail, else by display name. */
	find(text: string): Promise<readonly UserIdentity[]>;
	/** Everyone Jira's own search gives for the beginning of a name, for a list to choose from. */
	list(text: string): Promise<readonly UserIdentity[]>;
	resolve(text: string): Promise<UserMatch>;
}

/** Data Center answers at most 100 users to a search (Jira 10 REST, findUsers). */
const PAGE_SIZE = '100';

/** Users of one connection. */
export function createUsers(connection: JiraConnection, options: FindUserOptions = {}): JiraUsers {
	const searches = createMemo<readonly UserIdentity[]>();
	const list = (text: string) => searches.get(text, () => searchUsers(connection, text));
	const find = async (text: string) => {
		const wanted = text.trim();
		if (wanted === '') return [];
		return whoIsMeant(wanted, await list(wanted), options.byDisplayName ?? true);
	};
	return {
		myself: () => readMyself(connection),
		list,
		find,
		async resolve(text) {
			return toMatch(await find(text));
		},
	};
}

async function readMyself(connection: JiraConnection): Promise<UserIdentity> {
	const body = await connection.get('/myself', 'tell whose credential this is');
	return connection.dialect.decodeUser(body) ?? {};
}

/** An account that may not browse users finds nobody; that is a warning for the field, not the end of the sync. */
async function searchUsers(
	connection: JiraConnection,
	text: string,
): Promise<readonly UserIdentity[]> {
	const query = { ...connection.dialect.userQuery(text), maxResults: PAGE_SIZE };
	const outcome = await connection.get('/user/search', 'search for a user', query).then(
		(body) => ({ body, error: undefined }),
		(error: unknown) => ({ body: [], error }),
	);
	if (outcome.error !== undefined && !isFailure(outcome.error, 'permission')) throw outcome.error;
	const rows = Array.isArray(outcome.body) ? outcome.body.filter(isObject) : [];
	return rows
		.filter((row) => row['active'] !== false)
		.flatMap((row) => connection.dialect.decodeUser(row) ?? []);
}

/**
 * The best kind of match wins. Where profiles hide their e-mail, Jira finds a person by the exact address only, so the one
 * person found for an address is meant.
 */
function whoIsMeant(
	wanted: string,
	users: readonly UserIdentity[],
	byDisplayName: boolean,
): readonly UserIdentity[] {
	const folded = wanted.toLowerCase();
	const byId = users.filter((user) => jiraUserId(user)?.toLowerCase() === folded);
	if (byId.length > 0) return byId;
	const byEmail = users.filter(({ email }) => email?.toLowerCase() === folded);
	if (byEmail.length > 0) return byEmail;
	const hidden = users.filter(({ email }) => email === undefined);
	if (wanted.includes('@')) return users.length === 1 ? hidden : [];
	return byDisplayName ? users.filter((user) => user.displayName?.toLowerCase() === folded) : [];
}

function toMatch(users: readonly UserIdentity[]): UserMatch {
	const [first] = users;
	if (first === undefined) return { kind: 'none' };
	const id = jiraUserId(first);
	if (users.length > 1 || id === undefined) return { kind: 'several', count: users.length };
	return { kind: 'found', id };
}
