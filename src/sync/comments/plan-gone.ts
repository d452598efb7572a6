import { SEND_LIMIT } from '../emit';
import { isStored } from '../snapshot';
import type { LinkedComments } from './match';
import { jiraBody, sourceBody } from './state';
import { same, type LinkPlanContext, type PlannedLink } from './planned-link';
import { mayMove } from './rules';
import type { CommentLink } from './table';

/** Rows C9 and C10: gone in the source. */
export function planGoneInSource(context: LinkPlanContext, linked: LinkedComments): PlannedLink {
	const { rules, options, state } = context;
	const { link, jira } = linked;
	if (link.x !== undefined) return same(linked);
	if (context.brake) return same(linked);
	// Row C20: the workflow wrote it, and nothing says that the list was read after that.
	if (link.b?.at !== undefined && state.readAt === undefined) return same(linked);
	const gone: CommentLink = { ...bare(link), x: 's' };
	if (link.o === 'j')
		return { before: linked, next: gone, step: { kind: 'kept', row: 'C10', reason: COPY_GONE } };
	const body = jira === undefined ? null : jiraBody(link, jira, state);
	const edited = link.b === undefined || !isStored(link.b.j, body, options.digest);
	if (edited || !mayMove(rules, 'toJira')) {
		const reason = edited ? EDITED : ONE_WAY;
		return { before: linked, next: gone, step: { kind: 'kept', row: 'C9', reason } };
	}
	return { before: linked, step: { kind: 'delete', to: 'jira', row: 'C9' } };
}

const COPY_GONE = 'The copy was deleted; the original stays, and no new copy is made.';
const EDITED = 'The original was deleted, but its copy has been edited since, so the copy stays.';
const ONE_WAY = 'The original was deleted; this direction does not delete the copy.';
const NOT_DELETED =
	'Not taken by the source: the deletion was handed out three times and the copy is still there.';

/** Rows C9 and C10: gone in Jira. */
export function planGoneInJira(context: LinkPlanContext, linked: LinkedComments): PlannedLink {
	const { rules, options } = context;
	const { link, source } = linked;
	if (link.x !== undefined) return same(linked);
	const gone: CommentLink = { ...bare(link), x: 'j' };
	if (link.o === 's')
		return { before: linked, next: gone, step: { kind: 'kept', row: 'C10', reason: COPY_GONE } };
	const body = source === undefined ? null : sourceBody(link, source, context.state);
	const arriving = link.b?.sent !== undefined;
	const edited = !arriving && !isStored(link.b?.s, body, options.digest);
	if (edited || !mayMove(rules, 'toSource')) {
		const reason = edited ? EDITED : ONE_WAY;
		return { before: linked, next: gone, step: { kind: 'kept', row: 'C9', reason } };
	}
	const d = (link.d ?? 0) + 1;
	if (d > SEND_LIMIT)
		return { before: linked, next: gone, step: { kind: 'kept', row: 'C9', reason: NOT_DELETED } };
	return {
		before: linked,
		next: { ...link, d },
		step: { kind: 'delete', to: 'source', row: 'C9' },
	};
}

function bare({ b: _base, d: _d, ...link }: CommentLink): CommentLink {
	return link;
}
