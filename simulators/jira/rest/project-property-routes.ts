import { checkProperty } from '../state/changes';
import { refusal } from '../state/errors';
import type { Project } from '../state/model';
import { NO_CONTENT, ok, userOf, visibleProject, type AddRoute, type Call } from './call';
import { selfUrl } from './view';

/**
 * Properties of projects: everybody who sees the project reads them, its administrators write them.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-properties/
 */
export function addProjectPropertyRoutes(add: AddRoute): void {
	const one = '/project/:project/properties/:property';
	add('GET', '/project/:project/properties', 'anonymous', (call) => {
		const { project, properties } = propertiesOf(call);
		const keys = [...properties.keys()].map((key) => ({
			self: selfUrl(call, `project/${project.id}/properties/${encodeURIComponent(key)}`),
			key,
		}));
		return ok({ keys });
	});
	add('GET', one, 'anonymous', (call) => {
		const { key, value } = held(call);
		return ok({ key, value });
	});
	add('PUT', one, 'user', (call) => {
		const { properties } = propertiesOf(call);
		const key = call.params.property ?? '';
		mustAdminister(call);
		checkProperty(call.world, key, call.body);
		const status = properties.has(key) ? 200 : 201;
		properties.set(key, call.body);
		return { status };
	});
	add('DELETE', one, 'user', (call) => {
		const { properties, key } = held(call);
		mustAdminister(call);
		properties.delete(key);
		return NO_CONTENT;
	});
}

function propertiesOf(call: Call): {
	readonly project: Project;
	readonly properties: Map<string, unknown>;
} {
	const { projectProperties } = call.world;
	const project = visibleProject(call, call.params.project ?? '');
	const properties = projectProperties.get(project.key) ?? new Map<string, unknown>();
	projectProperties.set(project.key, properties);
	return { project, properties };
}

function held(call: Call): {
	readonly properties: Map<string, unknown>;
	readonly key: string;
	readonly value: unknown;
} {
	const { properties } = propertiesOf(call);
	const key = call.params.property ?? '';
	if (!properties.has(key)) throw refusal(404, [`The property with key '${key}' does not exist.`]);
	return { properties, key, value: properties.get(key) };
}

function mustAdminister(call: Call): void {
	if (userOf(call).admin) return;
	throw refusal(403, ['You do not have permission to change the properties of this project.']);
}
