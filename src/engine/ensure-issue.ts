import { ServiceError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { jsonEqual, type JsonValue } from '../model/json';
import { pairPropertyKey, type RecordLink } from '../model/link';
import type { SourceRecord } from '../model/record';
import { canonicalFor } from '../sync/canonical';
import { encodeSnapshot, newSnapshot } from '../sync/snapshot';
import { fillTemplate, type FilledTemplate, type IssueTemplate } from '../sync/template';
import type { EngineContext } from './context';
import { closeDuplicate } from './duplicates';
import { FIND_LIMIT, findPairs, recordKey, type FoundPair } from './find-pairs';
import { runWithKeys } from './keyed-lock';
import { linkIssue, toRemoteLink } from './link-issue';
import type { RecentlyCreated } from './ports';
import type { EnsureReport, IssueSummary } from './reports';
import { summarize } from './summarize';
import { unknownAttributes } from './problems';

export interface EnsureSettings {
	readonly profile: string;
	readonly template: IssueTemplate;
	/** Field ids that are brought up to date on an issue that exists; all others are left to the sync. */
	readonly updateFields: readonly string[];
	readonly duplicates: 'close' | 'report';
	/** How far back to look for issues of this account whose link is missing or not indexed yet, in milliseconds. */
	readonly lookBackMs: number;
	/** How long to wait before looking for a rival's issue, where the search lags; 0 skips the look. */
	readonly lookAgainMs: number;
	readonly dryRun: boolean;
}

/**
 * Gives every record exactly one issue (law L3): found, or made with its link in the create request itself.
 *
 * Each record succeeds or fails by itself. In this process a record is worked on by one caller at a time; a rival process is
 * found by the look afterwards, or by the next run.
 */
export async function ensureIssues(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
): Promise<readonly EnsureReport[]> {
	const reports: EnsureReport[] = [];
	for (let start = 0; start < records.length; start += FIND_LIMIT) {
		const chunk = records.slice(start, start + FIND_LIMIT);
		const keys = chunk.map(recordKey);
		reports.push(
			...(await runWithKeys(context.locks, keys, async () => await ensureChunk(context, chunk, settings))),
		);
	}
	return reports;
}

async function ensureChunk(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
): Promise<readonly EnsureReport[]> {
	const pairs = await findPairs(context, records, {
		profile: settings.profile,
		fields: settings.updateFields,
		recent: recentWindow(context, settings),
	});
	// Two items may speak of one record: the second meets the first one's issue.
	const made = new Map<string, IssueSummary>();
	const reports: EnsureReport[] = [];
	for (const record of records) {
		const key = recordKey(record);
		const already = made.get(key);
		const pair = pairs.get(key) ?? { duplicates: [], namedOnly: false };
		const report =
			already === undefined
				? await ensureOne(context, record, pair, settings)
				: foundReport(record, already);
		if (report.kind === 'created') made.set(key, report.issue);
		reports.push(report);
	}
	const created = records.filter((record) => made.has(recordKey(record)));
	return created.length > 0 && context.searchLags && settings.lookAgainMs > 0 && !settings.dryRun
		? await lookAgain(context, created, reports, settings)
		: reports;
}

function recentWindow(context: EngineContext, settings: EnsureSettings): RecentlyCreated {
	return { project: settings.template.project, since: context.clock.now() - settings.lookBackMs };
}

async function ensureOne(
	context: EngineContext,
	record: SourceRecord,
	pair: FoundPair,
	settings: EnsureSettings,
): Promise<EnsureReport> {
	try {
		return pair.living === undefined
			? await create(context, record, settings)
			: await adopt(context, record, pair.living, pair, settings);
	} catch (error) {
		return { kind: 'failed', recordId: record.id, error };
	}
}

function foundReport(record: SourceRecord, issue: IssueSummary): EnsureReport {
	return {
		kind: 'found',
		recordId: record.id,
		issue,
		warnings: [],
		closedDuplicates: [],
		updatedFields: [],
	};
}

async function create(
	context: EngineContext,
	record: SourceRecord,
	settings: EnsureSettings,
): Promise<EnsureReport> {
	const filled = fillTemplate(settings.template, record);
	const blanks = unknownAttributes(filled, settings.template, record);
	const base = { recordId: record.id, closedDuplicates: [], updatedFields: [] };
	if (settings.dryRun)
		return { kind: 'created', issue: { id: '', key: '', url: '' }, warnings: blanks, ...base };
	const made = await createOnce(context, record, filled, settings);
	context.recent.set(recordKey(record), made.issue.id);
	const warnings = [...blanks, ...made.warnings, ...(await linkForPeople(context, record, made.issue))];
	return { kind: made.kind, issue: made.issue, warnings, ...base };
}

interface MadeIssue {
	readonly kind: 'created' | 'found';
	readonly issue: IssueSummary;
	readonly warnings: readonly string[];
}

/** Sends the create request. If its answer is lost, the issue is looked for and the request is never sent again. */
async function createOnce(
	context: EngineContext,
	record: SourceRecord,
	filled: FilledTemplate,
	settings: EnsureSettings,
): Promise<MadeIssue> {
	const link: RecordLink = {
		system: record.system,
		recordId: record.id,
		...(record.url !== undefined && { url: record.url }),
	};
	try {
		const { warnings, ...issue } = await context.tracker.createIssue({
			project: settings.template.project,
			issueType: settings.template.issueType,
			fields: filled.fields,
			properties: { [pairPropertyKey(settings.profile)]: encodeSnapshot(newSnapshot(link)) },
		});
		return { kind: 'created', issue, warnings };
	} catch (error) {
		const found = isAmbiguous(error) ? await findLost(context, record, settings) : undefined;
		if (found === undefined) throw asError(error);
		const warning = 'Jira gave no good answer to the create request, but had made the issue.';
		return { kind: 'created', issue: summarize(found), warnings: [warning] };
	}
}

function isAmbiguous(error: unknown): boolean {
	return error instanceof ServiceError && error.details.ambiguous;
}

async function findLost(
	context: EngineContext,
	record: SourceRecord,
	settings: EnsureSettings,
): Promise<JiraIssue | undefined> {
	if (context.searchLags) await context.clock.sleep(settings.lookAgainMs);
	const recent = recentWindow(context, settings);
	const pairs = await findPairs(context, [record], { profile: settings.profile, fields: [], recent });
	return pairs.get(recordKey(record))?.living;
}

/** The remote link is for people and for the search; without it the issue still knows its record. */
async function linkForPeople(
	context: EngineContext,
	record: SourceRecord,
	issue: IssueSummary,
): Promise<readonly string[]> {
	try {
		await context.tracker.ensureRemoteLink(issue.id, toRemoteLink(record));
		return [];
	} catch (error) {
		return [
			`${issue.key} was made, but its remote link was not (${asError(error).message}). A reconcile adds it.`,
		];
	}
}

async function adopt(
	context: EngineContext,
	record: SourceRecord,
	living: JiraIssue,
	pair: FoundPair,
	settings: EnsureSettings,
): Promise<EnsureReport> {
	context.recent.set(recordKey(record), living.id);
	const warnings: string[] = [];
	const closed: string[] = [];
	if (!settings.dryRun) {
		if (pair.namedOnly) await linkIssue(context, record, living, settings.profile);
		if (settings.duplicates === 'close')
			for (const duplicate of pair.duplicates) {
				warnings.push(
					...(await closeDuplicate(context, duplicate, living, record, settings.profile)),
				);
				closed.push(duplicate.key);
			}
	}
	if (settings.duplicates === 'report')
		warnings.push(...pair.duplicates.map(({ key }) => `${key} is a duplicate of ${living.key}.`));
	const changes = refreshed(record, living, settings);
	const updatedFields = Object.keys(changes);
	if (updatedFields.length > 0 && !settings.dryRun)
		await context.tracker.editIssue(living.id, { fields: changes });
	return {
		kind: updatedFields.length > 0 ? 'updated' : 'found',
		recordId: record.id,
		issue: summarize(living),
		warnings,
		closedDuplicates: closed,
		updatedFields,
	};
}

/** Inputs for the fields that are to be refreshed and whose value differs from what the template gives now. */
function refreshed(
	record: SourceRecord,
	issue: JiraIssue,
	settings: EnsureSettings,
): Readonly<Record<string, JsonValue>> {
	if (settings.updateFields.length === 0) return {};
	const { fields } = fillTemplate(settings.template, record);
	return Object.fromEntries(
		settings.updateFields.flatMap((id) => {
			const input = fields[id];
			const schema = issue.schemas[id];
			if (input === undefined || schema === undefined) return [];
			const wanted = canonicalFor(schema, input);
			const same = wanted.kind === 'value' && jsonEqual(wanted.value, issue.fields[id] ?? null);
			return same ? [] : [[id, input] as const];
		}),
	);
}

/**
 * Looks once more when the index had time: a rival worker may have made an issue for the same record. Of two workers each closes
 * only its own issue, and only when the other's is older; what slips through is closed by the next run.
 */
async function lookAgain(
	context: EngineContext,
	records: readonly SourceRecord[],
	reports: readonly EnsureReport[],
	settings: EnsureSettings,
): Promise<readonly EnsureReport[]> {
	await context.clock.sleep(settings.lookAgainMs);
	const pairs = await findPairs(context, records, { profile: settings.profile, fields: [] });
	const checked: EnsureReport[] = [];
	for (const report of reports) {
		const record = records.find(({ id }) => id === report.recordId);
		const pair = record && pairs.get(recordKey(record));
		checked.push(
			record === undefined || pair?.living === undefined
				? report
				: await yieldToOlder(context, record, report, pair.living, pair, settings),
		);
	}
	return checked;
}

async function yieldToOlder(
	context: EngineContext,
	record: SourceRecord,
	report: EnsureReport,
	living: JiraIssue,
	pair: FoundPair,
	settings: EnsureSettings,
): Promise<EnsureReport> {
	if (report.kind !== 'created' || living.id === report.issue.id) return report;
	const mine = pair.duplicates.find(({ id }) => id === report.issue.id);
	if (mine === undefined || settings.duplicates === 'report') return report;
	const warnings = await closeDuplicate(context, mine, living, record, settings.profile);
	context.recent.set(recordKey(record), living.id);
	return {
		...report,
		kind: 'found',
		issue: summarize(living),
		warnings: [...report.warnings, ...warnings],
		closedDuplicates: [mine.key],
	};
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
