import { paginate, take, type Page } from '../http/paginate';
import { isObject, textOf } from '../model/decode';
import type { JiraConnection } from './connection';
import type { ListPage } from './list-page';
import { rowsOf, type Row } from './rows';

/** A project in a list to choose from. */
export interface ProjectChoice {
	readonly id: string;
	readonly key: string;
	readonly name: string;
}

/** More than anybody chooses from; a list that long is searched. */
const PROJECT_LIST_LIMIT = 10_000;

/** All projects whose key or name contains the text. */
export async function loadProjects(
	connection: JiraConnection,
	query: string,
): Promise<readonly ProjectChoice[]> {
	const fetchPage = async (startAt = 0): Promise<Page<ProjectChoice, number>> =>
		await loadProjectPage(connection, query, startAt);
	const paging = { service: 'Jira', path: '/project' };
	return await take(paginate(fetchPage, paging), PROJECT_LIST_LIMIT);
}

/** One page of them. Where the list is not searched and cut by Jira (Data Center), that is done here. */
export async function loadProjectPage(
	connection: JiraConnection,
	query: string,
	startAt: number,
): Promise<ListPage<ProjectChoice>> {
	const request = connection.dialect.projectsRequest(query, startAt);
	const purpose = { action: 'list the projects' };
	const body = await connection.sendList(request, purpose, (page) => rowsOf(page).length === 0);
	const rows = rowsOf(body);
	const wanted = query.trim().toLowerCase();
	const found = rows
		.map(decodeProject)
		.filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(wanted));
	if (!isObject(body)) return { rows: found, isWhole: true };
	const end = startAt + rows.length;
	const more = rows.length > 0 && body['isLast'] !== true && end < Number(body['total'] ?? 0);
	return { rows: found, ...(more && { next: end }) };
}

function decodeProject(row: Row): ProjectChoice {
	return {
		id: textOf(row['id']) ?? '',
		key: textOf(row['key']) ?? '',
		name: textOf(row['name']) ?? '',
	};
}
