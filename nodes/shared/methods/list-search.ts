import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { describeUser, jiraUserId, type UserIdentity } from '../../../src/model/user';
import { asError, isFailure, inputError } from '../../../src/model/failure';
import { toNodeError } from '../../../src/n8n/errors';
import { findIssues } from '../../../src/n8n/find-issues';
import { openClient } from '../../../src/n8n/runtime';
import { chosen, matches, projectOf } from './choices';

type Client = Awaited<ReturnType<typeof openClient>>;
type Entry = INodeListSearchResult['results'][number];

/** Entries that are shown at once; the editor asks for more when its list is scrolled to the end. */
const PAGE = 100;

/** Projects by key or name. Cloud searches and pages itself; Data Center gives all at once, and the editor shows parts. */
async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: unknown,
): Promise<INodeListSearchResult> {
	return await listOf(this, 'projects', async (client) => {
		const { rows, next, isWhole } = await client.projectPage(filter ?? '', startOf(token));
		const entries = rows.map(({ key, name }) => ({ name: `${name} (${key})`, value: key }));
		return isWhole === true ? part(entries, token) : pageOf(entries, next);
	});
}

/** Issue types of the chosen project, by name: a name fits every project, an ID does not. */
async function searchIssueTypes(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: unknown,
): Promise<INodeListSearchResult> {
	const project = chosen(this, 'project');
	if (project === '') return { results: [] };
	return await listOf(this, 'issue types', async (client) =>
		part(named(await client.issueTypes(project), filter), token),
	);
}

/** Issues whose key or text matches, the last changed first. */
async function searchIssues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listOf(this, 'issues', async (client) => {
		const issues = await findIssues(client, filter ?? '');
		return {
			results: issues.map(({ key, url, summary }) => ({
				name: `${key} ${summary}`.trim(),
				value: key,
				url,
			})),
		};
	});
}

/** People by name or e-mail; Jira's own ID is what is kept. Data Center refuses to list everybody. */
async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: unknown,
): Promise<INodeListSearchResult> {
	const text = filter?.trim() ?? '';
	if (text === '') return { results: [] };
	return await listOf(this, 'users', async (client) => {
		const { rows, next } = await client.userPage(text, startOf(token));
		return pageOf(rows.flatMap(userEntry), next);
	});
}

/** People to whom issues of the chosen project, or the chosen issue, can be assigned. */
async function searchAssignees(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: unknown,
): Promise<INodeListSearchResult> {
	const [project, issueKey] = [chosen(this, 'project'), chosen(this, 'issue')];
	if (project === '' && issueKey === '') return await searchUsers.call(this, filter, token);
	const place = project === '' ? { issueKey } : { project };
	return await listOf(this, 'users', async (client) => {
		const page = await client.assignablePage(place, filter?.trim() ?? '', startOf(token));
		return pageOf(page.rows.flatMap(userEntry), page.next);
	});
}

/** Versions of the chosen project that are not archived, the newest first. */
async function searchVersions(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: unknown,
): Promise<INodeListSearchResult> {
	return await listOf(this, 'versions', async (client) => {
		const project = await projectOf(this, client);
		if (project === '') return { results: [] };
		const versions = (await client.versions(project)).filter(({ archived }) => !archived);
		return part(named([...versions].reverse(), filter), token);
	});
}

/** Components of the chosen project. */
async function searchComponents(
	this: ILoadOptionsFunctions,
	filter?: string,
	token?: unknown,
): Promise<INodeListSearchResult> {
	return await listOf(this, 'components', async (client) => {
		const project = await projectOf(this, client);
		if (project === '') return { results: [] };
		return part(named(await client.components(project), filter), token);
	});
}

/** A list that the account may not see is no reason to stop: everything can be given by ID as well. */
async function listOf(
	context: ILoadOptionsFunctions,
	what: string,
	load: (client: Client) => Promise<INodeListSearchResult>,
): Promise<INodeListSearchResult> {
	try {
		return await load(await openClient(context));
	} catch (error) {
		throw toNodeError(
			context.getNode(),
			isFailure(error, 'permission') ? hidden(what) : asError(error),
		);
	}
}

function hidden(what: string): Error {
	return inputError(`Jira does not let this account list ${what}.`, [
		{ field: 'From List', message: 'Choose the other way of this parameter and type it.' },
	]);
}

function named(rows: readonly { readonly name: string }[], filter: string | undefined): Entry[] {
	return rows
		.filter(({ name }) => matches(name, filter))
		.map(({ name }) => ({ name, value: name }));
}

function userEntry(user: UserIdentity): Entry[] {
	const id = jiraUserId(user);
	if (id === undefined) return [];
	const email = user.email === undefined ? '' : ` (${user.email})`;
	return [{ name: `${describeUser(user)}${email}`, value: id }];
}

function startOf(token: unknown): number {
	const start = Number(token ?? 0);
	return Number.isInteger(start) && start > 0 ? start : 0;
}

/** A part of a list that came whole. */
function part(entries: Entry[], token: unknown): INodeListSearchResult {
	const start = startOf(token);
	const end = start + PAGE;
	return pageOf(entries.slice(start, end), end < entries.length ? end : undefined);
}

function pageOf(results: Entry[], next: number | undefined): INodeListSearchResult {
	return { results, ...(next !== undefined && { paginationToken: String(next) }) };
}

export const listSearch = {
	searchAssignees,
	searchComponents,
	searchIssueTypes,
	searchIssues,
	searchProjects,
	searchUsers,
	searchVersions,
};
