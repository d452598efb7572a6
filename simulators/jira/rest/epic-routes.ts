import { isObject, textOf } from '../../../src/model/decode';
import { ALL_FIELD_IDS } from '../seed-all-fields';
import { epicOf, isEpic, moveToEpic } from '../state/agile';
import { unreadableBody } from '../state/changes';
import { badRequest, refusal, unmodelled } from '../state/errors';
import { setValues } from '../state/issue-changes';
import type { IssueState } from '../state/model';
import { findProject, projectOf, type World } from '../state/world';
import { addIssueList, namedIssues } from './agile-issues';
import {
	NO_CONTENT,
	ok,
	userOf,
	visibleIssue,
	type AddRoute,
	type Call,
	type Handler,
} from './call';
import { renderEpic } from './render-agile';

const EPIC = '/rest/agile/1.0/epic';

/**
 * Epics. On Cloud they leave team-managed projects alone.
 * https://developer.atlassian.com/cloud/jira/software/rest/api-group-epic/
 */
export function addEpicRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	addIssueList(
		add,
		deployment,
		'/epic/none/issue',
		({ world }) =>
			(issue) =>
				!isEpic(world, issue) && epicOf(world, issue) === undefined && !isTeamManaged(world, issue),
	);
	add('POST', `${EPIC}/none/issue`, 'user', (call) => {
		const issues = namedIssues(call);
		refuseTeamManaged(call, issues);
		moveToEpic(call.world, userOf(call), issues, undefined);
		return NO_CONTENT;
	});
	add('GET', `${EPIC}/:epic`, 'user', (call) => ok(renderEpic(call, epicNamed(call))));
	add('POST', `${EPIC}/:epic`, 'user', updateEpic);
	addIssueList(add, deployment, '/epic/:epic/issue', (call) => {
		const { id } = epicNamed(call);
		return (issue) => epicOf(call.world, issue)?.id === id;
	});
	add('POST', `${EPIC}/:epic/issue`, 'user', (call) => {
		const epic = epicNamed(call);
		const issues = namedIssues(call);
		refuseTeamManaged(call, [epic, ...issues]);
		if (issues.some((issue) => isEpic(call.world, issue))) {
			throw badRequest('An epic cannot be put below an epic.');
		}
		moveToEpic(call.world, userOf(call), issues, epic);
		return NO_CONTENT;
	});
}

function epicNamed(call: Call): IssueState {
	const issue = visibleIssue(call, call.params.epic ?? '');
	if (issue !== undefined && isEpic(call.world, issue)) return issue;
	throw refusal(404, [
		'The requested epic does not exist or you do not have permission to see it.',
	]);
}

function isTeamManaged(world: World, issue: IssueState): boolean {
	return findProject(world, projectOf(issue))?.teamManaged === true;
}

/** "This operation does not work for epics in next-gen projects": `parent` is set there instead. */
function refuseTeamManaged({ world }: Call, issues: readonly IssueState[]): void {
	if (!issues.some((issue) => isTeamManaged(world, issue))) return;
	throw badRequest(
		"The request contains a next-gen issue. This operation can't add next-gen issues to epics. To add next-gen issues, use the Edit issue operation and set the parent property.",
	);
}

/** The name and the summary; colour and "done" are not modelled. */
const updateEpic: Handler = (call) => {
	const { world, body } = call;
	const epic = epicNamed(call);
	refuseTeamManaged(call, [epic]);
	if (!isObject(body)) throw unreadableBody();
	if (body.color !== undefined || body.done !== undefined) {
		throw unmodelled('colour and done of an epic');
	}
	const name = textOf(body.name);
	const summary = textOf(body.summary);
	const next = setValues(world, userOf(call), epic, {
		...(summary === undefined ? {} : { summary }),
		...(name === undefined || world.deployment === 'cloud'
			? {}
			: { [ALL_FIELD_IDS.epicName]: name }),
	});
	return ok(renderEpic(call, next));
};
