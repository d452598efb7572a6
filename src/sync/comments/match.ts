import type { JiraComment } from '../../model/comment';
import type { JiraIssue } from '../../model/issue';
import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';
import { jiraUserId, type UserIdentity } from '../../model/user';
import { canonicalText } from '../canonical';
import type { TextRoute } from '../rich-sides';
import { storeValue } from '../snapshot';
import { bodyInJira, looksLikeCopy } from './header';
import { readMark, type CopyMark } from './mark';
import type { SourceComment } from './read-source';
import { mayMove, type CommentRules } from './rules';
import type { CommentLink, CommentTable } from './table';
import { copyToDrop, isEdited, type ShownCopy } from './two-copies';
import { copyInSource, jiraWords, sourceWords, type WordsOptions } from './words';

/** Both sides' comments as they are now, and what is known of them. */
export interface CommentState {
	readonly issue: Pick<JiraIssue, 'id' | 'key' | 'url'>;
	readonly source: readonly SourceComment[];
	/** All of them, oldest first. */
	readonly jira: readonly JiraComment[];
	readonly table: CommentTable;
	/** Marks of the comments that `commentsToMark` names, by comment id. */
	readonly marks: Readonly<Record<string, JsonValue>>;
	/** When the record was read, in milliseconds since the epoch, if that is known. */
	readonly readAt?: number;
	/** Where comments are rich text: between which formats. */
	readonly route?: TextRoute;
}

/** Two comments that belong together, as far as each is still there. */
export interface LinkedComments {
	readonly link: CommentLink;
	readonly source?: SourceComment;
	readonly jira?: JiraComment;
}

export interface MatchedComments {
	readonly linked: readonly LinkedComments[];
	readonly newInSource: readonly SourceComment[];
	readonly newInJira: readonly JiraComment[];
	readonly notes: readonly string[];
	/** Ids of second copies in Jira of one comment, which two runs made at once (row C15). */
	readonly surplus: readonly string[];
	/** Ids of second copies in the source of one comment (row C24). */
	readonly surplusInSource: readonly string[];
}

/** The words of a comment of the source that belongs to a link. */
export function sourceBody(
	link: Pick<CommentLink, 'o'>,
	comment: SourceComment,
	state: Pick<CommentState, 'table' | 'route'>,
): string | null {
	return sourceWords(wordsOf(state), link, comment);
}

/** The words of a comment of Jira that belongs to a link. */
export function jiraBody(
	link: Pick<CommentLink, 'o'>,
	comment: Pick<JiraComment, 'text' | 'body'>,
	state: Pick<CommentState, 'table' | 'route'>,
): string | null {
	return jiraWords(wordsOf(state), link, comment);
}

/** How the words of this pair's comments are read. */
export function wordsOf({ table, route }: Pick<CommentState, 'table' | 'route'>): WordsOptions {
	return { system: table.link.system, route };
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

/** Rows C2 to C5: finds which comments belong together, by the table, by marks in Jira and by headers in the source. */
export function matchComments(
	state: CommentState,
	digest: (text: string) => string,
): MatchedComments {
	const inJira = withMarks(state, digest);
	const inSource = withHeaders(state, inJira.links, digest);
	const sources = new Map(state.source.map((comment) => [comment.id, comment]));
	const jiras = new Map(state.jira.map((comment) => [comment.id, comment]));
	const linked = inSource.links.map((link): LinkedComments => {
		const source = link.s === undefined ? undefined : sources.get(link.s);
		const jira = link.j === undefined ? undefined : jiras.get(link.j);
		return { link, ...(source && { source }), ...(jira && { jira }) };
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
			if (link === undefined) links.push(found);
			else if (kept !== undefined) {
				const looks = (copy: JiraComment) => copyInJira(copy, state);
				const dropped = copyToDrop(looks(kept), looks(comment), link.b?.j, digest);
				if (dropped === undefined) notes.push(comment.id);
				else surplus.push(dropped.id);
				if (dropped?.id === kept.id) links[index] = found;
			} else if (link.j === undefined || link.x === undefined) links[index] = found;
			else notes.push(comment.id);
		}
	}
	return { links, notes, news, surplus };
}

function copyInJira(comment: JiraComment, state: CommentState): ShownCopy {
	const edited = isEdited(comment);
	return {
		id: comment.id,
		place: state.jira.indexOf(comment),
		plain: bodyInJira(comment.text, state.table.link.system),
		words: jiraBody({ o: 's' }, comment, state),
		...(edited !== undefined && { edited }),
	};
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
	const { id, createdAt, updatedAt } = comment;
	const words = jiraBody({ o: 's' }, comment, state);
	// An edit since then counts as an edit: no text has an empty digest.
	const j = createdAt === updatedAt ? { '#': digest(words ?? '') } : UNLIKE_ANY;
	return { s: commentId, j: id, o: 's', b: { s: { '#': body }, j } };
}

interface FromHeaders {
	readonly links: readonly CommentLink[];
	readonly news: readonly SourceComment[];
	readonly surplus: readonly string[];
}

/** Rows C4 and C24: comments of the source that begin as copies do. */
function withHeaders(
	state: CommentState,
	known: readonly CommentLink[],
	digest: (text: string) => string,
): FromHeaders {
	const { issue, source, jira } = state;
	const links = [...known];
	const news: SourceComment[] = [];
	const surplus: string[] = [];
	const inJira = new Map(jira.map((comment) => [comment.id, comment]));
	const site = issue.url.slice(0, issue.url.lastIndexOf('/') + 1);
	for (const comment of source) {
		if (links.some(({ s }) => s === comment.id)) continue;
		const copy = copyInSource(wordsOf(state), comment);
		const index = links.findIndex(({ j }) => j === copy?.commentId);
		const link = copy === undefined ? undefined : links[index];
		const original = inJira.get(copy?.commentId ?? '');
		if (copy === undefined || !comment.written.includes(site)) news.push(comment);
		else if (link !== undefined && link.s === undefined) links[index] = { ...link, s: comment.id };
		else if (link === undefined && original !== undefined)
			links.push(foundCopy(comment, original, state, digest));
		else if (link?.s !== undefined && link.o === 'j') {
			const kept = source.find(({ id }) => id === link.s);
			if (kept === undefined) {
				if (link.x === undefined && original !== undefined)
					links[index] = foundCopy(comment, original, state, digest);
				continue;
			}
			const looks = (shown: SourceComment) => shownInSource(shown, state);
			const dropped = copyToDrop(looks(kept), looks(comment), link.b?.s, digest);
			if (dropped !== undefined) surplus.push(dropped.id);
			if (dropped?.id === kept.id && original !== undefined)
				links[index] = foundCopy(comment, original, state, digest);
		}
	}
	return { links, news, surplus: [...new Set(surplus)] };
}

function shownInSource(comment: SourceComment, state: CommentState): ShownCopy {
	const edited = isEdited(comment);
	return {
		id: comment.id,
		place: state.source.indexOf(comment),
		plain: copyInSource(wordsOf(state), comment)?.body ?? comment.text,
		words: sourceBody({ o: 'j' }, comment, state),
		...(edited !== undefined && { edited }),
	};
}

/**
 * A copy that another run made: one that died before it could note it, or one at the same time. What was edited since counts as an
 * edit; where the source does not tell times, the side that wrote the comment is right (row C8).
 */
function foundCopy(
	comment: SourceComment,
	original: JiraComment,
	state: CommentState,
	digest: (text: string) => string,
): CommentLink {
	const link = { s: comment.id, j: original.id, o: 'j' as const };
	const edited = isEdited(comment);
	if (edited === undefined) return { ...link, b: {} };
	const [s, j] = [sourceBody(link, comment, state), jiraBody(link, original, state)];
	const base = {
		s: edited ? UNLIKE_ANY : storeValue(s, digest),
		j: isEdited(original) === true ? UNLIKE_ANY : storeValue(j, digest),
	};
	return { ...link, b: base };
}

/** No text has an empty digest. */
const UNLIKE_ANY = { '#': '' } as const;
