import { asError, isFailure } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { linkPropertyKeys, pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import type { EngineContext } from './context';
import { belongsTo, isBare, recordKey, snapshotOf, type FindOptions } from './find-pairs';
import { propertiesToRead } from './plan-comments';
import type { IssueRead } from './ports';

/** What memory and the record's own key led to. */
export interface DirectFind {
	readonly issue?: JiraIssue;
	/** The record names an issue that may be there, unseen. */
	readonly doubt?: string;
	/** The record names an issue that is not its own. */
	readonly warning?: string;
}

/** By this process's memory, then by the key that the record carries. */
export async function findDirectly(
	context: EngineContext,
	record: SourceRecord,
	options: FindOptions,
): Promise<DirectFind> {
	const property = pairPropertyKey(options.profile);
	const read = {
		fields: options.fields,
		properties: propertiesToRead(options.profile, options.fields),
	};
	const remembered = context.recent.get(recordKey(record));
	const known = remembered && (await readIfThere(context, remembered, read));
	if (known && belongsTo(known, record, property)) return { issue: known };
	// Only a key that the record itself carries may name an issue without a link: memory may name one that was unlinked.
	const { issueKey } = record;
	if (issueKey === undefined) return {};
	const named = await readIfThere(context, issueKey, read);
	if (named === undefined) return nobody(context, record, issueKey);
	if (isBare(named, property) || belongsTo(named, record, property)) return { issue: named };
	return notItsOwn(named, record, property);
}

/** Cloud answers alike for an issue that is gone and for one that the account may not see; Data Center tells them apart. */
function nobody(
	{ notFoundMayHide }: EngineContext,
	{ system, id }: SourceRecord,
	issueKey: string,
): DirectFind {
	if (notFoundMayHide !== true)
		return { warning: `${system} ${id} names ${issueKey}, which does not exist any more.` };
	return {
		doubt: `${system} ${id} names ${issueKey}, which does not exist or which this account may not see. No second issue was made: give the account the permission to see it, or, if it was deleted, take its key off the record.`,
	};
}

/** Reads the property of an issue that had no link, and warns if another record has it by now. */
export async function stillBare(
	{ tracker }: EngineContext,
	record: SourceRecord,
	{ id }: JiraIssue,
	profile: string,
): Promise<Pick<DirectFind, 'warning'>> {
	const property = pairPropertyKey(profile);
	const properties = linkPropertyKeys(profile);
	const issue = await tracker.readIssue(id, { fields: [], properties });
	const isFree = isBare(issue, property) || belongsTo(issue, record, property);
	return isFree ? {} : notItsOwn(issue, record, property);
}

function notItsOwn(
	{ key, properties }: JiraIssue,
	{ system, id }: SourceRecord,
	property: string,
): DirectFind {
	const snapshot = snapshotOf({ properties }, property, { system, id });
	const owner = `${snapshot?.link.system ?? ''} ${snapshot?.link.recordId ?? ''}`;
	// Closed as a duplicate, or let go: the record has another issue, or gets one.
	if (snapshot?.duplicateOf !== undefined) return {};
	return {
		warning: `${system} ${id} names ${key}, which belongs to ${owner}. Link it there with "Keep Other Records" if the issue is to stand for both.`,
	};
}

async function readIfThere(
	context: EngineContext,
	idOrKey: string,
	read: IssueRead,
): Promise<JiraIssue | undefined> {
	try {
		return await context.tracker.readIssue(idOrKey, read);
	} catch (error) {
		if (isFailure(error, 'notFound')) return undefined;
		throw asError(error);
	}
}
