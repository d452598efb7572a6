import type { JiraComment } from '../../model/comment';
import { own } from '../../model/own';
import { jiraUserId, type UserIdentity } from '../../model/user';
import { canonicalText } from '../canonical';
import type { FieldPlanOptions } from '../plan-field';
import { withHeaders } from './copies-in-source';
import { surplusInJira, wasEdited } from './doubles';
import { looksLikeCopy } from './header';
import { readMark, type CopyMark } from './mark';
import type { SourceComment } from './read-source';
import { mayMove, type CommentRules } from './rules';
import { jiraBody, type CommentState } from './state';
import { UNLIKE_ANY, type CommentLink, type CommentTable } from './table';

/** Two comments that belong together, as far as each is still there. */
export interface LinkedComments {
	readonly link: CommentLink;
	readonly source?: SourceComment;
	readonly jira?: JiraComment;
	/** The table does not know it yet: what is not there may have been made after the other side was read. */
	readonly found?: true;
}

export interface MatchedComments {
	readonly linked: readonly LinkedComments[];
	readonly newInSource: readonly SourceComment[];
	readonly newInJira: readonly JiraComment[];
	readonly notes: readonly string[];
	/** Ids of copies in Jira that another copy of the same comment makes needless (row C15). */
	readonly surplus: readonly string[];
	/** The same in the source, where the engine writes comments there (row C24). */
	readonly surplusInSource: readonly string[];
}

/** A comment that stays in Jira because not everybody there sees it (row C12). */
export function staysInJira(comment: JiraComment, { includeRestricted }: CommentRules): boolean {
	return comment.restricted && !includeRestricted;
}

/** A comment that stays in the source because not everybody there sees it (row C13). */
export function staysInSource(comment: SourceComment, { internal }: CommentRules): boolean {
	return comment.internal && internal === undefined;
}

/** Comments in Jira that the table does not know. */
export function unknownInJira({ jira, table }: CommentState): readonly JiraComment[] {
	const known = new Set([...table.notes, ...table.links.flatMap(({ j }) => j ?? [])]);
	return jira.filter(({ id }) => !known.has(id));
}

/**
 * Ids of the comments whose mark must be read before the plan can be made: those that may be copies or notes of this package,
 * because its account wrote them or because they begin as copies do. Only where it matters: when the comment would leave Jira,
 * or when a comment of the source would be made that may be there already.
 */
export function commentsToMark(
	state: CommentState,
	rules: CommentRules,
	account: UserIdentity,
): readonly string[] {
	const { system } = state.table.link;
	const ownId = jiraUserId(account);
	const linked = new Set(state.table.links.flatMap(({ s }) => s ?? []));
	const makes =
		mayMove(rules, 'toJira') &&
		state.source.some(
			(comment) =>
				!linked.has(comment.id) && comment.text !== null && !staysInSource(comment, rules),
		);
	const leaves = (comment: JiraComment): boolean =>
		mayMove(rules, 'toSource') &&
		!staysInJira(comment, rules) &&
		canonicalText(comment.text) !== null;
	return unknownInJira(state)
		.filter((comment) => makes || leaves(comment))
		.filter(
			({ author, text }) =>
				(author !== undefined && jiraUserId(author) === ownId) || looksLikeCopy(text, system),
		)
		.map(({ id }) => id);
}

/**
 * Rows C2 to C5: finds which comments belong together, by the table, by marks in Jira and by headers in the source. Of two copies in
 * the source one goes only where the engine writes comments there.
 */
export function matchComments(
	state: CommentState,
	{ digest, writesComments = false }: Pick<FieldPlanOptions, 'digest' | 'writesComments'>,
): MatchedComments {
	const inJira = withMarks(state, digest);
	const inSource = withHeaders(state, inJira.links, { digest, writesComments });
	const sources = new Map(state.source.map((comment) => [comment.id, comment]));
	const jiras = new Map(state.jira.map((comment) => [comment.id, comment]));
	const known = new Set(state.table.links.flatMap(({ j }) => j ?? []));
	const linked = inSource.links.map((link): LinkedComments => {
		const source = link.s === undefined ? undefined : sources.get(link.s);
		const jira = link.j === undefined ? undefined : jiras.get(link.j);
		const found = link.j !== undefined && !known.has(link.j);
		return {
			link,
			...(source && { source }),
			...(jira && { jira }),
			...(found && { found: true }),
		};
	});
	const isLinked = new Set(inSource.links.flatMap(({ j }) => j ?? []));
	return {
		linked,
		newInSource: inSource.news,
		newInJira: inJira.news.filter(({ id }) => !isLinked.has(id)),
		notes: inJira.notes,
		surplus: inJira.surplus,
		surplusInSource: inSource.surplus,
	};
}

type FromMarks = Pick<MatchedComments, 'notes' | 'surplus'> & {
	readonly links: readonly CommentLink[];
	readonly news: readonly JiraComment[];
};

/** Rows C3, C5 and C15: what the marks of unknown comments in Jira say. */
function withMarks(state: CommentState, digest: (text: string) => string): FromMarks {
	const { table, jira, marks } = state;
	const present = new Map(jira.map((comment) => [comment.id, comment]));
	const links = [...table.links];
	const notes = table.notes.filter((id) => present.has(id));
	const news: JiraComment[] = [];
	const surplus: string[] = [];
	for (const comment of unknownInJira(state)) {
		const mark = readMark(own(marks, comment.id));
		if (mark.kind === 'note') notes.push(comment.id);
		else if (mark.kind === 'none' || !isOf(mark, table)) news.push(comment);
		else {
			const index = links.findIndex(({ s }) => s === mark.commentId);
			const link = links[index];
			const kept = link?.j === undefined ? undefined : present.get(link.j);
			const found = recovered(mark, comment, state, digest);
			const goes =
				link === undefined || kept === undefined
					? 'linked'
					: surplusInJira(link, kept, comment, state, digest);
			if (goes === 'neither') notes.push(comment.id);
			if (goes === 'further') surplus.push(comment.id);
			if (goes !== 'linked') continue;
			if (kept !== undefined) surplus.push(kept.id);
			if (link === undefined) links.push(found);
			else links[index] = found;
		}
	}
	return { links, notes, news, surplus };
}

function isOf({ system, recordId }: CopyMark, { link }: CommentTable): boolean {
	return system === link.system && recordId === link.recordId;
}

/** A copy that a run made which died before it could note it. Its mark says what the source held then. */
function recovered(
	{ commentId, body }: CopyMark,
	comment: JiraComment,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const words = jiraBody({ o: 's' }, comment, state);
	const j = wasEdited(comment) ? UNLIKE_ANY : { '#': digest(words ?? '') };
	return { s: commentId, j: comment.id, o: 's', b: { s: { '#': body }, j } };
}
