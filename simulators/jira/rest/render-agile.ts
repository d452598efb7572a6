import type { Sprint } from '../state/agile-model';
import { epicName } from '../state/agile';
import type { IssueState } from '../state/model';
import { formatInstant } from '../text/time';
import type { View } from './view';

type Json = Readonly<Record<string, unknown>>;

function instant(time: number | undefined): string | undefined {
	return time === undefined ? undefined : new Date(time).toISOString();
}

/**
 * A sprint in the fields of an issue. Cloud gives an object, Data Center the text in which Java prints one
 * (seen in webhook captures, and read like this by https://github.com/pycontribs/jira).
 */
export function renderSprintValue(view: View, sprint: Sprint): unknown {
	const { id, name, state, board, goal, start, end, completed } = sprint;
	if (view.world.deployment === 'cloud') {
		return {
			id,
			name,
			state,
			boardId: board,
			goal,
			startDate: instant(start),
			endDate: instant(end),
			completeDate: instant(completed),
		};
	}
	const text = (time: number | undefined) => (time === undefined ? '<null>' : formatInstant(time));
	return `com.atlassian.greenhopper.service.sprint.Sprint@a88a698[id=${id},rapidViewId=${board},state=${state.toUpperCase()},name=${name},startDate=${text(start)},endDate=${text(end)},completeDate=${text(completed)},activatedDate=${text(start)},sequence=${id},goal=${goal}]`;
}

/** A sprint as the sprint resources give it. */
export function renderSprint(view: View, sprint: Sprint): Json {
	const { id, name, state, board, goal, start, end, completed } = sprint;
	return {
		id,
		self: `${view.world.baseUrl}/rest/agile/1.0/sprint/${id}`,
		state,
		name,
		startDate: instant(start),
		endDate: instant(end),
		completeDate: instant(completed),
		originBoardId: board,
		goal,
	};
}

/** An epic as the epic resources give it. */
export function renderEpic(view: View, epic: IssueState): Json {
	const { world } = view;
	const status = world.statuses.find(({ id }) => id === epic.values.status);
	return {
		id: Number(epic.id),
		key: epic.key,
		self: `${world.baseUrl}/rest/agile/1.0/epic/${epic.id}`,
		name: epicName(epic),
		summary: epic.values.summary,
		color: { key: 'color_1' },
		done: status?.category === 'done',
	};
}
