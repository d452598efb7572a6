import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { isFailure } from '../../../src/model/failure';
import { toNodeError } from '../../../src/n8n/errors';
import { openClient, type JiraRuntime } from '../../../src/n8n/runtime';
import { chosen, projectOf } from './choices';

type Client = JiraRuntime['client'];

/** Status and assignee have parameters of their own; the others cannot be set. */
const NOT_MAPPED: ReadonlySet<string> = new Set(
	'assignee attachment comment created creator issuekey issuelinks issuetype lastViewed project resolutiondate status statuscategorychangedate subtasks thumbnail updated votes watches worklog workratio'.split(
		' ',
	),
);

/** Categories in the order of the work, and what Jira calls them. */
const CATEGORIES = [
	['new', 'To Do'],
	['indeterminate', 'In Progress'],
	['done', 'Done'],
] as const;

/**
 * Fields that can be kept in step: those that the create screens of the chosen project have come first, all others after them,
 * because a field may be on the edit screen alone.
 */
export async function getFieldsToMap(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	try {
		const client = await openClient(this);
		const fields = (await client.fields()).filter(({ id }) => !NOT_MAPPED.has(id));
		const screen = await screenFields(this, client);
		const options = fields
			.map(({ id, name }) => ({ name, value: id, description: words(id, screen) }))
			.sort((left, right) => left.name.localeCompare(right.name));
		const isFirst = ({ value }: { readonly value: string }) => screen?.has(value) === true;
		return [
			{ name: 'Choose a Field', value: '' },
			...options.filter(isFirst),
			...options.filter((option) => !isFirst(option)),
		];
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function words(id: string, screen: ReadonlySet<string> | undefined): string {
	return screen === undefined || screen.has(id) ? id : `${id}, not on the project’s create screen`;
}

/** Ids of the fields of the create screens: of the issue type that is chosen, else of all; nothing without a project. */
async function screenFields(
	context: ILoadOptionsFunctions,
	client: Client,
): Promise<ReadonlySet<string> | undefined> {
	const project = await projectOf(context, client);
	if (project === '') return undefined;
	try {
		const known = await client.issueTypes(project);
		const type = chosen(context, 'issueType').toLowerCase();
		const wanted = known.filter(({ id, name }) => id === type || name.toLowerCase() === type);
		const types = wanted.length > 0 ? wanted : known.filter(({ subtask }) => !subtask);
		const screens = await Promise.all(
			types.slice(0, MOST_TYPES).map(async ({ id }) => await client.createFields(project, id)),
		);
		return new Set(screens.flat().map(({ id }) => id));
	} catch (error) {
		// Who may not create issues there can still map fields; so can who mistyped the project.
		if (error instanceof Error && !isFailure(error, 'authentication')) return undefined;
		throw toNodeError(context.getNode(), error);
	}
}

/** A question each: enough for any project that people work with. */
const MOST_TYPES = 10;

/** Statuses that issues of the chosen project can have, in the order of the work; none without a project. */
export async function getProjectStatuses(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	try {
		const client = await openClient(this);
		const project = await projectOf(this, client);
		if (project === '') return [];
		const statuses = await client.statuses(project);
		const named = CATEGORIES.flatMap(([category, categoryName]) =>
			statuses
				.filter((status) => status.category === category)
				.map(({ name }) => ({ name, value: name, description: `Category ${categoryName}` })),
		);
		// Team-managed projects may have two statuses of one name; by name they are one.
		return [...new Map(named.map((option) => [option.value, option])).values()];
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}
