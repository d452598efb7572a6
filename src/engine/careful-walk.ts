import type { FieldInput } from '../model/field-schema';
import { asError, inputError } from '../model/failure';
import type { IssueStatus, JiraIssue } from '../model/issue';
import { reaches, type WalkGoal } from '../sync/transition-path';
import type { IssueTracker } from './ports';
import { walkStatus, type TransitionTaker, type WalkOutcome } from './walk-status';

/** The part of the tracker that a careful walk needs. */
type Tracker = TransitionTaker & Pick<IssueTracker, 'readIssue'>;

/**
 * Takes an issue to a status while another run may do the same. Where no transition leads straight there, the issue may no longer
 * stand where the plan saw it, nor where a transition was refused: the status is read after the ways out were, and before one of them is taken. Without that look a run
 * walks an issue away again that another run has just brought to its goal (docs/design/write-order.md, row S2).
 *
 * Throws `InputError` when the issue was moved elsewhere meanwhile: that is an edit, and the next run decides about it.
 */
export async function walkCarefully(
	tracker: Tracker,
	issue: Pick<JiraIssue, 'id' | 'key' | 'status'>,
	goal: WalkGoal,
	screenFields: Readonly<Record<string, FieldInput>>,
): Promise<WalkOutcome> {
	let standing = issue.status;
	let hops = 0;
	let refused = false;
	let seen: IssueStatus | undefined;
	const careful: TransitionTaker = {
		transitions: async (id) => {
			const offered = await tracker.transitions(id);
			if (!refused && offered.some(({ to }) => reaches(to, goal))) return offered;
			const { status } = await tracker.readIssue(id, { fields: [], properties: [] });
			if (status.id === standing.id) return offered;
			seen = status;
			throw inputError(
				`${issue.key} was moved to "${status.name}" while it was synced. The next run goes on from there.`,
			);
		},
		transition: async (id, hop, inputs) => {
			// A transition is refused by a validator, or because the issue does not stand any more where it leads out of.
			refused = true;
			await tracker.transition(id, hop, inputs);
			refused = false;
			standing = hop.to;
			hops += 1;
		},
	};
	try {
		return await walkStatus(careful, issue, goal, screenFields, 'tryOthers');
	} catch (error) {
		if (seen === undefined || !reaches(seen, goal)) throw asError(error);
		return { kind: 'there', status: seen, hops };
	}
}
