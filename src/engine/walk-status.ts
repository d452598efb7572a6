import type { FieldInput } from '../model/field-schema';
import type { IssueStatus, JiraIssue, Transition } from '../model/issue';
import { alreadyDone, asError } from '../model/failure';
import { isRefusal, refusalText } from './refusal';
import { HOP_LIMIT, nextHop, reaches, type WalkGoal } from '../sync/transition-path';
import type { IssueTracker } from './ports';

/** The part of the tracker that a walk needs. */
export type TransitionTaker = Pick<IssueTracker, 'transitions' | 'transition'>;

/** How a walk through the workflow ended. */
export type WalkOutcome =
	| { readonly kind: 'there'; readonly status: IssueStatus; readonly hops: number }
	| {
			readonly kind: 'stuck';
			readonly status: IssueStatus;
			readonly hops: number;
			readonly reason: string;
	  };

/** What a walk does about a transition that a validator or a required field of its screen refuses. */
export type OnRefusal = 'throw' | 'tryOthers';

/**
 * Takes an issue to a status, in up to three transitions (docs/design/status.md, rows G5 to G14). An issue that is there already is a
 * success without a request.
 *
 * Inputs are used only for fields that a transition's screen has, since Jira refuses any other.
 */
export async function walkStatus(
	tracker: TransitionTaker,
	issue: Pick<JiraIssue, 'id' | 'key' | 'status'>,
	goal: WalkGoal,
	screenFields: Readonly<Record<string, FieldInput>>,
	onRefusal: OnRefusal = 'throw',
): Promise<WalkOutcome> {
	const visited: IssueStatus[] = [issue.status];
	const refusals: Refusal[] = [];
	let status = issue.status;
	let hops = 0;
	while (!reaches(status, goal)) {
		const offered = hops < HOP_LIMIT ? await tracker.transitions(issue.id) : [];
		const hop = nextHop(notRefused(offered, refusals), goal, visited);
		if (hop === undefined) {
			const reason = stuckReason(issue.key, status, goal, offered, refusals);
			return { kind: 'stuck', status, hops, reason };
		}
		const inputs = inputsFor(hop, goal, screenFields);
		const refusal = await take(tracker, issue, hop, { status, hops, inputs, onRefusal });
		if (refusal !== undefined) {
			refusals.push(refusal);
			continue;
		}
		refusals.length = 0;
		status = hop.to;
		hops += 1;
		visited.push(status);
	}
	return { kind: 'there', status, hops };
}

/** After a refusal only another transition to the same status is tried: a way round would leave the issue somewhere in between. */
function notRefused(
	offered: readonly Transition[],
	refusals: readonly Refusal[],
): readonly Transition[] {
	if (refusals.length === 0) return offered;
	return offered.filter(
		({ id, to }) =>
			refusals.every(({ hop }) => hop.id !== id) && refusals.some(({ hop }) => hop.to.id === to.id),
	);
}

/** A transition that was offered and refused, and why. */
interface Refusal {
	readonly hop: Transition;
	readonly words: string;
}

/** A transition that is refused after others were taken says where the issue stands now. */
async function take(
	tracker: TransitionTaker,
	{ id, key }: Pick<JiraIssue, 'id' | 'key'>,
	hop: Transition,
	walk: {
		readonly status: IssueStatus;
		readonly hops: number;
		readonly inputs: Readonly<Record<string, FieldInput>>;
		readonly onRefusal: OnRefusal;
	},
): Promise<Refusal | undefined> {
	try {
		await tracker.transition(id, hop, walk.inputs);
		return undefined;
	} catch (error) {
		if (walk.onRefusal === 'tryOthers' && isRefusal(error))
			return { hop, words: refusalText(error) };
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

/** Why a walk goes no further, and what to change. */
export function stuckReason(
	key: string,
	status: IssueStatus,
	goal: WalkGoal,
	offered: readonly Transition[],
	refusals: readonly Refusal[] = [],
): string {
	const wanted = goal.targets.length > 0 ? goal.targets.join(', ') : 'an open status';
	const ways = offered.map(({ name, to }) => `"${name}" to ${to.name}`).join(', ');
	const offer =
		offered.length === 0
			? 'Jira offers no transition to this account: check its "Transition issues" permission and the workflow'
			: `Jira offers ${ways}`;
	if (refusals.length > 0) {
		const refused = refusals
			.map(({ hop, words }) => `"${hop.name}" was refused: ${words}`)
			.join(' ');
		return `${key} stands at "${status.name}" and could not be moved to ${wanted}. ${offer}. ${refused} Fill what the screen asks for with "Resolution" and "Screen Fields".`;
	}
	return `${key} stands at "${status.name}" and no transition leads to ${wanted}. ${offer}. Check the name of the status, or name the statuses to pass on the way in "Statuses to Pass".`;
}
