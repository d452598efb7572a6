import { isObject } from '../model/decode';
import type { JiraConnection } from './connection';

/**
 * Whether the account has each of the permissions in the project, by key; what Jira does not name is left out. Cloud must be told
 * which are meant (developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions), Data Center names all.
 */
export async function readPermissions(
	connection: JiraConnection,
	projectKey: string,
	keys: readonly string[],
): Promise<Readonly<Record<string, boolean>>> {
	const action = `tell what the account may do in project ${projectKey}`;
	const query = { projectKey, permissions: keys.join(',') };
	const body = await connection.get('/mypermissions', action, query);
	const named = isObject(body) && isObject(body['permissions']) ? body['permissions'] : {};
	return Object.fromEntries(
		keys.flatMap((key) => {
			const entry = named[key];
			const held = isObject(entry) ? entry['havePermission'] : undefined;
			return typeof held === 'boolean' ? [[key, held] as const] : [];
		}),
	);
}
