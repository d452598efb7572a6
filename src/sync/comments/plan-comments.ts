import { isObject } from '../../model/decode';
import { jsonEqual, type JsonValue } from '../../model/json';
import type { FieldPlanOptions } from '../plan-field';
import { describeUser } from '../../model/user';
import { commentUrl } from './header';
import { matchComments, type LinkedComments, type MatchedComments } from './match';
import { wordsOf, type CommentState } from './state';
import { planNewInJira, planNewInSource } from './plan-create';
import { planLink } from './plan-link';
import type { LinkPlanContext, PlannedLink } from './planned-link';
import { mayMove, type CommentRules } from './rules';
import { copyForSource } from './words';
import { encodeCommentTable, type CommentLink, type CommentTable } from './table';

/** Copies that one run makes at most: Jira limits the writes to one issue, and what is left follows in the next run. */
export const CREATE_LIMIT = 50;

/** A comment for the workflow to write to the record. */
export interface SourceCommentAction {
	readonly action: 'create' | 'update' | 'delete';
	/** Id in the source; absent for one that is to be created. */
	readonly id?: string;
	readonly jiraId: string;
	/** The whole text to write, header included; absent for a deletion. */
	readonly text?: string;
	/** Who wrote it in Jira. */
	readonly author?: string;
	/** Address of the comment in Jira. */
	readonly url: string;
	/** The same for a repeated delivery of the same action: write each key once. */
	readonly key: string;
}

/** What one run would do about the comments of a pair. */
export interface CommentPlan {
	readonly state: CommentState;
	readonly rules: CommentRules;
	readonly links: readonly PlannedLink[];
	/** Ids of surplus copies in Jira that are deleted (row C15). */
	readonly surplus: readonly string[];
	/** Ids of surplus copies in the source that the engine deletes, where it writes comments there (row C24). */
	readonly surplusInSource: readonly string[];
	readonly notes: readonly string[];
	/** Handed to the workflow once the table is stored. */
	readonly toSource: readonly SourceCommentAction[];
	/** The same, by what is planned. */
	readonly actions: ReadonlyMap<PlannedLink, SourceCommentAction>;
	/** Something is written: to Jira, to the source, or the table alone. */
	readonly moves: boolean;
	readonly warnings: readonly string[];
}

/** Decides what to do about the comments of a pair. Equal state gives an equal plan; nothing is read or written here. */
export function planComments(
	state: CommentState,
	rules: CommentRules,
	options: FieldPlanOptions,
): CommentPlan {
	const early = state.readAt !== undefined && state.readAt < (state.table.at ?? 0);
	if (early) return nothing(state, rules, [READ_TOO_EARLY]);
	const matched = matchComments(state, options);
	const brake = isTooMuch(matched.linked);
	// The node hands comments to the workflow, however it writes the fields.
	const asked = { ...options, delivery: 'workflow' } as const;
	const context: LinkPlanContext = { state, rules, options: asked, brake };
	const known = matched.linked.map((linked) => planLink(context, linked));
	const { made, left } = planNew(context, matched);
	const links = [...known, ...made];
	const { notes, surplus, surplusInSource } = matched;
	const table = nextTable(
		state,
		links.flatMap(({ next }) => next ?? []),
		notes,
	);
	const encoded = encodeCommentTable(table);
	if (encoded.kind === 'full') return nothing(state, rules, [FULL]);
	const actions = new Map(
		links.flatMap((link) => {
			const action = sourceAction(context, link);
			return action === undefined ? [] : [[link, action] as const];
		}),
	);
	const spare = surplus.length + surplusInSource.length;
	const writes = spare > 0 || links.some(({ step }) => step?.to !== undefined);
	return {
		state,
		rules,
		links,
		surplus,
		surplusInSource,
		notes,
		toSource: [...actions.values()],
		actions,
		moves: writes || !sameTable(table, state.table),
		warnings: [
			...(brake ? [BRAKE] : []),
			...(left > 0 ? [`${left} more comments are copied to Jira by the next runs.`] : []),
		],
	};
}

const READ_TOO_EARLY =
	'The record was read before the last sync of its comments, so comments were left for the next run.';
const FULL =
	'Comments were not synced: the links between them would not fit into one issue property any more (32,768 characters).';
const BRAKE =
	'More than half of the linked comments are missing in the record, so no copy was deleted in Jira. If they were really deleted, delete the copies by hand.';

function nothing(
	state: CommentState,
	rules: CommentRules,
	warnings: readonly string[],
): CommentPlan {
	const empty = { links: [], surplus: [], surplusInSource: [], notes: [], toSource: [] };
	return { state, rules, ...empty, actions: new Map(), moves: false, warnings };
}

/** The table after the run. When the record was read is noted only along with something else (law L5). */
export function nextTable(
	{ table, readAt }: CommentState,
	links: readonly CommentLink[],
	notes: readonly string[],
): CommentTable {
	const next = { ...table, links, notes };
	return readAt === undefined || sameTable(next, table) ? next : { ...next, at: readAt };
}

/** Equal as they would be stored. */
export function sameTable(left: CommentTable, right: CommentTable): boolean {
	const stored = (table: CommentTable): JsonValue => {
		const encoded = encodeCommentTable(table);
		const { at: _at, ...rest } =
			encoded.kind === 'fits' && isObject(encoded.value) ? encoded.value : {};
		return rest as JsonValue;
	};
	return jsonEqual(stored(left), stored(right));
}

/** Missing comments below this number may well have been deleted. */
const FEW = 2;

/** Row C16: a list that lost more than half of the linked comments at once was more likely not read whole. */
function isTooMuch(linked: readonly LinkedComments[]): boolean {
	const living = linked.filter(
		({ link, jira }) => link.s !== undefined && link.x === undefined && jira,
	);
	const missing = living.filter(({ source }) => source === undefined).length;
	return missing > FEW && missing * 2 > living.length;
}

function planNew(
	context: LinkPlanContext,
	{ newInSource, newInJira }: MatchedComments,
): { readonly made: readonly PlannedLink[]; readonly left: number } {
	const { rules } = context;
	const toJira = mayMove(rules, 'toJira')
		? newInSource.flatMap((comment) => planNewInSource(context, comment) ?? [])
		: [];
	const toSource = mayMove(rules, 'toSource')
		? newInJira.flatMap((comment) => planNewInJira(context, comment) ?? [])
		: [];
	const made = [...toJira.slice(0, CREATE_LIMIT), ...toSource];
	return { made, left: Math.max(0, toJira.length - CREATE_LIMIT) };
}

function sourceAction(
	{ state, options }: LinkPlanContext,
	{ before, next, step }: PlannedLink,
): SourceCommentAction | undefined {
	const commentId = before.link.j;
	if (step?.to !== 'source' || commentId === undefined) return undefined;
	const url = commentUrl(state.issue.url, commentId);
	const id = next?.s ?? before.link.s;
	const action = step.kind === 'edit' ? 'update' : step.kind === 'delete' ? 'delete' : 'create';
	const version = action === 'update' ? `:${options.digest(step.body ?? '').slice(0, 12)}` : '';
	const author = before.jira?.author && describeUser(before.jira.author);
	const { body } = step;
	const text =
		body === undefined || before.link.o === 's'
			? body
			: copyForSource(wordsOf(state), author, url, body);
	return {
		action,
		...(id !== undefined && { id }),
		jiraId: commentId,
		...(text !== undefined && { text }),
		...(author !== undefined && { author }),
		url,
		key: `${action}:${state.issue.id}:${commentId}${version}`,
	};
}

/** Mark of the copy of a record's comment, set in the create request itself. */
export function copyMark(
	{ table }: CommentState,
	commentId: string,
	body: string,
	digest: FieldPlanOptions['digest'],
): JsonValue {
	const { system, recordId } = table.link;
	return { kind: 'copy', system, recordId, commentId, body: digest(body) };
}
