import { asError } from '../../model/failure';
import type { JiraIssue } from '../../model/issue';
import { linkPropertyKeys, pairPropertyKey } from '../../model/link';
import { own } from '../../model/own';
import type { FieldValues } from '../../model/record';
import {
	HAND_OUT_LIMIT,
	importNote,
	importPropertyKey,
	timesHandedOut,
} from '../../sync/import/note';
import { importedValues } from '../../sync/import/values';
import type { KindType } from '../../sync/hierarchy/rules';
import type { SyncSettings } from '../../sync/mapping';
import { readPairProperty } from '../../sync/unlinked';
import type { EngineContext } from '../context';
import { withParentFields } from '../hierarchy/find-parents';
import { createParentBook, fillParentBook } from '../hierarchy/parent-book';
import { recordIdIn } from '../hierarchy/record-id';
import type { IssueSummary } from '../reports';
import { summarize } from '../summarize';
import { syncedFields } from '../../sync/synced-fields';

/** Which issues become records, and how they are read. */
export interface ImportSettings {
	readonly sync: SyncSettings;
	/** Short name of the system that the records are to live in. */
	readonly system: string;
	readonly jql: string;
	/** Kinds by issue type; issues of other types are left. Empty: every type, by its own name. */
	readonly kinds: readonly KindType[];
	/** Only issues whose parent is the issue of a record. */
	readonly onlyBelowLinked: boolean;
	/** Only issues made since then, with an overlap, in milliseconds since the epoch. */
	readonly since?: number;
	/** Issues that the account of the credential made are imported too. */
	readonly includeOwn: boolean;
	/** Hand out again what was given up. */
	readonly retryGivenUp: boolean;
	/** Most issues handed out in one run. */
	readonly limit: number;
	readonly dryRun: boolean;
}

/** An issue that is to become a record. */
export interface ImportedIssue {
	readonly issue: IssueSummary;
	readonly recordType: string;
	/** Id of the record above; absent when there is none. */
	readonly parentId?: string;
	readonly values: FieldValues;
	/** How often it has been handed out, this time included. */
	readonly times: number;
}

export interface ImportReport {
	readonly handedOut: readonly ImportedIssue[];
	/** Handed out three times, and never linked with a record since. */
	readonly givenUp: readonly IssueSummary[];
	readonly counts: {
		readonly seen: number;
		readonly linked: number;
		/** Of other types, or below no record. */
		readonly passed: number;
		/** For the next run, because of the limit. */
		readonly left: number;
	};
	/** What the next run may give as `since`: nothing that is still to be linked was made before it. */
	readonly nextSince?: number;
	readonly warnings: readonly string[];
	readonly dryRun: boolean;
}

/** How far a run looks back beyond `since`: Cloud's index may show an issue minutes after it was made. */
const OVERLAP_MS = 10 * 60_000;
/** Issues that one run looks at. */
const SEARCH_LIMIT = 5_000;

/**
 * Finds issues that people made in Jira and hands them out to become records (docs/design/import.md). That it was handed out is
 * noted in the issue before it leaves, and it counts as imported only once a record is linked with it.
 */
export async function importIssues(
	context: EngineContext,
	given: ImportSettings,
): Promise<ImportReport> {
	const settings = { ...given, sync: await withParentFields(context, given.sync) };
	const { sync, since, dryRun } = settings;
	const read = {
		fields: [
			...new Set([...syncedFields(sync), ...(await context.tracker.parentFields()), 'created']),
		],
		properties: [...linkPropertyKeys(sync.profile), importPropertyKey(sync.profile)],
	};
	const filter = {
		...(since !== undefined && { since: since - OVERLAP_MS }),
		includeOwn: settings.includeOwn,
	};
	const seen = await context.tracker.searchCreated(settings.jql, filter, read, SEARCH_LIMIT);
	const open = seen.filter((issue) => isUnlinked(issue, sync));
	const wanted = await chooseIssues(context, open, settings);
	const isGivenUp = ({ issue }: Candidate): boolean =>
		timesOf(issue, sync) >= HAND_OUT_LIMIT && !settings.retryGivenUp;
	const due = wanted.filter((candidate) => !isGivenUp(candidate));
	const now = due.slice(0, settings.limit);
	const made = await handOut(context, now, settings);
	const givenUp = wanted.filter(isGivenUp).map(({ issue }) => summarize(issue));
	const next = nextSince(seen, due);
	return {
		handedOut: made.handedOut,
		givenUp,
		counts: {
			seen: seen.length,
			linked: seen.length - open.length,
			passed: open.length - wanted.length,
			left: due.length - now.length,
		},
		...(next !== undefined && { nextSince: next }),
		warnings: [...made.warnings, ...givenUp.map(givenUpWords), ...tooMany(seen.length)],
		dryRun,
	};
}

interface Candidate {
	readonly issue: JiraIssue;
	readonly recordType: string;
	readonly parentId?: string;
}

/** A link that a newer version of this package wrote is a link as well; a damaged one was one. */
function isUnlinked(issue: JiraIssue, { profile }: SyncSettings): boolean {
	return readPairProperty(issue.properties, pairPropertyKey(profile)).kind === 'none';
}

function timesOf(issue: JiraIssue, { profile }: SyncSettings): number {
	return timesHandedOut(issue.properties[importPropertyKey(profile)]);
}

/** Issues of the chosen types, each with the record above it; the parents are looked up together. */
async function chooseIssues(
	context: EngineContext,
	issues: readonly JiraIssue[],
	{ kinds, onlyBelowLinked, sync, system }: ImportSettings,
): Promise<readonly Candidate[]> {
	const typed = issues.flatMap((issue) => {
		const recordType = typeOf(issue, kinds);
		return recordType === undefined ? [] : [{ issue, recordType }];
	});
	const fields = await context.tracker.parentFields();
	const parentOf = (issue: JiraIssue): string | undefined =>
		fields.map((field) => own(issue.fields, field)).find((key) => typeof key === 'string');
	const book = createParentBook();
	const keys = typed.flatMap(({ issue }) => parentOf(issue) ?? []);
	await fillParentBook(context, book, { records: [], keys }, sync.profile);
	return typed.flatMap((candidate): readonly Candidate[] => {
		const key = parentOf(candidate.issue);
		const owners = key === undefined ? [] : (book.records.get(key) ?? []);
		const parentId = owners.flatMap((owner) => recordIdIn(owner, system) ?? [])[0];
		if (parentId !== undefined) return [{ ...candidate, parentId }];
		return onlyBelowLinked ? [] : [candidate];
	});
}

function typeOf({ issueType }: JiraIssue, kinds: readonly KindType[]): string | undefined {
	if (kinds.length === 0) return issueType.name;
	const names = [issueType.id, issueType.name.toLowerCase()];
	return kinds.find((row) => names.includes(row.issueType.trim().toLowerCase()))?.kind;
}

/** Notes each issue, then hands it out. One that cannot be noted stays, since nothing would end its being handed out. */
async function handOut(
	{ tracker }: EngineContext,
	candidates: readonly Candidate[],
	{ sync, dryRun }: ImportSettings,
): Promise<{ readonly handedOut: readonly ImportedIssue[]; readonly warnings: readonly string[] }> {
	const handedOut: ImportedIssue[] = [];
	const warnings: string[] = [];
	for (const { issue, ...rest } of candidates) {
		// A try anew begins to count anew.
		const before = timesOf(issue, sync);
		const times = before >= HAND_OUT_LIMIT ? 1 : before + 1;
		const { values, warnings: unread } = importedValues(issue, sync);
		try {
			if (!dryRun)
				await tracker.setProperty(issue.id, importPropertyKey(sync.profile), importNote(times));
			handedOut.push({ issue: summarize(issue), ...rest, values, times });
			warnings.push(...unread.map((reason) => `${issue.key}: ${reason}`));
		} catch (error) {
			warnings.push(`${issue.key} was not handed out: ${asError(error).message}`);
		}
	}
	return { handedOut, warnings };
}

/** The time up to which every issue is settled: that of the first that is still due, else that of the newest. */
function nextSince(seen: readonly JiraIssue[], due: readonly Candidate[]): number | undefined {
	const timeOf = (issue: JiraIssue): number => Date.parse(String(own(issue.fields, 'created')));
	const [first] = due;
	const issue = first?.issue ?? seen.at(-1);
	const time = issue === undefined ? NaN : timeOf(issue);
	return Number.isNaN(time) ? undefined : time;
}

function givenUpWords({ key }: IssueSummary): string {
	return `${key} was handed out ${HAND_OUT_LIMIT} times and has no record. Link it with one, exclude it in the JQL, or set "Retry Given-Up Values".`;
}

function tooMany(count: number): readonly string[] {
	return count < SEARCH_LIMIT
		? []
		: [
				`Only the first ${SEARCH_LIMIT} issues were looked at. Narrow the JQL, or set "Made Since".`,
			];
}
