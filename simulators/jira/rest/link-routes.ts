import { isObject, textOf } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badField, refusal } from '../state/errors';
import { addLink, removeLink } from '../state/links';
import type { IssueState, RemoteLinkState } from '../state/model';
import { dropRemoteLink, replaceRemoteLink, setRemoteLink } from '../state/remote-links';
import { findIssue } from '../state/world';
import { issueOf, NO_CONTENT, ok, userOf, type AddRoute, type Call, type Handler } from './call';
import { remoteLinksOf } from './issue-routes';
import { renderLinkedIssue, renderRemoteLink } from './render-issue';
import { renderLinkType, selfUrl } from './view';

/** Links to other issues and to things elsewhere. */
export function addLinkRoutes(add: AddRoute): void {
	add('GET', '/issue/:issue/remotelink', 'anonymous', listRemote);
	add('POST', '/issue/:issue/remotelink', 'user', saveRemote);
	add('DELETE', '/issue/:issue/remotelink', 'user', deleteByGlobalId);
	add('GET', '/issue/:issue/remotelink/:link', 'anonymous', (call) => {
		const issue = issueOf(call);
		return ok(renderRemoteLink(call, issue, remoteById(call, issue)));
	});
	add('PUT', '/issue/:issue/remotelink/:link', 'user', (call) => {
		const issue = issueOf(call);
		const { id } = remoteById(call, issue);
		replaceRemoteLink(call.world, issue, { id, ...readRemote(call) });
		return NO_CONTENT;
	});
	add('DELETE', '/issue/:issue/remotelink/:link', 'user', (call) => {
		const issue = issueOf(call);
		dropRemoteLink(call.world, userOf(call), issue, remoteById(call, issue));
		return NO_CONTENT;
	});
	add('GET', '/issueLinkType', 'anonymous', (call) =>
		ok({ issueLinkTypes: call.world.linkTypes.map((type) => renderLinkType(call, type)) }),
	);
	add('POST', '/issueLink', 'user', createLink);
	add('GET', '/issueLink/:link', 'anonymous', getLink);
	add('DELETE', '/issueLink/:link', 'user', (call) => {
		if (removeLink(call.world, userOf(call), call.params.link ?? '')) return NO_CONTENT;
		throw noLink(call);
	});
}

function byGlobalId(issue: IssueState, globalId: string): RemoteLinkState {
	const found = issue.remoteLinks.find((link) => link.globalId === globalId);
	if (found !== undefined) return found;
	throw refusal(404, [`No remote issue link with global id '${globalId}' could be found.`]);
}

function remoteById(call: Call, issue: IssueState): RemoteLinkState {
	const wanted = call.params.link ?? '';
	const found = issue.remoteLinks.find(({ id }) => id === wanted);
	if (found !== undefined) return found;
	throw refusal(404, [`No remote issue link with id '${wanted}' could be found.`]);
}

const listRemote: Handler = (call) => {
	const issue = issueOf(call);
	const { globalId } = call.query;
	if (globalId === undefined) return ok(remoteLinksOf(call, issue));
	return ok(renderRemoteLink(call, issue, byGlobalId(issue, globalId)));
};

const TEXT_LIMIT = 255;

/** What was sent of a remote link. */
function readRemote({ body }: Call): Pick<RemoteLinkState, 'globalId' | 'content'> {
	if (!isObject(body)) throw unreadableBody();
	const object = isObject(body.object) ? body.object : {};
	for (const name of ['title', 'url'] as const) {
		if (textOf(object[name]) === undefined) throw badField(name, `'${name}' is required.`);
		if (name === 'title' && String(object.title).length > TEXT_LIMIT) {
			throw badField('title', `'title' must be no longer than ${TEXT_LIMIT} characters.`);
		}
	}
	const { globalId: id, ...content } = body;
	const globalId = textOf(id);
	if (globalId !== undefined && globalId.length > TEXT_LIMIT) {
		throw badField('globalId', `'globalId' must be no longer than ${TEXT_LIMIT} characters.`);
	}
	return { globalId, content };
}

/**
 * The same global id on the same issue replaces the link (200), anything else makes one (201). The whole content is
 * replaced: what is not sent is gone.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/#api-rest-api-3-issue-issueidorkey-remotelink-post
 */
const saveRemote: Handler = (call) => {
	const issue = issueOf(call);
	const { globalId, content } = readRemote(call);
	const saved = setRemoteLink(call.world, userOf(call), issue, globalId, content);
	const self = selfUrl(call, `issue/${issue.id}/remotelink/${saved.link.id}`);
	return { status: saved.created ? 201 : 200, body: { id: Number(saved.link.id), self } };
};

const deleteByGlobalId: Handler = (call) => {
	const issue = issueOf(call);
	const { globalId } = call.query;
	if (globalId === undefined) throw badField('globalId', "'globalId' is required.");
	dropRemoteLink(call.world, userOf(call), issue, byGlobalId(issue, globalId));
	return NO_CONTENT;
};

/** 201 without a body, also when the link was there already. */
const createLink: Handler = (call) => {
	const { body } = call;
	if (!isObject(body)) throw unreadableBody();
	const { type, inwardIssue, outwardIssue } = body;
	addLink(call.world, userOf(call), { type, inwardIssue, outwardIssue });
	return { status: 201 };
};

function noLink(call: Call): ReturnType<typeof refusal> {
	return refusal(404, [`No issue link with id '${call.params.link ?? ''}' exists.`]);
}

const getLink: Handler = (call) => {
	const { world } = call;
	const link = world.links.find(({ id }) => id === call.params.link);
	const type = world.linkTypes.find(({ id }) => id === link?.type);
	const source = link === undefined ? undefined : findIssue(world, link.source);
	const destination = link === undefined ? undefined : findIssue(world, link.destination);
	if (
		link === undefined ||
		type === undefined ||
		source === undefined ||
		destination === undefined
	) {
		throw noLink(call);
	}
	return ok({
		id: link.id,
		self: selfUrl(call, `issueLink/${link.id}`),
		type: renderLinkType(call, type),
		inwardIssue: renderLinkedIssue(call, source),
		outwardIssue: renderLinkedIssue(call, destination),
	});
};
