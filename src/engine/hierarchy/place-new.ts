import { inputError } from '../../model/failure';
import { own } from '../../model/own';
import type { SourceRecord } from '../../model/record';
import { parentKey } from '../../sync/hierarchy/park';
import { parentIdOf, typeOfKind, type HierarchyRules } from '../../sync/hierarchy/rules';
import { storeValue, type PairSnapshot } from '../../sync/snapshot';
import type { EngineContext } from '../context';
import type { EnsureSettings } from '../ensure-settings';
import { recordKey } from '../find-pairs';
import { placeOrReason } from './find-parents';
import { createParentBook, fillParentBook, type ParentIssue } from './parent-book';

/** What the hierarchy says of an issue that is to be made. */
export interface NewPlace {
	/** Name or id. */
	readonly issueType: string;
	/** The field that puts it below its parent, if it can be put there now. */
	readonly fields: Readonly<Record<string, string>>;
	/** What the two sides are known to share of the parent, for the first snapshot. */
	readonly shared: PairSnapshot['fields'];
	readonly warnings: readonly string[];
}

/**
 * Type and parent of a new issue. A parent that has no issue yet is left for the next run, except of a sub-task, which cannot be
 * without: then `InputError` is thrown (row H7).
 */
export async function placeNew(
	context: EngineContext,
	record: SourceRecord,
	{ template, hierarchy: rules, profile }: EnsureSettings,
): Promise<NewPlace> {
	const issueType = (rules && typeOfKind(rules, record)) ?? template.issueType;
	const nowhere = { issueType, fields: {}, shared: {}, warnings: [] };
	const parent = rules && parentIdOf(own(record.values, rules.parentAttribute));
	if (rules === undefined || parent === undefined) return nowhere;
	const top = { ...nowhere, shared: sharedParent(context, rules, null, null) };
	if (parent === null) return top;
	const child = { project: template.project, issueType };
	const issue = await issueOf(context, { system: record.system, id: parent }, profile);
	const place =
		issue === null ? noIssue(record, parent) : await placeOrReason(context.tracker, child, issue);
	if (typeof place === 'string') {
		if (await context.tracker.isSubtask(child)) throw inputError(waits(issueType, place));
		return { ...top, warnings: [`${place} The issue is made without it.`] };
	}
	// A link is made by the sync that follows: it needs the issue.
	if (issue === null || place.kind === 'link') return top;
	return {
		...nowhere,
		fields: { [place.field]: issue.key },
		shared: sharedParent(context, rules, parent, issue.key),
	};
}

function noIssue({ id }: SourceRecord, parent: string): string {
	return id === parent
		? 'The record names itself as its parent.'
		: `The parent record ${parent} has no issue yet.`;
}

function waits(issueType: string, reason: string): string {
	return `No issue was made: a "${issueType}" is a sub-task and cannot be without its parent. ${reason} Once the parent has an issue, run again.`;
}

function sharedParent(
	{ digest }: EngineContext,
	rules: HierarchyRules,
	record: string | null,
	key: string | null,
): PairSnapshot['fields'] {
	return { [parentKey(rules)]: { s: storeValue(record, digest), j: storeValue(key, digest) } };
}

async function issueOf(
	context: EngineContext,
	parent: Pick<SourceRecord, 'system' | 'id'>,
	profile: string,
): Promise<ParentIssue | null> {
	const book = context.parents ?? createParentBook();
	await fillParentBook(context, book, { records: [parent], keys: [] }, profile);
	return book.issues.get(recordKey(parent)) ?? null;
}
