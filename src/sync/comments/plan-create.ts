import { SEND_LIMIT } from '../emit';
import { plainForm } from '../rich-sides';
import { isStored, storeValue } from '../snapshot';
import { staysInJira, staysInSource, type LinkedComments } from './match';
import { jiraBody, sourceBody } from './state';
import {
	heldBack,
	leavesJira,
	REFUSED,
	same,
	type CommentStep,
	type LinkPlanContext,
	type PlannedLink,
} from './planned-link';
import { mayMove } from './rules';
import { shortBase, type CommentLink } from './table';

/** Row C7: handed out and not yet seen in the source. */
export function planHandedOut(context: LinkPlanContext, linked: LinkedComments): PlannedLink {
	const { rules, options, state } = context;
	const { link, jira } = linked;
	const body = jira === undefined ? null : jiraBody(link, jira, state);
	if (body === null || !mayMove(rules, 'toSource')) return same(linked);
	if (!leavesJira(rules, linked))
		return same(linked, { kind: 'kept', ...heldBack(rules, linked), row: 'C12' });
	const parked = link.b?.parked;
	if (parked !== undefined && !options.retryParked && isStored(parked.j, body, options.digest))
		return same(linked, { kind: 'kept', row: 'C7', reason: NOT_SEEN });
	const sent = link.b?.sent;
	const again = sent !== undefined && isStored(sent.j, body, options.digest);
	const isWritten = options.isOnItsWay?.(`comment ${link.j ?? ''}`) === true;
	if (again && isWritten && !options.retryParked)
		return same(linked, { kind: 'kept', row: 'C29', reason: ON_ITS_WAY });
	const n = again ? sent.n + 1 : 1;
	if (n > SEND_LIMIT) {
		const b = shortBase({ parked: { s: null, j: body } }, options.digest);
		const next = { ...link, b };
		return { before: linked, next, step: { kind: 'kept', row: 'C7', reason: NOT_SEEN } };
	}
	return { before: linked, next: handedOut(context, link, body, n), step: sends(body) };
}

const NOT_SEEN =
	'Not taken by the source: the comment was handed out three times and never seen there.';

const ON_ITS_WAY =
	'Another run has handed the comment out less than a minute ago; it is not handed out again until then.';

function sends(body: string): CommentStep {
	return { kind: 'create', to: 'source', row: 'C7', body };
}

function handedOut(
	{ options: { digest }, state: { route } }: LinkPlanContext,
	link: CommentLink,
	body: string,
	n: number,
): CommentLink {
	const stored = storeValue(body, digest);
	const plain = route && plainForm(route, body);
	const p = plain === undefined ? {} : { p: digest(plain) };
	return { ...link, b: { sent: { v: stored, j: stored, n, ...p } } };
}

/** Row C7: a comment of Jira that leaves for the first time. */
export function planNewInJira(
	context: LinkPlanContext,
	jira: NonNullable<LinkedComments['jira']>,
): PlannedLink | undefined {
	const link: CommentLink = { j: jira.id, o: 'j' };
	const body = jiraBody(link, jira, context.state);
	if (body === null || staysInJira(jira, context.rules)) return undefined;
	const next = handedOut(context, link, body, 1);
	return { before: { link, jira }, next, step: sends(body) };
}

/** Row C6: a comment of the source that gets its copy. */
export function planNewInSource(
	{ rules, options, state }: LinkPlanContext,
	source: NonNullable<LinkedComments['source']>,
): PlannedLink | undefined {
	const link: CommentLink = { s: source.id, o: 's' };
	const body = sourceBody(link, source, state);
	if (body === null || staysInSource(source, rules)) return undefined;
	const next = { ...link, b: shortBase({ s: body }, options.digest) };
	return { before: { link, source }, next, step: { kind: 'create', to: 'jira', row: 'C6', body } };
}

/** Row C19: Jira did not take it; tried again when its words change. */
export function planRefused(context: LinkPlanContext, linked: LinkedComments): PlannedLink {
	const { rules, options } = context;
	const { link, source } = linked;
	const parked = link.b?.parked;
	const body = source === undefined ? null : sourceBody(link, source, context.state);
	const isSame = isStored(parked?.s, body, options.digest);
	if (parked !== undefined && isSame && !options.retryParked)
		return same(linked, { kind: 'kept', row: 'C19', reason: REFUSED });
	const again = source && mayMove(rules, 'toJira') ? planNewInSource(context, source) : undefined;
	return again === undefined ? same(linked) : { ...again, before: linked };
}
