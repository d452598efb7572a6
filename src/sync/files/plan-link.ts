import type { JiraAttachment } from '../../model/attachment';
import { SEND_LIMIT } from '../emit';
import type { LinkedFiles } from './match';
import { heldInSource, planRefused, planWaiting, REFUSED } from './plan-new';
import {
	fingerprint,
	isChanged,
	same,
	type FilePlanContext,
	type PlannedFile,
} from './planned-file';
import type { SourceFile } from './read-source';
import { mayMove } from './rules';
import type { FileLink } from './table';

/** Plans two files that belong together, or what is left of them. */
export function planLink(context: FilePlanContext, linked: LinkedFiles): PlannedFile {
	const { link, source, jira } = linked;
	if (source !== undefined && jira !== undefined) return planBoth(context, { link, source, jira });
	if (source !== undefined)
		return link.j === undefined
			? planRefused(context, { link, source })
			: planGoneInJira(context, { link, source });
	if (jira !== undefined)
		return link.s === undefined
			? planWaiting(context, { link, jira })
			: planGoneInSource(context, { link, jira });
	// A copy may be on its way to the source still: known again when it arrives, and then deleted (row A8).
	const mayArrive = link.s === undefined && link.n !== undefined && link.p === undefined;
	return mayArrive ? same(linked) : { before: linked };
}

type Both = LinkedFiles & { readonly source: SourceFile; readonly jira: JiraAttachment };

/** Rows A2 and A7. An attachment never changes; a file of the source may hold something else under its id. */
function planBoth(context: FilePlanContext, linked: Both): PlannedFile {
	const { link, source, jira } = linked;
	if (!isChanged(link, source)) return settled(linked);
	if (link.n !== undefined) return settled(linked);
	if (!mayMove(context.rules, 'toJira')) return same(linked);
	if (link.p === fingerprint(source) && !context.options.retryParked)
		return same(linked, { kind: 'kept', row: 'A14', reason: REFUSED });
	const held = heldInSource(context, source);
	if (held !== undefined)
		return same(linked, {
			kind: 'kept',
			row: held.row,
			...(held.reason && { reason: held.reason }),
		});
	const next: FileLink = { s: source.id, o: 's' };
	if (link.o === 's')
		return { before: linked, next, step: { kind: 'replace', to: 'jira', row: 'A7' } };
	return {
		before: linked,
		next,
		step: { kind: 'create', to: 'jira', row: 'A7', reason: ORIGINAL },
		note: jira.id,
	};
}

const ORIGINAL =
	'The file was changed in the record; the attachment in Jira is no copy of it, so it stays beside the new one.';

/** In step: what was handed out has arrived, and what was gone is back. */
function settled(linked: Both): PlannedFile {
	const { link, source, jira } = linked;
	if (link.n === undefined && link.x === undefined && link.d === undefined) return same(linked);
	const { n: _n, m: _m, p: _p, x: _x, d: _d, ...rest } = link;
	const next: FileLink = {
		...rest,
		z: source.size ?? jira.size,
		...(source.updatedAt !== undefined && { t: source.updatedAt }),
	};
	return { before: linked, next };
}

const COPY_GONE = 'The copy was deleted; the original stays, and no new copy is made.';
const NO_COPY = 'Neither of the two was a copy of the other, so the one that is left stays.';
const ONE_WAY = 'The original was deleted; this direction does not delete the copy.';
const CHANGED = 'The original was deleted, but its copy has been changed since, so the copy stays.';
const NOT_DELETED =
	'Not taken by the source: the deletion was handed out three times and the copy is still there.';

/** Rows A8, A9 and A11: gone in the source. */
function planGoneInSource(
	{ rules, brake }: FilePlanContext,
	linked: LinkedFiles & { readonly jira: JiraAttachment },
): PlannedFile {
	const { link } = linked;
	// The workflow confirmed it (row A23), and no list has shown it yet.
	if (link.n !== undefined) return same(linked);
	if (link.x !== undefined || brake.s) return same(linked);
	if (link.o === 's' && mayMove(rules, 'toJira'))
		return { before: linked, step: { kind: 'delete', to: 'jira', row: 'A8' } };
	return gone(linked, 's', link.o === 's' ? ONE_WAY : link.o === 'j' ? COPY_GONE : NO_COPY);
}

/** Rows A8, A9 and A11: gone in Jira. */
function planGoneInJira(
	{ rules, brake, options }: FilePlanContext,
	linked: LinkedFiles & { readonly source: SourceFile },
): PlannedFile {
	const { link, source } = linked;
	if (link.x !== undefined || brake.j) return same(linked);
	if (link.o !== 'j') return gone(linked, 'j', link.o === 's' ? COPY_GONE : NO_COPY);
	if (!mayMove(rules, 'toSource')) return gone(linked, 'j', ONE_WAY);
	if (link.n === undefined && isChanged(link, source)) return gone(linked, 'j', CHANGED);
	const step = { kind: 'delete', to: 'source', row: 'A8' } as const;
	if (options.delivery === 'connected') return { before: linked, step };
	const d = (link.d ?? 0) + 1;
	if (d > SEND_LIMIT) return gone(linked, 'j', NOT_DELETED);
	return { before: linked, next: { ...link, d }, step };
}

function gone(before: LinkedFiles, side: 's' | 'j', reason: string): PlannedFile {
	const { s, j, o } = before.link;
	const next = {
		...(s !== undefined && { s }),
		...(j !== undefined && { j }),
		...(o !== undefined && { o }),
		x: side,
	};
	const row = reason === NO_COPY ? 'A11' : reason === COPY_GONE ? 'A9' : 'A8';
	return { before, next, step: { kind: 'kept', row, reason } };
}
