import { ATTACHMENTS_FIELD } from '../model/attachment';
import { COMMENTS_FIELD, type JiraComment } from '../model/comment';
import type { JiraIssue } from '../model/issue';
import type { JsonValue } from '../model/json';
import {
	commentsPropertyKey,
	filesPropertyKey,
	isSameRecord,
	linkPropertyKeys,
	type RecordLink,
} from '../model/link';
import { own } from '../model/own';
import type { SourceRecord } from '../model/record';
import { commentsToMark, unknownInJira } from '../sync/comments/match';
import type { CommentState } from '../sync/comments/state';
import { planComments, type CommentPlan } from '../sync/comments/plan-comments';
import { readSourceComments } from '../sync/comments/read-source';
import type { CommentRules } from '../sync/comments/rules';
import { decodeCommentTable } from '../sync/comments/table';
import { isTableOf } from '../sync/linked-table';
import type { SyncSettings } from '../sync/mapping';
import type { FieldPlanOptions } from '../sync/plan-field';
import { otherRecords } from '../sync/shared-records';
import type { PairSnapshot } from '../sync/snapshot';
import type { EngineContext } from './context';

interface PairParts {
	readonly record: SourceRecord;
	readonly issue: JiraIssue;
	readonly snapshot: PairSnapshot;
}

/** The comments of a pair, planned; or why they were left alone. */
export interface PlannedComments {
	readonly comments?: CommentPlan;
	readonly warnings: readonly string[];
}

/** Keys of the issue properties that a read of these fields needs: the tables of comments and attachments come with these. */
export function propertiesToRead(profile: string, fields: readonly string[]): readonly string[] {
	return [
		...linkPropertyKeys(profile),
		...(fields.includes(COMMENTS_FIELD) ? [commentsPropertyKey(profile)] : []),
		...(fields.includes(ATTACHMENTS_FIELD) ? [filesPropertyKey(profile)] : []),
	];
}

/**
 * Plans the comments of a pair. They came with the issue, so nothing is asked for while all of them are known; a comment that
 * may be this package's own is asked for its mark, once.
 */
export async function planPairComments(
	context: EngineContext,
	{ record, issue, snapshot }: PairParts,
	{ comments: rules, profile }: SyncSettings,
	options: FieldPlanOptions,
): Promise<PlannedComments> {
	if (rules === undefined) return { warnings: [] };
	const source = readSourceComments(own(record.values, rules.attribute), rules.attribute);
	if (source.kind === 'absent') return { warnings: [] };
	if (source.kind === 'unreadable') return { warnings: [source.reason] };
	const link = { system: record.system, recordId: record.id };
	const owner = commentOwner(issue.properties[commentsPropertyKey(profile)], snapshot);
	if (owner !== undefined && !isSameRecord(owner, link))
		return { warnings: [ownedBy(issue, owner)] };
	const reading = decodeCommentTable(issue.properties[commentsPropertyKey(profile)], link);
	if (reading.kind === 'newer') return { warnings: [NEWER] };
	const jira = await allComments(context, issue);
	if (jira === undefined) return { warnings: [NOT_GIVEN] };
	const { readAt } = record;
	const state: CommentState = {
		issue,
		source: source.comments,
		jira,
		table: reading.table,
		marks: {},
		...(readAt !== undefined && { readAt }),
		...routeOf(issue, rules),
	};
	const marks = await readMarks(context, state, rules);
	const comments = planComments({ ...state, marks }, rules, options);
	return { comments, warnings: comments.warnings };
}

/** Plain comments need no route, and neither do issues whose rich text is not known. */
function routeOf(
	{ richText, attachments }: JiraIssue,
	{ textFormat = 'plain' }: CommentRules,
): Pick<CommentState, 'route'> {
	if (richText === undefined || textFormat === 'plain') return {};
	return { route: { written: textFormat, jira: richText.format, attachments, memo: new Map() } };
}

/** The record whose comments the table links, where it is one of several of the issue. */
function commentOwner(
	table: JsonValue | undefined,
	snapshot: PairSnapshot,
): RecordLink | undefined {
	const records = [snapshot, ...otherRecords(snapshot)].map(({ link }) => link);
	return records.find((link) => isTableOf(table, link));
}

function ownedBy({ key }: JiraIssue, { system, recordId }: RecordLink): string {
	return `Comments were not synced: ${key} has several records, and its comments are kept in step with those of ${system} ${recordId}.`;
}

const NEWER =
	'Comments were not synced: a newer version of this node has synced them. Update the package.';
const NOT_GIVEN =
	'Comments were not synced: Jira did not give the comments of the issue. See whether its field configuration hides the field Comment.';

async function allComments(
	{ tracker }: EngineContext,
	{ id, comments }: JiraIssue,
): Promise<readonly JiraComment[] | undefined> {
	if (comments === undefined || comments.rows.length >= comments.total) return comments?.rows;
	return await tracker.commentThread(id);
}

async function readMarks(
	{ tracker }: EngineContext,
	state: CommentState,
	rules: CommentRules,
): Promise<CommentState['marks']> {
	if (unknownInJira(state).length === 0) return {};
	const ids = commentsToMark(state, rules, await tracker.myself());
	return ids.length === 0 ? {} : await tracker.commentMarks(state.issue.id, ids);
}
