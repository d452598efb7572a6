import { badRequest, refusal, unmodelled } from '../state/errors';
import { screenFields } from '../state/screens';
import { findProject, maySee } from '../state/world';
import { numberOf, ok, pageOf, type AddRoute, type Call, type Handler } from './call';
import { fieldMeta } from './field-meta';
import { renderIssueType } from './view';

/**
 * What can be created. Cloud calls the rows `issueTypes` and `fields`, Data Center `values`; the old aggregate
 * `/issue/createmeta` is gone from Data Center since 9.0 and is not modelled for Cloud (CHANGE-1304).
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-createmeta-projectidorkey-issuetypes-get
 */
export function addMetaRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	const access = deployment === 'cloud' ? 'anonymous' : 'user';
	add('GET', '/issue/createmeta', access, (call) => {
		if (call.world.deployment === 'cloud') throw unmodelled('GET /issue/createmeta');
		throw refusal(404, ['Issue Does Not Exist']);
	});
	add('GET', '/issue/createmeta/:project/issuetypes', access, issueTypes);
	add('GET', '/issue/createmeta/:project/issuetypes/:type', access, fields);
}

const MOST_ROWS = 200;
const FEW_ROWS = 20;

function page<T>(call: Call, rows: readonly T[], name: string): Readonly<Record<string, unknown>> {
	if (numberOf(call.query.maxResults, 50) > MOST_ROWS) {
		throw badRequest(`Parameter 'maxResults' must not exceed the limit '${MOST_ROWS}'`);
	}
	const clamped =
		call.world.deployment === 'dataCenter' && call.world.unknowns.metadataPage === 'clamped';
	const { rows: shown, ...rest } = pageOf(call, rows, 50, clamped ? FEW_ROWS : MOST_ROWS);
	if (call.world.deployment === 'cloud') return { ...rest, [name]: shown };
	return { ...rest, isLast: rest.startAt + shown.length >= rest.total, values: shown };
}

/** Without the permission to create there is nothing, but no error; a project that does not exist is a bad request. */
const issueTypes: Handler = (call) => {
	const { world, user } = call;
	const project = findProject(world, call.params.project ?? '');
	if (project === undefined) {
		throw badRequest(`No project could be found with key '${call.params.project ?? ''}'.`);
	}
	const types = world.issueTypes.filter((type) => type.project === project.key);
	const shown = maySee(user, project.key) ? types : [];
	return ok(
		page(
			call,
			shown.map((type) => renderIssueType(call, type)),
			'issueTypes',
		),
	);
};

const fields: Handler = (call) => {
	const { world, user, params } = call;
	const project = findProject(world, params.project ?? '');
	const type = world.issueTypes.find(({ id }) => id === params.type);
	if (project === undefined || type === undefined || type.project !== project.key) {
		throw badRequest('Issue type or project does not exist.');
	}
	const entries = maySee(user, project.key) ? screenFields(world, type, 'create') : [];
	return ok(
		page(
			call,
			entries.map((entry) => fieldMeta(call, entry, type, true)),
			'fields',
		),
	);
};
