import { isObject, type UnknownRecord } from '../model/decode';
import { asError, isFailure } from '../model/failure';
import { jiraUserId, type UserIdentity } from '../model/user';
import type { JiraConnection } from './connection';
import type { ListPage } from './list-page';
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

/** Where somebody is to be assigned: an issue, or a new issue of a project. */
export type AssignablePlace = { readonly project: string } | { readonly issueKey: string };

/** People of one Jira; every text is asked for once. */
export interface JiraUsers {
	myself(): Promise<UserIdentity>;
	/** Active users whom the text means: by id, else by e-mail, else by display name. */
	find(text: string): Promise<readonly UserIdentity[]>;
	/** One page of everyone whom Jira's own search gives for a text, for a list to choose from. */
	page(text: string, startAt: number): Promise<ListPage<UserIdentity>>;
	/** One page of those to whom issues can be assigned; an empty text means everybody. */
	assignable(
		place: AssignablePlace,
		text: string,
		startAt: number,
	): Promise<ListPage<UserIdentity>>;
	resolve(text: string): Promise<UserMatch>;
}

/** Data Center answers at most 100 users to a search (Jira 10 REST, findUsers), and a further page is not to be had. */
const PAGE_SIZE = 100;
/** Cloud gives the first 1,000 users of a search, over all pages (Jira Cloud REST v3, findUsers). */
const CLOUD_USERS = 1_000;

/** Users of one connection. */
export function createUsers(connection: JiraConnection, options: FindUserOptions = {}): JiraUsers {
	const searches = createMemo<readonly UserIdentity[]>();
	const find = async (text: string) => {
		const wanted = text.trim();
		if (wanted === '') return [];
		const byDisplayName = options.byDisplayName ?? true;
		return await searches.get(wanted, () => findMeant(connection, wanted, byDisplayName));
	};
	return {
		myself: () => readMyself(connection),
		page: (text, startAt) => userPage(connection, '/user/search', { text, startAt }),
		assignable: (place, text, startAt) =>
			userPage(connection, '/user/assignable/search', { text, startAt, place }),
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

interface UserSearch {
	readonly text: string;
	readonly startAt: number;
	readonly place?: AssignablePlace;
}

async function userPage(
	connection: JiraConnection,
	path: string,
	{ text, startAt, place }: UserSearch,
): Promise<ListPage<UserIdentity>> {
	const { dialect } = connection;
	const query = {
		...dialect.userQuery(text),
		...place,
		maxResults: String(PAGE_SIZE),
		...(startAt > 0 && { startAt: String(startAt) }),
	};
	const body = await connection.get(path, 'search for a user', query);
	const rows = Array.isArray(body) ? body.filter(isObject) : [];
	const next = startAt + PAGE_SIZE;
	const more = dialect.pagesUsers && rows.length === PAGE_SIZE && next < CLOUD_USERS;
	return {
		rows: rows.filter((row) => isPerson(row, text)).flatMap((row) => dialect.decodeUser(row) ?? []),
		...(more && { next }),
	};
}

/** Active people; an app's account only where its own id is asked for, since apps bear the names of products and people. */
function isPerson(row: UnknownRecord, text: string): boolean {
	if (row['active'] === false) return false;
	return row['accountType'] !== 'app' || row['accountId'] === text;
}

/** An account that may not browse users finds nobody; that is a warning for the field, not the end of the sync. */
async function findMeant(
	connection: JiraConnection,
	wanted: string,
	byDisplayName: boolean,
): Promise<readonly UserIdentity[]> {
	const search = userPage(connection, '/user/search', { text: wanted, startAt: 0 });
	const found = await orNobody(search.then(({ rows }) => rows));
	const meant = whoIsMeant(wanted, found, byDisplayName);
	if (found.length < PAGE_SIZE) return meant;
	// The list is cut: whoever has this very name may stand behind the cut, and a display name is not known to be unique.
	const exact = await orNobody(readExactUser(connection, wanted));
	if (exact.length > 0) return exact;
	return meant.some(({ email }) => email?.toLowerCase() === wanted.toLowerCase()) ? meant : found;
}

async function readExactUser(
	connection: JiraConnection,
	id: string,
): Promise<readonly UserIdentity[]> {
	const query = connection.dialect.exactUserQuery(id);
	const body = await connection.get('/user', 'read a user', query);
	const user = connection.dialect.decodeUser(body);
	return user === undefined || (isObject(body) && body['active'] === false) ? [] : [user];
}

async function orNobody(
	answer: Promise<readonly UserIdentity[]>,
): Promise<readonly UserIdentity[]> {
	try {
		return await answer;
	} catch (error) {
		if (isFailure(error, 'permission') || isFailure(error, 'notFound')) return [];
		throw asError(error);
	}
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
