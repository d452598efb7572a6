import type { CommentDraft, IssueComments, JiraComment } from '../../src/model/comment';
import { ServiceError } from '../../src/model/failure';
import type { JsonValue } from '../../src/model/json';

interface Owner {
	readonly id: string;
	updatedAt: number;
}

type Stored = JiraComment & { readonly mark?: JsonValue };

/** The comments of all issues of a memory store. The account of the engine is `bot`. */
export interface MemoryThread {
	add(owner: Owner, draft: CommentDraft, author?: string): JiraComment;
	edit(owner: Owner, id: string, draft: Partial<CommentDraft>): JiraComment;
	remove(owner: Owner, id: string): void;
	of(owner: Owner): readonly JiraComment[];
	marks(owner: Owner, ids: readonly string[]): Readonly<Record<string, JsonValue>>;
	/** What comes inside an issue: `pageSize` comments at most. */
	page(owner: Owner): IssueComments;
	pageSize: number;
	/** Jira refuses the next comments that hold this text. */
	refuses: string | undefined;
	/** How Jira keeps a text that it is given. */
	keeps(text: string): string;
}

/** Comments that anybody may write, edit and delete. */
export function createMemoryThread(now: () => number): MemoryThread {
	const threads = new Map<string, Stored[]>();
	let last = 20_000;
	const listOf = (owner: Owner): Stored[] => {
		const list = threads.get(owner.id) ?? [];
		threads.set(owner.id, list);
		return list;
	};
	const bare = ({ mark: _mark, ...comment }: Stored): JiraComment => comment;
	const check = (draft: Partial<CommentDraft>): void => {
		if (thread.refuses !== undefined && draft.text?.includes(thread.refuses) === true)
			throw refusal('validation');
	};
	const thread: MemoryThread = {
		pageSize: 1_000,
		refuses: undefined,
		keeps: (text) => text,
		add(owner, draft, author = 'bot') {
			check(draft);
			const at = now();
			owner.updatedAt = at;
			const comment: Stored = {
				id: String((last += 1)),
				text: thread.keeps(draft.text),
				author: { accountId: author, displayName: author },
				createdAt: at,
				updatedAt: at,
				restricted: draft.visibility !== undefined,
				...(draft.visibility !== undefined && { visibility: draft.visibility }),
				...(draft.mark !== undefined && { mark: draft.mark }),
			};
			listOf(owner).push(comment);
			return bare(comment);
		},
		edit(owner, id, draft) {
			check(draft);
			const list = listOf(owner);
			const index = list.findIndex((comment) => comment.id === id);
			const before = list[index];
			if (before === undefined) throw refusal('notFound');
			owner.updatedAt = now();
			const text = thread.keeps(draft.text ?? before.text);
			const { visibility: _open, ...open } = before;
			const { visibility } = draft;
			const isRestricted = visibility !== undefined;
			const after: Stored = {
				...open,
				text,
				updatedAt: now() + 1,
				restricted: isRestricted,
				...(isRestricted && { visibility }),
			};
			list[index] = after;
			return bare(after);
		},
		remove(owner, id) {
			owner.updatedAt = now();
			threads.set(
				owner.id,
				listOf(owner).filter((comment) => comment.id !== id),
			);
		},
		of: (owner) => listOf(owner).map(bare),
		marks: (owner, ids) =>
			Object.fromEntries(
				listOf(owner).flatMap(({ id, mark }) =>
					ids.includes(id) && mark !== undefined ? [[id, mark] as const] : [],
				),
			),
		page: (owner) => ({
			rows: listOf(owner).slice(0, thread.pageSize).map(bare),
			total: listOf(owner).length,
		}),
	};
	return thread;
}

function refusal(kind: 'validation' | 'notFound'): ServiceError {
	return new ServiceError(`Jira said ${kind}`, {
		kind,
		service: 'Jira',
		method: 'POST',
		path: '/comment',
		messages: [],
		fieldErrors: {},
		ambiguous: false,
	});
}
