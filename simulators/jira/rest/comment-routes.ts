import { isObject } from '../../../src/model/decode';
import { checkProperty, unreadableBody } from '../state/changes';
import { removeComment, replaceComment } from '../state/comments';
import { refusal, ValueRefusal } from '../state/errors';
import { withComment } from '../state/issue-changes';
import type { CommentState, IssueState, RichText } from '../state/model';
import { parseRichText } from '../state/parse-value';
import { listIssues, maySee, projectOf, putIssue } from '../state/world';
import {
	issueOf,
	NO_CONTENT,
	ok,
	pageOf,
	richTextOf,
	userOf,
	type AddRoute,
	type Call,
	type Handler,
} from './call';
import { renderComment } from './render-issue';
import { selfUrl } from './view';

/** Comments and their own properties. */
export function addCommentRoutes(add: AddRoute): void {
	add('GET', '/issue/:issue/comment', 'anonymous', list);
	add('POST', '/issue/:issue/comment', 'user', create);
	add('GET', '/issue/:issue/comment/:comment', 'anonymous', (call) => {
		const issue = issueOf(call);
		return ok(renderComment(call, issue, commentOf(call, issue)));
	});
	add('PUT', '/issue/:issue/comment/:comment', 'user', edit);
	add('DELETE', '/issue/:issue/comment/:comment', 'user', (call) => {
		const issue = issueOf(call);
		removeComment(call.world, userOf(call), issue, commentOf(call, issue));
		return NO_CONTENT;
	});
	add('GET', '/comment/:comment/properties', 'anonymous', listProperties);
	add('GET', '/comment/:comment/properties/:property', 'anonymous', getProperty);
	add('PUT', '/comment/:comment/properties/:property', 'user', putProperty);
	add('DELETE', '/comment/:comment/properties/:property', 'user', deleteProperty);
}

function commentOf(call: Call, issue: IssueState): CommentState {
	const wanted = call.params.comment ?? '';
	const found = issue.comments.find(({ id }) => id === wanted);
	if (found !== undefined) return found;
	throw refusal(404, [`Can not find a comment for the id: ${wanted}.`]);
}

function expandProperties(call: Call, comment: CommentState): Readonly<Record<string, unknown>> {
	const asked = (call.query.expand ?? '').includes('properties');
	if (!asked || call.world.unknowns.commentProperties === 'leftOut') return {};
	const entries = Object.entries(comment.properties).map(([key, value]) => ({ key, value }));
	return { properties: entries };
}

/** 100 a page; `orderBy` takes `created` and `-created` only. */
const list: Handler = (call) => {
	const issue = issueOf(call);
	const { orderBy } = call.query;
	if (orderBy !== undefined && !['created', '-created', '+created'].includes(orderBy)) {
		throw refusal(400, [`'${orderBy}' is not a valid value for 'orderBy'.`]);
	}
	const ordered = orderBy === '-created' ? [...issue.comments].reverse() : issue.comments;
	const { rows, ...page } = pageOf(call, ordered, 100);
	const comments = rows.map((comment) => ({
		...renderComment(call, issue, comment),
		...expandProperties(call, comment),
	}));
	return ok({ ...page, comments });
};

function readBody(call: Call): RichText {
	const { body } = call;
	if (!isObject(body)) throw unreadableBody();
	if (body.body === undefined || body.body === '') {
		throw refusal(400, [], { comment: 'Comment body can not be empty!' });
	}
	try {
		return parseRichText(richTextOf(call), body.body, call.world);
	} catch (error) {
		if (!(error instanceof ValueRefusal)) throw error;
		throw refusal(400, [], { comment: error.message });
	}
}

function readProperties(call: Call): Readonly<Record<string, unknown>> {
	const given = isObject(call.body) ? call.body.properties : undefined;
	const properties: Record<string, unknown> = {};
	for (const entry of Array.isArray(given) ? given : []) {
		if (!isObject(entry) || typeof entry.key !== 'string') throw unreadableBody();
		checkProperty(call.world, entry.key, entry.value);
		properties[entry.key] = entry.value;
	}
	return properties;
}

const create: Handler = (call) => {
	const issue = issueOf(call);
	const actor = userOf(call);
	const visibility = isObject(call.body) ? call.body.visibility : undefined;
	const request = { body: readBody(call), visibility };
	const added = withComment(call.world, issue, request, actor, readProperties(call));
	putIssue(call.world, added.issue);
	call.world.emit({ kind: 'commentCreated', ...added, actor });
	return { status: 201, body: renderComment(call, added.issue, added.comment) };
};

const edit: Handler = (call) => {
	const issue = issueOf(call);
	const actor = userOf(call);
	const old = commentOf(call, issue);
	const keeps = call.world.unknowns.commentRestriction === 'kept';
	const given = isObject(call.body) ? call.body.visibility : undefined;
	const next: CommentState = {
		...old,
		visibility: given ?? (keeps ? old.visibility : undefined),
		body: readBody(call),
		updateAuthor: actor.name,
		updated: call.world.now(),
		properties: { ...old.properties, ...readProperties(call) },
	};
	const changed = replaceComment(call.world, actor, issue, next, true);
	return ok(renderComment(call, changed, next));
};

function ownerOf(call: Call): { readonly issue: IssueState; readonly comment: CommentState } {
	for (const issue of listIssues(call.world)) {
		const comment = issue.comments.find(({ id }) => id === call.params.comment);
		if (comment !== undefined && maySee(call.user, projectOf(issue))) return { issue, comment };
	}
	throw refusal(404, [`Can not find a comment for the id: ${call.params.comment ?? ''}.`]);
}

const listProperties: Handler = (call) => {
	const { comment } = ownerOf(call);
	const keys = Object.keys(comment.properties).map((key) => ({
		self: selfUrl(call, `comment/${comment.id}/properties/${encodeURIComponent(key)}`),
		key,
	}));
	return ok({ keys });
};

const getProperty: Handler = (call) => {
	const { comment } = ownerOf(call);
	const key = call.params.property ?? '';
	if (Object.hasOwn(comment.properties, key)) {
		return ok({ key, value: comment.properties[key] });
	}
	throw refusal(404, [`The property with key '${key}' does not exist.`]);
};

const putProperty: Handler = (call) => {
	const { issue, comment } = ownerOf(call);
	const key = call.params.property ?? '';
	checkProperty(call.world, key, call.body);
	const created = !Object.hasOwn(comment.properties, key);
	const properties = { ...comment.properties, [key]: call.body };
	replaceComment(call.world, userOf(call), issue, { ...comment, properties }, false);
	return { status: created ? 201 : 200 };
};

const deleteProperty: Handler = (call) => {
	const { issue, comment } = ownerOf(call);
	const key = call.params.property ?? '';
	getProperty(call);
	const { [key]: _gone, ...properties } = comment.properties;
	replaceComment(call.world, userOf(call), issue, { ...comment, properties }, false);
	return NO_CONTENT;
};
