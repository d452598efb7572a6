import { ALL_FIELD_IDS } from '../seed-all-fields';
import type { Sprint } from './agile-model';
import { setValues } from './issue-changes';
import type { IssueState, User } from './model';
import { closedOf } from './parse-agile';
import { findIssue, type World } from './world';

const SPRINT = ALL_FIELD_IDS.sprint;

/** Ids of all sprints that an issue is or was in. */
function sprintIds(issue: IssueState): readonly string[] {
	const held = issue.values[SPRINT];
	return Array.isArray(held) ? (held as readonly string[]) : [];
}

/** The sprint that an issue is in, which is not over; nothing when it is in the backlog. */
export function currentSprint(world: World, issue: IssueState): Sprint | undefined {
	const ids = sprintIds(issue);
	return world.sprints.find(({ id, state }) => ids.includes(String(id)) && state !== 'closed');
}

/** Whether an issue is, or was, in a sprint. */
export function isInSprint(issue: IssueState, sprint: Sprint): boolean {
	return sprintIds(issue).includes(String(sprint.id));
}

/** Puts issues into a sprint, or (without one) back into the backlog. */
export function moveToSprint(
	world: World,
	actor: User,
	issues: readonly IssueState[],
	sprint: Sprint | undefined,
): void {
	for (const issue of issues) {
		const kept = closedOf(world, sprintIds(issue));
		const value = sprint === undefined ? kept : [...kept, String(sprint.id)];
		setValues(world, actor, issue, { [SPRINT]: value });
	}
}

/** Whether an issue is an epic. */
export function isEpic(world: World, issue: IssueState): boolean {
	return world.issueTypes.some(({ id, epic }) => epic === true && id === issue.values.issuetype);
}

/** Where an issue keeps its epic: its parent on Cloud, the field Epic Link on Data Center. */
function epicField(world: World): string {
	return world.deployment === 'cloud' ? 'parent' : ALL_FIELD_IDS.epicLink;
}

/** The epic of an issue; nothing when it has none. */
export function epicOf(world: World, issue: IssueState): IssueState | undefined {
	const id = issue.values[epicField(world)];
	const epic = typeof id === 'string' ? findIssue(world, id) : undefined;
	return epic !== undefined && isEpic(world, epic) ? epic : undefined;
}

/** Puts issues below an epic, or (without one) below none. */
export function moveToEpic(
	world: World,
	actor: User,
	issues: readonly IssueState[],
	epic: IssueState | undefined,
): void {
	for (const issue of issues) {
		setValues(world, actor, issue, { [epicField(world)]: epic?.id ?? null });
	}
}

/** What an epic is called on boards: Epic Name on Data Center, its summary on Cloud. */
export function epicName(epic: IssueState): string {
	const name = epic.values[ALL_FIELD_IDS.epicName];
	return String(typeof name === 'string' ? name : epic.values.summary);
}
