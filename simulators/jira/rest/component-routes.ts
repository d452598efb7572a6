import { isObject, textOf } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badField, refusal } from '../state/errors';
import type { Component } from '../state/model';
import { issuesWith, replaceReference } from '../state/replace-reference';
import { findProject, maySee } from '../state/world';
import {
	NO_CONTENT,
	ok,
	pageBean,
	userOf,
	visibleProject,
	type AddRoute,
	type Call,
	type Handler,
} from './call';
import { renderFullComponent, selfUrl } from './view';

/**
 * Components: project administrators make, change and delete them.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-components/
 */
export function addComponentRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('POST', '/component', 'user', createComponent);
	add('GET', '/component/:component', 'anonymous', (call) =>
		ok(renderFullComponent(call, componentOf(call))),
	);
	add('PUT', '/component/:component', 'user', editComponent);
	add('DELETE', '/component/:component', 'user', deleteComponent);
	add('GET', '/component/:component/relatedIssueCounts', 'anonymous', (call) => {
		const { id } = componentOf(call);
		const issueCount = issuesWith(call.world, id, 'components').length;
		return ok({ self: selfUrl(call, `component/${id}`), issueCount });
	});
	if (deployment === 'dataCenter') {
		add('GET', '/component/page', 'user', (call) => ok(page(call, call.world.components)));
		return;
	}
	add('GET', '/project/:project/component', 'anonymous', (call) => {
		const { key } = visibleProject(call, call.params.project ?? '');
		return ok(
			page(
				call,
				call.world.components.filter(({ project }) => project === key),
			),
		);
	});
}

function page(call: Call, components: readonly Component[]): object {
	const wanted = (call.query.query ?? '').toLowerCase();
	const found = components.filter(
		({ name, project }) => maySee(call.user, project) && name.toLowerCase().includes(wanted),
	);
	return pageBean(
		call,
		found.map((component) => renderFullComponent(call, component)),
	);
}

function componentOf(call: Call): Component {
	const found = call.world.components.find(({ id }) => id === call.params.component);
	if (found !== undefined && maySee(call.user, found.project)) return found;
	throw refusal(404, [`The component with id ${call.params.component ?? ''} does not exist.`]);
}

function mustAdminister(call: Call): void {
	if (userOf(call).admin) return;
	throw refusal(403, ['You do not have permission to change the components of this project.']);
}

function readParts(call: Call, project: string, self: string | undefined): Partial<Component> {
	const { body, world } = call;
	if (!isObject(body)) throw unreadableBody();
	const name = textOf(body.name)?.trim();
	const taken = world.components.some(
		(entry) => entry.project === project && entry.name === name && entry.id !== self,
	);
	if (name === undefined && self === undefined) {
		throw badField('name', 'The component name specified is invalid - cannot be an empty string.');
	}
	if (name !== undefined && name.length > 255) {
		throw badField('name', 'The component name must not exceed 255 characters.');
	}
	if (taken) {
		throw badField(
			'name',
			`A component with the name ${name ?? ''} already exists in this project.`,
		);
	}
	const description = textOf(body.description);
	const lead = readLead(call, body.leadAccountId, body.leadUserName);
	return {
		...(name === undefined ? {} : { name }),
		...(description === undefined ? {} : { description }),
		...(lead === undefined ? {} : { lead }),
	};
}

/** Cloud takes `leadAccountId`, Data Center `leadUserName`. */
function readLead({ world }: Call, accountId: unknown, userName: unknown): string | undefined {
	const cloud = world.deployment === 'cloud';
	const wanted = cloud ? accountId : userName;
	if (wanted === undefined || wanted === null) return undefined;
	const found = world.users.find((user) => (cloud ? user.accountId : user.name) === wanted);
	if (found !== undefined) return found.name;
	throw badField(cloud ? 'leadAccountId' : 'leadUserName', 'The user does not exist.');
}

const createComponent: Handler = (call) => {
	const { world, body } = call;
	if (!isObject(body)) throw unreadableBody();
	const project = findProject(world, textOf(body.project) ?? '');
	if (project === undefined || !maySee(call.user, project.key)) {
		throw refusal(404, ['The project does not exist or you do not have permission to see it.']);
	}
	mustAdminister(call);
	const parts = readParts(call, project.key, undefined);
	const component: Component = {
		...parts,
		id: world.nextId('component'),
		name: parts.name ?? '',
		project: project.key,
	};
	world.components.push(component);
	return { status: 201, body: renderFullComponent(call, component) };
};

const editComponent: Handler = (call) => {
	const component = componentOf(call);
	mustAdminister(call);
	const next = { ...component, ...readParts(call, component.project, component.id) };
	call.world.components.splice(call.world.components.indexOf(component), 1, next);
	return ok(renderFullComponent(call, next));
};

/** Issues lose the component, or get the one that `moveIssuesTo` names. */
const deleteComponent: Handler = (call) => {
	const { world, query } = call;
	const component = componentOf(call);
	mustAdminister(call);
	const target = world.components.find(
		({ id, project }) => id === query.moveIssuesTo && project === component.project,
	);
	if (query.moveIssuesTo !== undefined && target === undefined) {
		throw refusal(404, [`The component with id ${query.moveIssuesTo} does not exist.`]);
	}
	replaceReference(
		world,
		userOf(call),
		component.id,
		target?.id,
		({ kind }) => kind === 'components',
	);
	world.components.splice(world.components.indexOf(component), 1);
	return NO_CONTENT;
};
