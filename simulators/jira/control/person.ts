import { isObject } from '../../../src/model/decode';
import { AnswerNow } from '../../kernel/http';
import type { SimulatedPerson } from '../site';
import { addAttachments, findAttachment, removeAttachment } from '../state/attachments';
import { removeComment, removeIssue, replaceComment } from '../state/comments';
import { createIssue } from '../state/create-issue';
import { availableTransitions, editIssue, transitionIssue } from '../state/edit-issue';
import { withComment } from '../state/issue-changes';
import { moveIssue } from '../state/move-issue';
import type { CommentState, Field, IssueState, User } from '../state/model';
import { findIssue, maySee, projectOf, putIssue, userNamed, type World } from '../state/world';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A person at the browser. Values are as in the REST API; besides, names alone are taken (`assignee: 'kim'`,
 * `priority: 'High'`, `fixVersions: ['1.4.0']`), and plain text as rich text. Refusals reject with Jira's words.
 */
export function createPerson(world: World, user: User): SimulatedPerson {
	return {
		create: (project, issueType, fields) =>
			act(() => {
				const named = {
					...easy(world, fields),
					project: { key: project },
					issuetype: { name: issueType },
				};
				return createIssue(world, user, { fields: named }, 'either').key;
			}),
		edit: (key, fields) =>
			act(() => {
				editIssue(
					world,
					user,
					issueNamed(world, user, key),
					{ fields: easy(world, fields) },
					'either',
				);
			}),
		transition: (key, status, fields = {}) =>
			act(() => {
				const issue = issueNamed(world, user, key);
				const id = transitionTo(world, issue, status);
				transitionIssue(world, user, issue, id, { fields: easy(world, fields) }, 'either');
			}),
		comment: (key, text, { visibility, properties = {} } = {}) =>
			act(() => {
				const request = { body: { wiki: text }, visibility };
				const added = withComment(world, issueNamed(world, user, key), request, user, properties);
				putIssue(world, added.issue);
				world.emit({ kind: 'commentCreated', ...added, actor: user });
				return added.comment.id;
			}),
		editComment: (key, commentId, text) =>
			act(() => {
				const { issue, comment } = commentNamed(world, user, key, commentId);
				const change = { body: { wiki: text }, updateAuthor: user.name, updated: world.now() };
				replaceComment(world, user, issue, { ...comment, ...change }, true);
			}),
		deleteComment: (key, commentId) =>
			act(() => {
				const { issue, comment } = commentNamed(world, user, key, commentId);
				removeComment(world, user, issue, comment);
			}),
		move: (key, project) =>
			act(() => moveIssue(world, user, issueNamed(world, user, key), project).key),
		attach: (key, filename, content) =>
			act(() => {
				const mimeType = filename.endsWith('.txt') ? 'text/plain' : 'application/octet-stream';
				const file = { filename, mimeType, content: Buffer.from(content) };
				const [added] = addAttachments(world, user, issueNamed(world, user, key), [file]);
				return added?.id ?? '';
			}),
		detach: (attachmentId) =>
			act(() => {
				const found = findAttachment(world, attachmentId);
				if (found === undefined) throw new Error(`There is no attachment ${attachmentId}`);
				removeAttachment(world, user, found.issue, found.attachment);
			}),
		remove: (key) => act(() => removeIssue(world, user, issueNamed(world, user, key))),
	};
}

async function act<T>(action: () => T): Promise<T> {
	await new Promise((resolve) => setImmediate(resolve));
	try {
		return action();
	} catch (error) {
		if (!(error instanceof AnswerNow)) throw error;
		throw new Error(`Jira refused: ${JSON.stringify(error.answer.body)}`);
	}
}

function issueNamed(world: World, user: User, key: string): IssueState {
	const issue = findIssue(world, key);
	if (issue === undefined || !maySee(user, projectOf(issue))) {
		throw new Error(`${user.displayName} sees no issue ${key}`);
	}
	return issue;
}

function commentNamed(
	world: World,
	user: User,
	key: string,
	commentId: string,
): { readonly issue: IssueState; readonly comment: CommentState } {
	const issue = issueNamed(world, user, key);
	const comment = issue.comments.find(({ id }) => id === commentId);
	if (comment === undefined) throw new Error(`${key} has no comment ${commentId}`);
	return { issue, comment };
}

function transitionTo(world: World, issue: IssueState, status: string): string {
	const target = world.statuses.find(({ name }) => name === status);
	const offered = availableTransitions(world, issue);
	const found = offered.find(({ to }) => to === target?.id);
	if (found !== undefined) return found.id;
	const names = offered.map(({ name }) => name).join(', ');
	throw new Error(`${issue.key} cannot go to ${status} from here; offered: ${names}`);
}

function easy(world: World, fields: Fields): Fields {
	return Object.fromEntries(
		Object.entries(fields).map(([id, input]) => {
			const field = world.fields.get(id);
			return [id, field === undefined ? input : easyValue(world, field, input)];
		}),
	);
}

function easyValue(world: World, field: Field, input: unknown): unknown {
	if (Array.isArray(input)) return input.map((item) => easyValue(world, field, item));
	if (typeof input !== 'string') return input;
	switch (field.kind) {
		case 'users':
		case 'user': {
			const user = userNamed(world, input);
			return world.deployment === 'cloud'
				? { accountId: user?.accountId ?? input }
				: { name: input };
		}
		case 'option':
		case 'options':
			return { value: input };
		case 'parent':
			return { key: input };
		case 'project':
			return { key: input };
		case 'group':
		case 'groups':
		case 'security':
		case 'version':
		case 'versions':
		case 'components':
		case 'priority':
		case 'resolution':
		case 'issuetype':
			return { name: input };
		case 'cascade':
			return isObject(input) ? input : { value: input };
		default:
			return input;
	}
}
