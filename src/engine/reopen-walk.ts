import { asError, inputError } from '../model/failure';
import type { IssueStatus, Transition } from '../model/issue';
import { nextHop, reaches, type WalkGoal } from '../sync/transition-path';
import type { EngineContext } from './context';
import type { Pair } from './read-pair';
import type { RecurrenceRequest } from './recurrence-request';
import { stuckReason, walkStatus, type TransitionTaker, type WalkOutcome } from './walk-status';

/** How a walk out of a resolved status ended. */
export type ReopenOutcome =
	| WalkOutcome
	/** Another run, or a person, moved the issue at the same moment. */
	| { readonly kind: 'overtaken'; readonly status: IssueStatus };

/**
 * Walks an issue to an open status while other processes may do the same. Jira has no conditional write, but it refuses a transition
 * that does not lead out of the present status. So the ways out are asked for first, the status is read after that, and only then one
 * is taken: the ways are those of that status, and of several runs one succeeds (row A3).
 *
 * `beforeFirst` runs once, when the issue is known to stand where it was, just before the first transition.
 */
export async function walkToReopen(
	{ tracker }: EngineContext,
	{ issue }: Pair,
	request: RecurrenceRequest,
	beforeFirst: () => Promise<void>,
): Promise<ReopenOutcome> {
	let standing = issue.status;
	let first = true;
	let rival: IssueStatus | undefined;
	const moved = async (): Promise<boolean> => {
		const { status } = await tracker.readIssue(issue.id, { fields: [], properties: [] });
		if (status.id === standing.id) return false;
		rival = status;
		return true;
	};
	const careful: TransitionTaker = {
		transitions: async (id) => await tracker.transitions(id),
		transition: async (id, hop, inputs) => {
			if (await moved()) throw inputError(`${issue.key} was moved meanwhile.`);
			if (first) await beforeFirst();
			first = false;
			await takeOrLook(async () => await tracker.transition(id, hop, inputs), moved);
			standing = hop.to;
		},
	};
	try {
		return await walkStatus(careful, issue, goalOf(request), request.reopen.screenFields);
	} catch (error) {
		if (rival === undefined) throw asError(error);
		return { kind: 'overtaken', status: rival };
	}
}

/** A transition that is refused may have been taken by a rival: the status tells. */
async function takeOrLook(take: () => Promise<void>, moved: () => Promise<boolean>): Promise<void> {
	try {
		await take();
	} catch (error) {
		await moved();
		throw asError(error);
	}
}

function goalOf({ reopen: { targets, via } }: RecurrenceRequest): WalkGoal {
	return { targets, categories: ['new', 'indeterminate'], via, mayPass: [] };
}

/** What the walk would begin with, for a dry run. Jira shows only the ways out of the present status. */
export type PlannedWalk =
	| { readonly kind: 'moves'; readonly hop: Transition; readonly arrives: boolean }
	| { readonly kind: 'stuck'; readonly reason: string };

/** Looks up the first transition of the walk, and takes none. */
export async function planWalk(
	{ tracker }: EngineContext,
	{ issue }: Pair,
	request: RecurrenceRequest,
): Promise<PlannedWalk> {
	const goal = goalOf(request);
	const offered = await tracker.transitions(issue.id);
	const hop = nextHop(offered, goal, [issue.status]);
	return hop === undefined
		? { kind: 'stuck', reason: stuckReason(issue.key, issue.status, goal, offered) }
		: { kind: 'moves', hop, arrives: reaches(hop.to, goal) };
}
