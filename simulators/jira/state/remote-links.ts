import { withHistory } from './issue-changes';
import type { HistoryItem, IssueState, RemoteLinkState, User } from './model';
import { putIssue, type World } from './world';

/** Creates a remote link, or puts the whole new content in the place of the one with the same global id. */
export function setRemoteLink(
	world: World,
	actor: User,
	issue: IssueState,
	globalId: string | undefined,
	content: RemoteLinkState['content'],
): { readonly link: RemoteLinkState; readonly created: boolean } {
	const old =
		globalId === undefined
			? undefined
			: issue.remoteLinks.find((entry) => entry.globalId === globalId);
	const link = { id: old?.id ?? world.nextId('remoteLink'), globalId, content };
	if (old === undefined) {
		keep(world, actor, issue, [...issue.remoteLinks, link], undefined, link.id);
	} else {
		replaceRemoteLink(world, issue, link);
	}
	return { link, created: old === undefined };
}

/** Puts new content in the place of a remote link's, its global id included. */
export function replaceRemoteLink(world: World, issue: IssueState, link: RemoteLinkState): void {
	const links = issue.remoteLinks.map((entry) => (entry.id === link.id ? link : entry));
	putIssue(world, { ...issue, remoteLinks: links });
}

/** Removes a remote link. */
export function dropRemoteLink(
	world: World,
	actor: User,
	issue: IssueState,
	link: RemoteLinkState,
): void {
	const links = issue.remoteLinks.filter(({ id }) => id !== link.id);
	keep(world, actor, issue, links, link.id, undefined);
}

/** A remote link that comes or goes is in the changelog and moves `updated`, but no webhook tells of it. */
function keep(
	world: World,
	actor: User,
	issue: IssueState,
	remoteLinks: readonly RemoteLinkState[],
	from: string | undefined,
	to: string | undefined,
): void {
	const item: HistoryItem = {
		field: 'RemoteWorkItemLink',
		fieldId: undefined,
		fieldtype: 'jira',
		from: from ?? null,
		fromString: from === undefined ? null : `This issue links to remote link ${from}`,
		to: to ?? null,
		toString: to === undefined ? null : `This issue links to remote link ${to}`,
	};
	const field = world.deployment === 'cloud' ? 'RemoteWorkItemLink' : 'RemoteIssueLink';
	putIssue(world, withHistory(world, { ...issue, remoteLinks }, [{ ...item, field }], actor).issue);
}
