import type { IssueStatus, Transition } from '../model/issue';

/** Where a walk through a workflow should end, and what it may pass. */
export interface WalkGoal {
	/** Names or ids of statuses, any of which will do; the first that is reachable is taken. */
	readonly targets: readonly string[];
	/** Any status of these categories will do too, when no target is named. */
	readonly categories?: readonly IssueStatus['category'][];
	/** Statuses that may be passed on the way, in order of preference; these may even be done ones. */
	readonly via: readonly string[];
	/** Statuses that may be passed as well, unless they count as done: nothing is closed in passing. */
	readonly mayPass: readonly string[];
}

/** A walk takes at most this many transitions. */
export const HOP_LIMIT = 3;

export function isStatus(status: IssueStatus, nameOrId: string): boolean {
	return status.id === nameOrId || status.name.toLowerCase() === nameOrId.trim().toLowerCase();
}

export function reaches(status: IssueStatus, goal: WalkGoal): boolean {
	if (goal.targets.some((target) => isStatus(status, target))) return true;
	return goal.targets.length === 0 && (goal.categories ?? []).includes(status.category);
}

/**
 * The next transition of a walk: straight to the goal, else to a status that may be passed and was not visited. Jira shows only
 * the transitions out of the present status, so the walk asks again after each hop.
 */
export function nextHop(
	offered: readonly Transition[],
	goal: WalkGoal,
	visited: readonly IssueStatus[],
): Transition | undefined {
	for (const target of goal.targets) {
		const direct = offered.find(({ to }) => isStatus(to, target));
		if (direct !== undefined) return direct;
	}
	const straight = offered.find(({ to }) => reaches(to, goal));
	if (straight !== undefined) return straight;
	const fresh = offered.filter(({ to }) => !visited.some(({ id }) => id === to.id));
	for (const name of goal.via) {
		const step = fresh.find(({ to }) => isStatus(to, name));
		if (step !== undefined) return step;
	}
	const passable = fresh.filter(
		({ to }) => to.category !== 'done' && goal.mayPass.some((name) => isStatus(to, name)),
	);
	// Work in progress lies between the ends of most workflows.
	return passable.find(({ to }) => to.category === 'indeterminate') ?? passable[0];
}
