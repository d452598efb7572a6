import type { Side, ThingEdit } from './history';
import { livingIssues } from './look';
import type { World } from './world';

/** One thing that somebody did to a comment. A comment is known by a number, each of its texts by a revision. */
export interface MadeComment {
	/** Position among all calls and edits. */
	readonly at: number;
	readonly side: Side;
	readonly record: string;
	/** Id of the comment on its side. */
	readonly id: string;
	/** Id of the issue, in Jira. */
	readonly issue?: string;
	readonly action: ThingEdit['action'];
	readonly number: number;
	readonly revision: number;
}

/** A comment as one side shows it. */
export interface ShownComment {
	readonly id: string;
	readonly number: number;
	readonly revision: number;
}

/** Words that are found again in whatever a system makes of them. */
const WORDS = /words (\d+)\.(\d+)/;

/** The comments of a record, or of an issue, that people wrote, and their copies; in the order of the side. */
export function shownComments(
	comments: readonly { readonly id: string; readonly text?: string; readonly body?: unknown }[],
): readonly ShownComment[] {
	return comments.flatMap(({ id, text, body }) => {
		const match = WORDS.exec(text ?? JSON.stringify(body));
		return match === null ? [] : [{ id, number: Number(match[1]), revision: Number(match[2]) }];
	});
}

type Done = Omit<MadeComment, 'at' | 'side' | 'record'>;

/** People who write, edit and delete comments. */
export interface CommentEditor {
	/** Does nothing where there is no such comment, or no issue yet. */
	make(record: string, edit: ThingEdit): Promise<void>;
	readonly made: readonly MadeComment[];
}

export function createCommentEditor(world: World, next: () => number): CommentEditor {
	const made: MadeComment[] = [];
	const origins = new Map<number, Side>();
	const revisions = new Map<number, number>();
	const kim = world.site.asUser('kim');
	const revise = (number: number): number => {
		const revision = (revisions.get(number) ?? 0) + 1;
		revisions.set(number, revision);
		return revision;
	};
	/** A copy keeps its first line. */
	const textInJira = (number: number, revision: number): string => {
		const words = `words ${number}.${revision}`;
		return origins.get(number) === 'jira' ? words : `Pat in Records:\n\n${words}`;
	};
	const onSource = (record: string, { action, pick }: ThingEdit): Done | undefined => {
		const { comments } = world.records;
		const stored = world.records.record(record)?.comments ?? [];
		if (action === 'create') {
			const number = origins.size + 1;
			origins.set(number, 'source');
			const revision = revise(number);
			const { id = '' } = comments.create(record, 'Pat', `words ${number}.${revision}`) ?? {};
			return { action, id, number, revision };
		}
		const shown = shownComments(stored);
		const found = shown[pick % Math.max(1, shown.length)];
		if (found === undefined) return undefined;
		const { id, number } = found;
		if (action === 'delete') {
			comments.remove(record, id);
			return { action, id, number, revision: found.revision };
		}
		const revision = revise(number);
		const text = stored.find((comment) => comment.id === id)?.text ?? '';
		comments.edit(record, id, text.replace(WORDS, `words ${number}.${revision}`));
		return { action, id, number, revision };
	};
	const inJira = async (record: string, { action, pick }: ThingEdit): Promise<Done | undefined> => {
		const [issue] = livingIssues(world.site, record);
		if (issue === undefined) return undefined;
		if (action === 'create') {
			const number = origins.size + 1;
			origins.set(number, 'jira');
			const revision = revise(number);
			const id = await kim.comment(issue.key, `words ${number}.${revision}`);
			return { action, id, number, revision, issue: issue.id };
		}
		const shown = shownComments(issue.comments);
		const found = shown[pick % Math.max(1, shown.length)];
		if (found === undefined) return undefined;
		const { id, number } = found;
		if (action === 'delete') {
			await kim.deleteComment(issue.key, id);
			return { action, id, number, revision: found.revision, issue: issue.id };
		}
		const revision = revise(number);
		await kim.editComment(issue.key, id, textInJira(number, revision));
		return { action, id, number, revision, issue: issue.id };
	};
	return {
		made,
		async make(record, edit) {
			const done = edit.side === 'source' ? onSource(record, edit) : await inJira(record, edit);
			if (done !== undefined) made.push({ at: next(), side: edit.side, record, ...done });
		},
	};
}
