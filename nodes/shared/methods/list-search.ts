import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { openClient } from '../../../src/n8n/runtime';
import { findIssues } from '../../../src/n8n/find-issues';
import { describeUser, jiraUserId } from '../../../src/model/user';
import { toNodeError } from '../../../src/n8n/errors';
import { chosen, matches } from './choices';

/** Projects by key or name. */
async function searchProjects(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const projects = await (await openClient(this)).projects(filter ?? '');
		return {
			results: projects.map(({ key, name }) => ({ name: `${name} (${key})`, value: key })),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** Issue types of the chosen project, by name: a name fits every project, an ID does not. */
async function searchIssueTypes(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const project = chosen(this, 'project');
	if (project === '') return { results: [] };
	try {
		const types = await (await openClient(this)).issueTypes(project);
		return {
			results: types
				.filter(({ name }) => matches(name, filter))
				.map(({ name }) => ({ name, value: name })),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** Issues whose key or text matches, the last changed first. */
async function searchIssues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	try {
		const issues = await findIssues(await openClient(this), filter ?? '');
		return {
			results: issues.map(({ key, url, summary }) => ({
				name: `${key} ${summary}`.trim(),
				value: key,
				url,
			})),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

/** People by name or e-mail; Jira's own ID is what is kept. Data Center refuses to list everybody. */
async function searchUsers(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const text = filter?.trim() ?? '';
	if (text === '') return { results: [] };
	try {
		const users = await (await openClient(this)).listUsers(text);
		return {
			results: users.flatMap((user) => {
				const id = jiraUserId(user);
				return id === undefined ? [] : [{ name: describeUser(user), value: id }];
			}),
		};
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

export const listSearch = { searchIssueTypes, searchIssues, searchProjects, searchUsers };
