import type { FieldDecision, FieldPlanOptions } from '../plan-field';
import { staysInJira, staysInSource, type LinkedComments } from './match';
import type { CommentState } from './state';
import type { CommentRules } from './rules';
import type { CommentLink } from './table';

/** What is done about one comment. */
export interface CommentStep {
	readonly kind: 'create' | 'edit' | 'delete' | 'kept' | 'conflict';
	/** Side that is written; absent when nothing is. */
	readonly to?: 'jira' | 'source';
	/** Row of docs/design/comments.md, or of docs/design/merge.md for an edit. */
	readonly row: string;
	/** Words for the other side, without header. */
	readonly body?: string;
	/** Both sides had changed. */
	readonly decision?: FieldDecision;
	readonly reason?: string;
}

/** One link of the plan: what is done, and what is remembered when that is done. */
export interface PlannedLink {
	readonly before: LinkedComments;
	/** Absent: nothing needs to be remembered any more. */
	readonly next?: CommentLink;
	readonly step?: CommentStep;
}

export interface LinkPlanContext {
	readonly state: CommentState;
	readonly rules: CommentRules;
	readonly options: FieldPlanOptions;
	/** So many comments of the source are missing that its list is not believed (row C16). */
	readonly brake: boolean;
}

/** Nothing changes about what is remembered. */
export function same(before: LinkedComments, step?: CommentStep): PlannedLink {
	return { before, next: before.link, ...(step && { step }) };
}

/** Why an edit is not carried over, where a restriction forbids it. */
export function heldBack(
	rules: CommentRules,
	linked: LinkedComments,
): Pick<CommentStep, 'row' | 'reason'> | undefined {
	if (!leavesJira(rules, linked))
		return { row: 'C12', reason: 'The comment is restricted in Jira, so its words stay there.' };
	if (!leavesSource(rules, linked))
		return {
			row: 'C13',
			reason: 'The comment is internal in the record, so its words stay there.',
		};
	return undefined;
}

/** The words may go to the source. What is internal there came from there. */
export function leavesJira(rules: CommentRules, { link, source, jira }: LinkedComments): boolean {
	const isTheirs = link.o === 's' && source?.internal === true;
	return jira === undefined || isTheirs || !staysInJira(jira, rules);
}

/** The words may go to Jira. */
export function leavesSource(rules: CommentRules, { source }: LinkedComments): boolean {
	return source === undefined || !staysInSource(source, rules);
}

/** Why a comment is left that Jira did not take. */
export const REFUSED =
	'Jira did not take it. It is tried again when the comment changes, or with "Retry Given-Up Values".';
