import { isObject } from '../../../src/model/decode';
import type { LinkRequest } from './changes';
import { refusal } from './errors';
import { withHistory } from './issue-changes';
import type { HistoryItem, IssueState, LinkType, User } from './model';
import { findIssue, maySee, projectOf, putIssue, type World } from './world';

function findLinkType(world: World, input: unknown): LinkType {
	const wanted = isObject(input) ? input : {};
	const found = world.linkTypes.find(({ id, name }) =>
		wanted.id === undefined ? name === wanted.name : id === String(wanted.id),
	);
	if (found !== undefined) return found;
	throw refusal(404, [`No issue link type with name '${String(wanted.name)}' found.`]);
}

function findLinked(world: World, actor: User, input: unknown): IssueState {
	const wanted = isObject(input) ? (input.id ?? input.key) : undefined;
	const issue = wanted === undefined ? undefined : findIssue(world, String(wanted));
	if (issue !== undefined && maySee(actor, projectOf(issue))) return issue;
	throw refusal(404, ['Issue does not exist or you do not have permission to see it.']);
}

/**
 * Links two issues and gives back the latest state of `self`, if one is given. The link goes out from the *inward*
 * issue: `{inwardIssue: A, outwardIssue: B}` of type Duplicate reads "A duplicates B". A link that exists already is
 * answered like a new one.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-links/#api-rest-api-3-issuelink-post
 */
export function addLink(
	world: World,
	actor: User,
	request: LinkRequest,
	self?: IssueState,
): IssueState {
	const type = findLinkType(world, request.type);
	const end = (input: unknown): IssueState =>
		self !== undefined && input === undefined ? self : findLinked(world, actor, input);
	const source = end(request.inwardIssue);
	const destination = end(request.outwardIssue);
	const exists = world.links.some(
		(link) =>
			link.type === type.id && link.source === source.id && link.destination === destination.id,
	);
	if (!exists) {
		const id = world.nextId('link');
		const link = { id, type: type.id, source: source.id, destination: destination.id };
		world.links.push(link);
		noteLink(world, actor, source, destination, type.outward);
		noteLink(world, actor, destination, source, type.inward);
		world.emit({ kind: 'issueLinkCreated', issue: source, actor, link });
	}
	return findIssue(world, (self ?? source).id) ?? source;
}

function noteLink(
	world: World,
	actor: User,
	issue: IssueState,
	other: IssueState,
	phrase: string,
): void {
	const item: HistoryItem = {
		field: 'Link',
		fieldId: undefined,
		fieldtype: 'jira',
		from: null,
		fromString: null,
		to: other.key,
		toString: `This issue ${phrase} ${other.key}`,
	};
	const fresh = findIssue(world, issue.id) ?? issue;
	putIssue(world, withHistory(world, fresh, [item], actor).issue);
}

/** Removes an issue link; false when there is none with that id. */
export function removeLink(world: World, actor: User, linkId: string): boolean {
	const link = world.links.find(({ id }) => id === linkId);
	if (link === undefined) return false;
	world.links.splice(world.links.indexOf(link), 1);
	const issue = findIssue(world, link.source);
	if (issue !== undefined) world.emit({ kind: 'issueLinkDeleted', issue, actor, link });
	return true;
}
