import type { FieldInput } from '../model/field-schema';
import type { IssueStatus, JiraIssue, Transition } from '../model/issue';
import { alreadyDone, asError } from '../model/failure';
import { HOP_LIMIT, nextHop, reaches, type WalkGoal } from '../sync/transition-path';
import type { IssueTracker } from './ports';

/** How a walk through the workflow ended. */
export type WalkOutcome =
	| { readonly kind: 'there'; readonly status: IssueStatus; readonly hops: number }
	| {
			readonly kind: 'stuck';
			readonly status: IssueStatus;
			readonly hops: number;
			readonly reason: string;
	  };

/**
 * Takes an issue to a status, in up to three transitions. An issue that is there already is a success without a request.
 *
 * Inputs are used only for fields that a transition's screen has, since Jira refuses any other.
 */
export async function walkStatus(
	tracker: IssueTracker,
	issue: Pick<JiraIssue, 'id' | 'key' | 'status'>,
	goal: WalkGoal,
	screenFields: Readonly<Record<string, FieldInput>>,
): Promise<WalkOutcome> {
	const visited: IssueStatus[] = [issue.status];
	let status = issue.status;
	for (let hops = 0; ; hops += 1) {
		if (reaches(status, goal)) return { kind: 'there', status, hops };
		const offered = hops < HOP_LIMIT ? await tracker.transitions(issue.id) : [];
		const hop = nextHop(offered, goal, visited);
		if (hop === undefined)
			return { kind: 'stuck', status, hops, reason: stuckReason(issue.key, status, goal, offered) };
		await take(tracker, issue, hop, { status, hops, inputs: inputsFor(hop, goal, screenFields) });
		status = hop.to;
		visited.push(status);
	}
}

/** A transition that is refused after others were taken says where the issue stands now. */
async function take(
	tracker: IssueTracker,
	{ id, key }: Pick<JiraIssue, 'id' | 'key'>,
	hop: Transition,
	walk: {
		readonly status: IssueStatus;
		readonly hops: number;
		readonly inputs: Readonly<Record<string, FieldInput>>;
	},
): Promise<void> {
	try {
		await tracker.transition(id, hop, walk.inputs);
	} catch (error) {
		throw walk.hops === 0
			? asError(error)
			: alreadyDone(error, `${key} was moved to "${walk.status.name}" on the way.`);
	}
}

/** Screen fields are for the end of the walk (a resolution), not for statuses in passing. */
function inputsFor(
	hop: Transition,
	goal: WalkGoal,
	screenFields: Readonly<Record<string, FieldInput>>,
): Readonly<Record<string, FieldInput>> {
	if (!reaches(hop.to, goal)) return {};
	const onScreen = new Set(hop.fields.map(({ id }) => id));
	return Object.fromEntries(Object.entries(screenFields).filter(([id]) => onScreen.has(id)));
}

function stuckReason(
	key: string,
	status: IssueStatus,
	goal: WalkGoal,
	offered: readonly Transition[],
): string {
	const wanted = goal.targets.length > 0 ? goal.targets.join(', ') : 'an open status';
	const ways = offered.map(({ name, to }) => `"${name}" to ${to.name}`).join(', ');
	const offer =
		offered.length === 0
			? 'Jira offers no transition to this account: check its "Transition issues" permission and the workflow'
			: `Jira offers ${ways}`;
	return `${key} stands at "${status.name}" and no transition leads to ${wanted}. ${offer}. Check the name of the status, or name the statuses to pass on the way in "Statuses to Pass".`;
}
