import { linkPropertyKeys, pairPropertyKey } from '../../model/link';
import type { SourceRecord } from '../../model/record';
import type { EngineContext } from '../context';
import { findPairs, recordKey, snapshotOf } from '../find-pairs';

/** An issue as what hangs below it has to know it. */
export interface ParentIssue {
	readonly key: string;
	readonly project: string;
	/** Name or id. */
	readonly issueType: string;
}

/** What one run has found out about records and issues above others, so that nothing is asked for twice. */
export interface ParentBook {
	/** By `recordKey`; `null` for a record without an issue. */
	readonly issues: Map<string, ParentIssue | null>;
	/** Records of an issue, as `recordKey`, by the issue's key; empty for one that belongs to no record. */
	readonly records: Map<string, readonly string[]>;
}

export function createParentBook(): ParentBook {
	return { issues: new Map(), records: new Map() };
}

/** The same context with a book of its own, unless it has one. */
export function withParentBook(context: EngineContext): EngineContext {
	return context.parents === undefined ? { ...context, parents: createParentBook() } : context;
}

/** Notes the issue of a record, for the records below it. */
export function noteIssue(
	{ parents }: EngineContext,
	record: Pick<SourceRecord, 'system' | 'id'>,
	issue: ParentIssue,
): void {
	parents?.issues.set(recordKey(record), issue);
	if (parents !== undefined) noteRecord(parents, issue.key, recordKey(record));
}

/** An issue may stand for several records. */
function noteRecord({ records }: ParentBook, issueKey: string, key: string): void {
	records.set(issueKey, [...new Set([...(records.get(issueKey) ?? []), key])]);
}

/** What is to be found out. */
export interface ParentNeeds {
	/** Parent records. */
	readonly records: readonly Pick<SourceRecord, 'system' | 'id'>[];
	/** Keys of parent issues. */
	readonly keys: readonly string[];
}

/** Fills the book with what it lacks: one search for each hundred parents of either side. */
export async function fillParentBook(
	context: EngineContext,
	book: ParentBook,
	needs: ParentNeeds,
	profile: string,
): Promise<void> {
	const unknown = needs.records.filter((record) => !book.issues.has(recordKey(record)));
	if (unknown.length > 0) await findIssues(context, book, unknown, profile);
	const keys = [...new Set(needs.keys)].filter((key) => !book.records.has(key));
	if (keys.length > 0) await findRecords(context, book, keys, profile);
}

async function findIssues(
	context: EngineContext,
	book: ParentBook,
	records: ParentNeeds['records'],
	profile: string,
): Promise<void> {
	const unique = new Map(records.map((record) => [recordKey(record), record]));
	const wanted = [...unique.values()].map(({ system, id }) => ({ system, id, values: {} }));
	const pairs = await findPairs(context, wanted, { profile, fields: [] });
	for (const key of unique.keys()) {
		const { living, namedOnly = true } = pairs.get(key) ?? {};
		const isLinked = living !== undefined && !namedOnly;
		book.issues.set(
			key,
			isLinked
				? { key: living.key, project: living.projectKey, issueType: living.issueType.id }
				: null,
		);
		if (isLinked) noteRecord(book, living.key, key);
	}
}

async function findRecords(
	{ tracker }: EngineContext,
	book: ParentBook,
	keys: readonly string[],
	profile: string,
): Promise<void> {
	const property = pairPropertyKey(profile);
	const issues = await tracker.readIssues(keys, {
		fields: [],
		properties: linkPropertyKeys(profile),
	});
	const owner = new Map(
		issues.flatMap((issue) => {
			const snapshot = snapshotOf(issue, property);
			if (snapshot === undefined) return [];
			const records = [snapshot, ...(snapshot.others ?? [])]
				.filter(({ duplicateOf }) => duplicateOf === undefined)
				.map(({ link: { system, recordId } }) => recordKey({ system, id: recordId }));
			return [[issue.key, records] as const];
		}),
	);
	for (const key of keys) book.records.set(key, owner.get(key) ?? []);
}
