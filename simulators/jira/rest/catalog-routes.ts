import { allOptions } from '../state/describe-value';
import { refusal } from '../state/errors';
import { listIssues, maySee, projectOf } from '../state/world';
import {
	listOf,
	ok,
	pageBean,
	visibleProject,
	type AddRoute,
	type Call,
	type Handler,
} from './call';
import { byId } from './render-value';
import {
	renderIssueType,
	renderLinkType,
	renderNamed,
	renderOption,
	renderSecurityLevel,
	renderStatus,
} from './view';

/**
 * What there is to choose from, one by one and in pages. The two products page under different names.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-priorities/
 */
export function addCatalogRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	const page = deployment === 'cloud' ? 'search' : 'page';
	for (const kind of ['priority', 'resolution'] as const) {
		add('GET', `/${kind}/${page}`, 'user', (call) => ok(namedPage(call, kind)));
		add('GET', `/${kind}/:id`, 'user', (call) => {
			const found = byId(listOfKind(call, kind), call.params.id);
			return found === undefined ? missing(call, kind) : ok(renderNamed(call, kind, found));
		});
	}
	add('GET', '/issuetype/:id', 'user', (call) => {
		const found = byId(call.world.issueTypes, call.params.id);
		return found === undefined ? missing(call, 'issue type') : ok(renderIssueType(call, found));
	});
	add('GET', '/status/:id', 'user', getStatus);
	add('GET', '/issueLinkType/:id', 'anonymous', (call) => {
		const found = byId(call.world.linkTypes, call.params.id);
		return found === undefined ? missing(call, 'link type') : ok(renderLinkType(call, found));
	});
	add('GET', '/securitylevel/:id', 'user', (call) => {
		const found = byId(call.world.securityLevels, call.params.id);
		return found === undefined
			? missing(call, 'security level')
			: ok(renderSecurityLevel(call, found));
	});
	add('GET', '/customFieldOption/:id', 'anonymous', getOption);
	add('GET', '/configuration', 'user', () => ok(CONFIGURATION));
	if (deployment === 'cloud') {
		add('GET', '/label', 'user', (call) => ok(pageBean(call, labels(call), 1000, 1000)));
		add('GET', '/field/search', 'user', searchFields);
		return;
	}
	add('GET', '/customFields', 'user', customFields);
	add('GET', '/project/:project/securitylevel', 'user', (call) => {
		const { key } = visibleProject(call, call.params.project ?? '');
		const levels = call.world.securityLevels.filter(({ project }) => project === key);
		return ok({ levels: levels.map((level) => renderSecurityLevel(call, level)) });
	});
}

function listOfKind({ world }: Call, kind: 'priority' | 'resolution'): typeof world.priorities {
	return kind === 'priority' ? world.priorities : world.resolutions;
}

function namedPage(call: Call, kind: 'priority' | 'resolution'): object {
	const ids = listOf(call.query.id);
	const wanted = (call.query.priorityName ?? call.query.query ?? '').toLowerCase();
	const found = listOfKind(call, kind).filter(
		({ id, name }) => (ids.length === 0 || ids.includes(id)) && name.toLowerCase().includes(wanted),
	);
	return pageBean(
		call,
		found.map((entry) => describe(call, kind, entry)),
	);
}

/** On Cloud the page of priorities also says which one is the default. */
function describe(
	call: Call,
	kind: 'priority' | 'resolution',
	entry: { readonly id: string; readonly name: string },
): object {
	const shown = renderNamed(call, kind, entry);
	if (call.world.deployment !== 'cloud' || kind !== 'priority') return shown;
	return { ...shown, isDefault: entry.name === 'Medium' };
}

function missing(call: Call, what: string): never {
	throw refusal(404, [`The ${what} with id '${call.params.id ?? ''}' does not exist`]);
}

/** By id or name. */
const getStatus: Handler = (call) => {
	const wanted = call.params.id ?? '';
	const found = call.world.statuses.find(({ id, name }) => id === wanted || name === wanted);
	return found === undefined ? missing(call, 'status') : ok(renderStatus(call, found));
};

const getOption: Handler = (call) => {
	const options = [...call.world.fields.values()].flatMap(allOptions);
	const found = byId(options, call.params.id);
	if (found === undefined) return missing(call, 'option');
	const { self, value } = renderOption(call, found);
	return ok({ self, value });
};

const CONFIGURATION = {
	votingEnabled: true,
	watchingEnabled: true,
	unassignedIssuesAllowed: true,
	subTasksEnabled: true,
	issueLinkingEnabled: true,
	timeTrackingEnabled: true,
	attachmentsEnabled: true,
	timeTrackingConfiguration: {
		workingHoursPerDay: 8,
		workingDaysPerWeek: 5,
		timeFormat: 'pretty',
		defaultUnit: 'minute',
	},
};

/** Labels of the system field, of issues that the caller sees, in alphabetical order. */
function labels(call: Call): readonly string[] {
	const found = listIssues(call.world)
		.filter((issue) => maySee(call.user, projectOf(issue)))
		.flatMap(({ values }) => (Array.isArray(values.labels) ? (values.labels as string[]) : []));
	return [...new Set(found)].sort();
}

const searchFields: Handler = (call) => {
	const { query, world } = call;
	const ids = listOf(query.id);
	const types = listOf(query.type);
	const wanted = (query.query ?? '').toLowerCase();
	const found = [...world.fields.values()].filter(({ id, name, schema }) => {
		const type = schema.custom === undefined ? 'system' : 'custom';
		return (
			(ids.length === 0 || ids.includes(id)) &&
			(types.length === 0 || types.includes(type)) &&
			name.toLowerCase().includes(wanted)
		);
	});
	const rows = found.map(({ id, name, schema }) => ({ id, name, schema, description: '' }));
	return ok(pageBean(call, rows));
};

const customFields: Handler = (call) => {
	const wanted = (call.query.search ?? '').toLowerCase();
	const found = [...call.world.fields.values()]
		.filter(
			({ schema, name }) => schema.custom !== undefined && name.toLowerCase().includes(wanted),
		)
		.map(({ id, name, schema }) => ({
			id,
			name,
			description: '',
			type: schema.custom,
			numericId: schema.customId,
		}));
	return ok(pageBean(call, found));
};
