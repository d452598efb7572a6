import { refusal } from '../state/errors';
import {
	notAuthenticated,
	listOf,
	ok,
	userOf,
	visibleProject,
	type AddRoute,
	type Call,
} from './call';
import { renderIssueType, renderNamed, renderStatus, renderUser } from './view';

/** The site itself: version, caller, fields, and lists of names. */
export function addSiteRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('GET', '/serverInfo', 'anonymous', (call) => ok(serverInfo(call)));
	add('GET', '/myself', 'user', (call) =>
		ok({ ...renderUser(call, userOf(call)), locale: 'en_US' }),
	);
	add('GET', '/field', deployment === 'cloud' ? 'anonymous' : 'user', (call) => ok(fields(call)));
	add('GET', '/priority', 'user', (call) =>
		ok(call.world.priorities.map((entry) => renderNamed(call, 'priority', entry))),
	);
	add('GET', '/resolution', 'user', (call) =>
		ok(call.world.resolutions.map((entry) => renderNamed(call, 'resolution', entry))),
	);
	add('GET', '/status', 'user', (call) =>
		ok(call.world.statuses.map((entry) => renderStatus(call, entry))),
	);
	add('GET', '/issuetype', 'user', (call) =>
		ok(call.world.issueTypes.map((entry) => renderIssueType(call, entry))),
	);
	add('GET', '/mypermissions', 'anonymous', (call) => ok(myPermissions(call)));
	add('GET', '/permissions', 'user', () => ok({ permissions: allPermissions(() => undefined) }));
}

function serverInfo(call: Call): Readonly<Record<string, unknown>> {
	const { world } = call;
	const cloud = world.deployment === 'cloud';
	const version = cloud ? '1001.0.0-SNAPSHOT' : world.version;
	const numbers = version.split(/[.-]/).map(Number).filter(Number.isInteger);
	return {
		baseUrl: world.baseUrl,
		version,
		versionNumbers: numbers,
		deploymentType: cloud ? 'Cloud' : world.unknowns.deploymentType,
		buildNumber: cloud ? 100_300 : 10_030_002,
		buildDate: '2026-01-15T00:00:00.000+0000',
		serverTitle: 'Jira',
	};
}

/** An anonymous caller sees no custom fields. */
function fields(call: Call): readonly unknown[] {
	return [...call.world.fields.values()]
		.filter(({ schema }) => call.user !== undefined || schema.custom === undefined)
		.map(({ id, name, schema, clauses }) => ({
			id,
			...(call.world.deployment === 'cloud' ? { key: id } : {}),
			name,
			custom: schema.custom !== undefined,
			orderable: true,
			navigable: true,
			searchable: true,
			clauseNames:
				schema.customId === undefined ? [...(clauses ?? [id])] : [`cf[${schema.customId}]`, name],
			schema,
		}));
}

const PERMISSIONS: readonly (readonly [string, 'GLOBAL' | 'PROJECT', 'admin' | 'everybody'])[] = [
	['ADMINISTER', 'GLOBAL', 'admin'],
	['USER_PICKER', 'GLOBAL', 'everybody'],
	['ADMINISTER_PROJECTS', 'PROJECT', 'admin'],
	['BROWSE_PROJECTS', 'PROJECT', 'everybody'],
	['CREATE_ISSUES', 'PROJECT', 'everybody'],
	['EDIT_ISSUES', 'PROJECT', 'everybody'],
	['DELETE_ISSUES', 'PROJECT', 'everybody'],
	['ASSIGN_ISSUES', 'PROJECT', 'everybody'],
	['ASSIGNABLE_USER', 'PROJECT', 'everybody'],
	['TRANSITION_ISSUES', 'PROJECT', 'everybody'],
	['RESOLVE_ISSUES', 'PROJECT', 'everybody'],
	['CLOSE_ISSUES', 'PROJECT', 'everybody'],
	['LINK_ISSUES', 'PROJECT', 'everybody'],
	['ADD_COMMENTS', 'PROJECT', 'everybody'],
	['EDIT_ALL_COMMENTS', 'PROJECT', 'everybody'],
	['DELETE_ALL_COMMENTS', 'PROJECT', 'everybody'],
	['CREATE_ATTACHMENTS', 'PROJECT', 'everybody'],
	['MODIFY_REPORTER', 'PROJECT', 'everybody'],
	['WORK_ON_ISSUES', 'PROJECT', 'everybody'],
];

function allPermissions(
	have: (needs: 'admin' | 'everybody', type: 'GLOBAL' | 'PROJECT') => boolean | undefined,
): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		PERMISSIONS.map(([key, type, needs], index) => {
			const havePermission = have(needs, type);
			const name = key.toLowerCase().replaceAll('_', ' ');
			return [
				key,
				{
					id: String(index),
					key,
					name: name.charAt(0).toUpperCase() + name.slice(1),
					type,
					description: '',
					...(havePermission === undefined ? {} : { havePermission }),
				},
			];
		}),
	);
}

/** Cloud wants to be told which permissions: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-permissions/ */
function myPermissions(call: Call): unknown {
	const { world, user, query } = call;
	const wanted = listOf(query.permissions);
	if (world.deployment === 'cloud' && wanted.length === 0) {
		throw refusal(400, ["The 'permissions' query parameter is required."]);
	}
	const unknown = wanted.filter((key) => !PERMISSIONS.some(([known]) => known === key));
	if (unknown.length > 0) throw refusal(400, [`Unrecognized permission: ${unknown.join(', ')}`]);
	if (user === undefined && world.deployment === 'dataCenter') throw notAuthenticated(call);
	const key = query.projectKey ?? query.projectId ?? query.issueKey?.replace(/-\d+$/, '');
	const all = allPermissions((needs, type) => {
		if (user === undefined) return false;
		const inside = type === 'GLOBAL' || key === undefined || !user.noAccess.includes(key);
		return inside && (needs === 'everybody' || user.admin);
	});
	if (key !== undefined && user?.noAccess.includes(key) !== true) visibleProject(call, key);
	const shown = Object.entries(all).filter(
		([name]) => wanted.length === 0 || wanted.includes(name),
	);
	return { permissions: Object.fromEntries(shown) };
}
