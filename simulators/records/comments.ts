import { isObject, textOf } from '../../src/model/decode';
import type { Router } from '../kernel/router';
import type { SimulatedAnswer, SimulatedRequest } from '../kernel';
import type { StoredComment, StoredRecord } from './model';

export type Handler = (
	params: Readonly<Record<string, string>>,
	request: SimulatedRequest,
) => SimulatedAnswer;

/** What happened to one comment. */
export interface CommentChange {
	readonly id: string;
	readonly action: 'created' | 'edited' | 'deleted';
}

/** Comments of the system's records, for people and for the API. Each answers nothing where there is no such record or comment. */
export interface CommentStore {
	create(record: string, author: string, text: string): StoredComment | undefined;
	edit(record: string, id: string, text: string): StoredComment | undefined;
	remove(record: string, id: string): boolean;
}

export interface CommentStoreParts {
	readonly now: () => number;
	/** Id of the next comment of the whole system. */
	readonly nextId: () => string;
	read(record: string): StoredRecord | undefined;
	/** Keeps the record's new comments and tells the change feed. */
	keep(record: string, comments: readonly StoredComment[], change: CommentChange): void;
}

export function createCommentStore({ now, nextId, read, keep }: CommentStoreParts): CommentStore {
	return {
		create(record, author, text) {
			const stored = read(record);
			if (stored === undefined) return undefined;
			const at = now();
			const made = { id: nextId(), author, text, createdAt: at, updatedAt: at };
			keep(record, [...stored.comments, made], { id: made.id, action: 'created' });
			return made;
		},
		edit(record, id, text) {
			const comments = read(record)?.comments ?? [];
			const found = comments.find((comment) => comment.id === id);
			if (found === undefined) return undefined;
			const edited = { ...found, text, updatedAt: now() };
			const rest = comments.map((comment) => (comment.id === id ? edited : comment));
			keep(record, rest, { id, action: 'edited' });
			return edited;
		},
		remove(record, id) {
			const comments = read(record)?.comments ?? [];
			const rest = comments.filter((comment) => comment.id !== id);
			if (rest.length === comments.length) return false;
			keep(record, rest, { id, action: 'deleted' });
			return true;
		},
	};
}

const NO_RECORD: SimulatedAnswer = { status: 404, body: { error: 'There is no such record.' } };
const NO_COMMENT: SimulatedAnswer = { status: 404, body: { error: 'There is no such comment.' } };
const NO_TEXT: SimulatedAnswer = {
	status: 400,
	body: { error: 'The body must have a "text" that is not empty.' },
};

/** `GET`, `POST /records/:id/comments` and `PUT`, `DELETE /records/:id/comments/:comment`; a body has `text`. */
export function addCommentRoutes(
	router: Router<Handler>,
	store: CommentStore,
	read: CommentStoreParts['read'],
): void {
	const path = '/records/:id/comments';
	router.add('GET', path, ({ id = '' }) => {
		const record = read(id);
		return record === undefined ? NO_RECORD : { status: 200, body: { comments: record.comments } };
	});
	router.add('POST', path, ({ id = '' }, { body }) => {
		const text = textIn(body);
		if (text === undefined) return NO_TEXT;
		const made = store.create(id, 'API', text);
		return made === undefined ? NO_RECORD : { status: 201, body: made };
	});
	router.add('PUT', `${path}/:comment`, ({ id = '', comment = '' }, { body }) => {
		const text = textIn(body);
		if (text === undefined) return NO_TEXT;
		const edited = store.edit(id, comment, text);
		return edited === undefined ? NO_COMMENT : { status: 200, body: edited };
	});
	router.add('DELETE', `${path}/:comment`, ({ id = '', comment = '' }) =>
		store.remove(id, comment) ? { status: 204 } : NO_COMMENT,
	);
}

function textIn(body: unknown): string | undefined {
	return isObject(body) ? textOf(body['text']) : undefined;
}
