import type { JiraComment } from '../../model/comment';
import { isStored } from '../snapshot';
import { sameWords } from './header';
import { jiraBody, sourceBody, type CommentState } from './state';
import type { SourceComment } from './read-source';
import type { CommentLink } from './table';

/** Which of two copies of one comment goes: the one that is linked, the further one, or neither (rows C15 and C24). */
export type Surplus = 'linked' | 'further' | 'neither';

interface Copy {
	readonly words: string | null;
	/** Somebody changed it after it was made, or that is not known. */
	readonly edited: boolean;
	/** Among the comments of its side, oldest first. */
	readonly place: number;
}

/**
 * What nobody edited says nothing of its own. Of two that somebody edited none may go. Of two alike the later one goes, whichever is
 * linked: two runs that see one another's copies must not delete both.
 */
function surplusOf(linked: Copy, further: Copy): Surplus {
	const isAlike = sameWords(linked.words, further.words);
	if (isAlike && !linked.edited && further.place < linked.place) return 'linked';
	if (isAlike || !further.edited) return 'further';
	return linked.edited ? 'neither' : 'linked';
}

/** Row C15: two copies in Jira of a comment of the source, which two runs made at once. */
export function surplusInJira(
	link: CommentLink,
	linked: JiraComment,
	further: JiraComment,
	state: CommentState,
	digest: (text: string) => string,
): Surplus {
	const words = jiraBody(link, linked, state);
	const moved = link.b?.j === undefined ? wasEdited(linked) : !isStored(link.b.j, words, digest);
	return surplusOf(
		{ words, edited: moved, place: state.jira.indexOf(linked) },
		{
			words: jiraBody(link, further, state),
			edited: wasEdited(further),
			place: state.jira.indexOf(further),
		},
	);
}

/**
 * Row C24: two copies in the source of a comment of Jira. A further copy that differs was edited, or made before Jira's comment was;
 * where the times do not tell, neither goes.
 */
export function surplusInSource(
	link: CommentLink,
	linked: SourceComment,
	further: SourceComment,
	state: CommentState,
	digest: (text: string) => string,
): Surplus {
	const words = sourceBody(link, linked, state);
	const others = sourceBody(link, further, state);
	const original = state.jira.find(({ id }) => id === link.j);
	const isAsMade = wasEditedInSource(further) === false;
	const isFirst = original !== undefined && !wasEdited(original);
	if (!isAsMade && !isFirst && !sameWords(words, others)) return 'neither';
	return surplusOf(
		{ words, edited: !isStored(link.b?.s, words, digest), place: state.source.indexOf(linked) },
		{
			words: others,
			edited: !isAsMade && !isStored(link.b?.s, others, digest),
			place: state.source.indexOf(further),
		},
	);
}

/** Jira gives a comment that nobody has edited one time for both. */
export function wasEdited({ createdAt, updatedAt }: JiraComment): boolean {
	return createdAt !== updatedAt;
}

/** Whether somebody edited a comment of the source since it was made; nothing where its times are not told. */
export function wasEditedInSource({ createdAt, updatedAt }: SourceComment): boolean | undefined {
	return createdAt === undefined || updatedAt === undefined ? undefined : createdAt !== updatedAt;
}
