import { isObject, textOf, type UnknownRecord } from '../../../src/model/decode';
import type { SimulatedAnswer } from '../../kernel/http';
import { isInSprint, moveToSprint } from '../state/agile';
import type { Sprint } from '../state/agile-model';
import { unreadableBody } from '../state/changes';
import { badField, badRequest, refusal } from '../state/errors';
import { listIssues, maySee } from '../state/world';
import { addIssueList, namedIssues } from './agile-issues';
import { NO_CONTENT, ok, userOf, type AddRoute, type Call, type Handler } from './call';
import { renderSprint } from './render-agile';

const SPRINT = '/rest/agile/1.0/sprint';

/**
 * Sprints, and moving issues into them or back into the backlog.
 * https://developer.atlassian.com/cloud/jira/software/rest/api-group-sprint/
 */
export function addSprintRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('POST', SPRINT, 'user', createSprint);
	add('GET', `${SPRINT}/:sprint`, 'user', (call) => ok(renderSprint(call, sprintOf(call))));
	add('PUT', `${SPRINT}/:sprint`, 'user', (call) => updateSprint(call, 'whole'));
	add('POST', `${SPRINT}/:sprint`, 'user', (call) => updateSprint(call, 'partly'));
	add('DELETE', `${SPRINT}/:sprint`, 'user', deleteSprint);
	addIssueList(add, deployment, '/sprint/:sprint/issue', (call) => {
		const sprint = sprintOf(call);
		return (issue) => isInSprint(issue, sprint);
	});
	add('POST', `${SPRINT}/:sprint/issue`, 'user', (call) => {
		const sprint = sprintOf(call);
		if (sprint.state === 'closed') {
			throw badRequest('Issues can be moved to open or active sprints only.');
		}
		moveToSprint(call.world, userOf(call), namedIssues(call), sprint);
		return NO_CONTENT;
	});
	add('POST', '/rest/agile/1.0/backlog/issue', 'user', (call) => {
		moveToSprint(call.world, userOf(call), namedIssues(call), undefined);
		return NO_CONTENT;
	});
}

function sprintOf(call: Call): Sprint {
	const found = call.world.sprints.find(({ id }) => String(id) === call.params.sprint);
	const board = call.world.boards.find(({ id }) => id === found?.board);
	if (found !== undefined && board !== undefined && maySee(call.user, board.project)) return found;
	throw refusal(404, ['The sprint does not exist or you do not have permission to see it.']);
}

const MOST_NAME = 255;

function readName(body: UnknownRecord, fallback: string | undefined): string {
	const name = textOf(body.name) ?? fallback;
	if (name === undefined) throw badField('name', 'The sprint must have a name.');
	if (name.length > MOST_NAME) throw badField('name', 'The sprint name is too long.');
	return name;
}

function readTime(body: UnknownRecord, name: string): number | undefined {
	const text = textOf(body[name]);
	if (text === undefined) return undefined;
	const time = Date.parse(text);
	if (Number.isNaN(time)) throw badField(name, `'${text}' is not a date and time.`);
	return time;
}

const createSprint: Handler = (call) => {
	const { world, body } = call;
	if (!isObject(body)) throw unreadableBody();
	const board = world.boards.find(({ id }) => id === Number(body.originBoardId));
	if (board === undefined || !maySee(call.user, board.project)) {
		throw refusal(404, ['Board does not exist or you do not have permission to see it.']);
	}
	if (board.type !== 'scrum') throw badRequest('The board does not support sprints');
	const sprint: Sprint = {
		id: Number(world.nextId('sprint')),
		name: readName(body, undefined),
		state: 'future',
		board: board.id,
		goal: textOf(body.goal) ?? '',
		start: readTime(body, 'startDate'),
		end: readTime(body, 'endDate'),
		completed: undefined,
	};
	world.sprints.push(sprint);
	return { status: 201, body: renderSprint(call, sprint) };
};

const NEXT_STATE: Readonly<Record<Sprint['state'], Sprint['state'] | undefined>> = {
	future: 'active',
	active: 'closed',
	closed: undefined,
};

/** A sprint that starts needs its days, and one that ends is over now. */
function readState(call: Call, body: UnknownRecord, sprint: Sprint): Sprint {
	const state = textOf(body.state)?.toLowerCase();
	if (state === undefined || state === sprint.state) return sprint;
	if (state !== NEXT_STATE[sprint.state]) {
		throw badRequest(`A sprint that is ${sprint.state} cannot become '${state}'.`);
	}
	if (state === 'closed') return { ...sprint, state: 'closed', completed: call.world.now() };
	if (sprint.start === undefined || sprint.end === undefined) {
		throw badRequest('A sprint needs a start date and an end date before it can be started.');
	}
	return { ...sprint, state: 'active' };
}

/** A whole update empties what it does not name, a partial one keeps it. */
function updateSprint(call: Call, how: 'whole' | 'partly'): SimulatedAnswer {
	const { world, body } = call;
	const sprint = sprintOf(call);
	if (!isObject(body)) throw unreadableBody();
	const kept = how === 'partly' ? sprint : undefined;
	const changed: Sprint = {
		...sprint,
		name: readName(body, kept?.name),
		goal: textOf(body.goal) ?? kept?.goal ?? '',
		start: readTime(body, 'startDate') ?? kept?.start,
		end: readTime(body, 'endDate') ?? kept?.end,
	};
	const next = readState(call, body, changed);
	world.sprints.splice(world.sprints.indexOf(sprint), 1, next);
	return ok(renderSprint(call, next));
}

/** Its open issues go back into the backlog. */
const deleteSprint: Handler = (call) => {
	const { world } = call;
	const sprint = sprintOf(call);
	const issues = listIssues(world).filter((issue) => isInSprint(issue, sprint));
	if (sprint.state !== 'closed') moveToSprint(world, userOf(call), issues, undefined);
	world.sprints.splice(world.sprints.indexOf(sprint), 1);
	return NO_CONTENT;
};
