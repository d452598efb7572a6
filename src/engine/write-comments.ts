import type { WrittenComment } from '../model/comment';
import { asError, isFailure } from '../model/failure';
import type { JsonValue } from '../model/json';
import { copyMark, nextTable, sameTable, type CommentPlan } from '../sync/comments/plan-comments';
import { wordsOf, type CommentState } from '../sync/comments/state';
import { copyForJira } from '../sync/comments/words';
import { refusedByJira, takenByJira } from '../sync/comments/outcome';
import type { PlannedLink } from '../sync/comments/planned-link';
import { encodeCommentTable, type CommentLink } from '../sync/comments/table';
import { missingFiles } from '../sync/rich-sides';
import { commentMentions } from './comment-mentions';
import type { EngineContext } from './context';
import type { RecordSource } from './ports';
import { createSourceComments, writesComments } from './source-comments';

/** What became of the comments. */
export interface CommentOutcome {
	/** The table to store; absent when the stored one still holds. */
	readonly table?: JsonValue;
	/** Comments in Jira were created, edited or deleted. */
	readonly wrote: boolean;
	readonly warnings: readonly string[];
}

/**
 * Writes the comments of a plan into Jira, and into a source that the engine writes, one after the other so that their order is
 * kept; the table is left to be stored with the snapshot. A run that dies in between is made up for by the next: copies carry a mark from their first moment, edits that
 * arrived make both sides equal, and what is deleted on both sides is forgotten.
 */
export async function writeComments(
	context: EngineContext,
	issueId: string,
	plan: CommentPlan | undefined,
	at?: { readonly source: RecordSource | undefined; readonly recordId: string },
): Promise<CommentOutcome> {
	if (plan?.moves !== true) return { wrote: false, warnings: [] };
	const inSource = writesComments(at?.source)
		? createSourceComments(at.source, at.recordId, plan, context.digest)
		: undefined;
	const links: CommentLink[] = [];
	const warnings: string[] = [];
	for (const link of plan.links) {
		const done =
			link.step?.to === 'source' && inSource !== undefined
				? await inSource.write(link)
				: await writeLink(context, issueId, plan, link);
		if (done.link !== undefined) links.push(done.link);
		if (done.warning !== undefined) warnings.push(done.warning);
	}
	for (const id of plan.surplus) await context.tracker.deleteComment(issueId, id);
	await inSource?.removeSurplus();
	const { state, notes } = plan;
	const table = nextTable(state, links, notes);
	const wrote = plan.surplus.length > 0 || plan.links.some(({ step }) => step?.to === 'jira');
	if (sameTable(table, state.table)) return { wrote, warnings };
	const encoded = encodeCommentTable(table);
	if (encoded.kind === 'full') return { wrote, warnings: [...warnings, FULL] };
	return { table: encoded.value, wrote, warnings };
}

const FULL = 'The links between comments do not fit into one issue property any more.';

interface Written {
	/** Absent: nothing to remember. */
	readonly link?: CommentLink | undefined;
	readonly warning?: string;
}

async function writeLink(
	context: EngineContext,
	issueId: string,
	plan: CommentPlan,
	planned: PlannedLink,
): Promise<Written> {
	const { state } = plan;
	if (planned.step?.to !== 'jira') return { link: planned.next };
	try {
		const stored = await writeToJira(context, issueId, plan, planned);
		if (stored === undefined) return { link: planned.next };
		const warning = [...missing(planned, state), ...(stored.warnings ?? [])].join(' ');
		return {
			link: takenByJira(planned, stored, state, context.digest),
			...(warning !== '' && { warning: `${nameOf(planned)}: ${warning}` }),
		};
	} catch (error) {
		// One comment that Jira does not take holds up neither the others nor the fields.
		if (!isFailure(error, 'permission') && !isFailure(error, 'validation')) throw asError(error);
		const link = refusedByJira(planned, state, context.digest);
		return { link, warning: `${nameOf(planned)}: ${error.message}` };
	}
}

/** Images of a comment of the source that the issue has no file for. */
function missing({ before: { source } }: PlannedLink, { route }: CommentState): readonly string[] {
	return route === undefined || source === undefined ? [] : missingFiles(route, source.written);
}

function nameOf({ before: { link } }: PlannedLink): string {
	return link.s === undefined ? `Comment ${link.j ?? ''} in Jira` : `Comment ${link.s}`;
}

/** Answers the comment as Jira stored it; nothing when it was deleted. */
async function writeToJira(
	context: EngineContext,
	issueId: string,
	plan: CommentPlan,
	{ before, step }: PlannedLink,
): Promise<WrittenComment | undefined> {
	const { tracker, digest } = context;
	const { link, source, jira } = before;
	if (step?.kind === 'delete') {
		if (link.j !== undefined) await tracker.deleteComment(issueId, link.j);
		return undefined;
	}
	const body = step?.body ?? '';
	const { route } = plan.state;
	const text = link.o === 's' ? copyForJira(wordsOf(plan.state), source?.author, body) : body;
	const restriction = source?.internal === true ? plan.rules.internal : jira?.visibility;
	const draft = {
		text,
		...(route && { format: route.written, attachments: route.attachments }),
		mentions: await commentMentions(context, plan, body),
		...(restriction !== undefined && {
			visibility: restriction as JsonValue,
		}),
	};
	if (jira !== undefined)
		return await tracker.editComment(issueId, jira.id, { ...draft, before: jira.body });
	const mark = copyMark(plan.state, link.s ?? '', body, digest);
	return await tracker.createComment(issueId, { ...draft, mark });
}
