import type { Board } from '../state/agile-model';
import { badRequest, refusal } from '../state/errors';
import { currentSprint, isEpic } from '../state/agile';
import { findProject, listIssues, maySee, projectOf } from '../state/world';
import { addIssueList } from './agile-issues';
import { listOf, ok, pageBean, type AddRoute, type Call, type Handler } from './call';
import { renderEpic, renderSprint } from './render-agile';

const BOARD = '/rest/agile/1.0/board';

/**
 * Boards. They are the seed's; none can be made.
 * https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/
 */
export function addBoardRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('GET', BOARD, 'user', listBoards);
	add('GET', `${BOARD}/:board`, 'user', (call) => ok(renderBoard(call, boardOf(call))));
	add('GET', `${BOARD}/:board/sprint`, 'user', listSprints);
	add('GET', `${BOARD}/:board/epic`, 'user', listEpics);
	addIssueList(add, deployment, '/board/:board/issue', (call) => {
		const { project } = boardOf(call);
		return (issue) => projectOf(issue) === project;
	});
	addIssueList(add, deployment, '/board/:board/backlog', (call) => {
		const { project } = boardOf(call);
		return (issue) =>
			projectOf(issue) === project && currentSprint(call.world, issue) === undefined;
	});
}

function renderBoard(call: Call, board: Board): Readonly<Record<string, unknown>> {
	const { id, name, type } = board;
	const self = `${call.world.baseUrl}${BOARD}/${id}`;
	if (call.world.deployment !== 'cloud') return { id, self, name, type };
	const project = findProject(call.world, board.project);
	const location = {
		projectId: Number(project?.id),
		displayName: `${project?.name ?? ''} (${board.project})`,
		projectName: project?.name,
		projectKey: board.project,
		projectTypeKey: 'software',
		name: `${project?.name ?? ''} (${board.project})`,
	};
	return { id, self, name, type, location, isPrivate: false };
}

const listBoards: Handler = (call) => {
	const { name, type, projectKeyOrId } = call.query;
	const project =
		projectKeyOrId === undefined ? undefined : findProject(call.world, projectKeyOrId);
	if (projectKeyOrId !== undefined && (project === undefined || !maySee(call.user, project.key))) {
		throw badRequest(`No project could be found with key or id '${projectKeyOrId}'.`);
	}
	const found = call.world.boards.filter(
		(board) =>
			maySee(call.user, board.project) &&
			(project === undefined || board.project === project.key) &&
			(name === undefined || board.name.toLowerCase().includes(name.toLowerCase())) &&
			(type === undefined || listOf(type).includes(board.type)),
	);
	return ok(
		pageBean(
			call,
			found.map((board) => renderBoard(call, board)),
		),
	);
};

/** The board that the path names. */
function boardOf(call: Call): Board {
	const found = call.world.boards.find(({ id }) => String(id) === call.params.board);
	if (found !== undefined && maySee(call.user, found.project)) return found;
	throw refusal(404, [`Board does not exist or you do not have permission to see it.`]);
}

/** Kanban boards have no sprints. */
const listSprints: Handler = (call) => {
	const board = boardOf(call);
	if (board.type !== 'scrum') throw badRequest('The board does not support sprints');
	const states = listOf(call.query.state);
	const found = call.world.sprints.filter(
		(sprint) => sprint.board === board.id && (states.length === 0 || states.includes(sprint.state)),
	);
	const { total: _total, ...page } = pageBean(
		call,
		found.map((sprint) => renderSprint(call, sprint)),
	);
	return ok(page);
};

const listEpics: Handler = (call) => {
	const { project } = boardOf(call);
	const epics = listIssues(call.world).filter(
		(issue) => projectOf(issue) === project && isEpic(call.world, issue),
	);
	const { total: _total, ...page } = pageBean(
		call,
		epics.map((epic) => renderEpic(call, epic)),
	);
	return ok(page);
};
