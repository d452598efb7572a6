import { asError, inputError } from '../model/failure';
import { ATTACHMENTS_FIELD } from '../model/attachment';
import type { JiraIssue } from '../model/issue';
import type { SourceRecord } from '../model/record';
import { showsImages } from '../sync/read-files';
import { adoptIssue } from './adopt-issue';
import type { EngineContext } from './context';
import { createIssue } from './create-issue';
import { closeDuplicate } from './duplicates';
import { lostWindow, type EnsureSettings } from './ensure-settings';
import { stillBare } from './find-directly';
import { FIND_LIMIT, findPairs, recordKey, type FoundPair } from './find-pairs';
import { ensureLayers } from './hierarchy/ensure-layers';
import { noteIssue } from './hierarchy/parent-book';
import { runWithKeys } from './keyed-lock';
import { isLinkKnown, noteLink } from './link-issue';
import type { EnsureReport } from './reports';
import { runSideBySide } from './run-side-by-side';
import { summarize } from './summarize';

export type { EnsureSettings } from './ensure-settings';

/**
 * Gives every record exactly one issue (law L3): found, or made with its link in the create request itself.
 *
 * Each record succeeds or fails by itself, and the reports stand in the order of the records. In this process a record is worked on
 * by one caller at a time; a rival process is found by the look afterwards, or by the next run.
 */
export async function ensureIssues(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
): Promise<readonly EnsureReport[]> {
	return await ensureLayers(context, records, settings, ensureAll);
}

async function ensureAll(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
): Promise<readonly EnsureReport[]> {
	const reports: EnsureReport[] = [];
	for (let start = 0; start < records.length; start += FIND_LIMIT) {
		const chunk = records.slice(start, start + FIND_LIMIT);
		const work = async (): Promise<readonly EnsureReport[]> =>
			await ensureChunk(context, chunk, settings);
		reports.push(...(await runWithKeys(context.locks, chunk.map(recordKey), work)));
	}
	return reports;
}

type Found = FoundPair & { readonly lacksLink: boolean };

async function ensureChunk(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
): Promise<readonly EnsureReport[]> {
	let pairs: ReadonlyMap<string, Found>;
	try {
		pairs = await findAll(context, records, settings);
	} catch (error) {
		// What earlier hundreds made must still be told.
		return records.map(({ id }) => ({ kind: 'failed', recordId: id, error }));
	}
	// Two items may speak of one record: the second meets what was done for the first.
	const unique = new Map<string, SourceRecord>();
	for (const record of records)
		if (!unique.has(recordKey(record))) unique.set(recordKey(record), record);
	const ensured = await runSideBySide(
		[...unique],
		settings.concurrency ?? 1,
		async ([key, record]) =>
			[key, await ensureOne(context, record, pairs.get(key), settings)] as const,
	);
	const done = new Map<string, EnsureReport>(ensured);
	const checked = await lookAgain(context, records, done, settings);
	return records.flatMap((record, index) => {
		const key = recordKey(record);
		const report = checked.get(key);
		if (report === undefined) return [];
		const isFirst = records.findIndex((other) => recordKey(other) === key) === index;
		return [isFirst ? report : repeated(report)];
	});
}

/** What a second item of the same record is told. */
function repeated(report: EnsureReport): EnsureReport {
	return report.kind === 'failed'
		? report
		: { ...report, kind: 'found', warnings: [], closedDuplicates: [], updatedFields: [] };
}

/** By the remote link first; only what that does not find is looked for among issues that a crash may have left without one. */
async function findAll(
	context: EngineContext,
	records: readonly SourceRecord[],
	settings: EnsureSettings,
): Promise<ReadonlyMap<string, Found>> {
	const { profile, updateFields, template } = settings;
	const files = updateFields.length > 0 && showsImages(template.bodyFormat);
	const fields = [...updateFields, ...(files ? [ATTACHMENTS_FIELD] : [])];
	const linked = await findPairs(context, records, { profile, fields });
	const isMissing = (record: SourceRecord): boolean =>
		linked.get(recordKey(record))?.living === undefined;
	const missing = records.filter(isMissing);
	const recent = missing.length === 0 ? undefined : lostWindow(context, settings);
	const lost =
		recent === undefined ? [] : await findPairs(context, missing, { profile, fields, recent });
	const pairs = new Map([...linked, ...lost]);
	return new Map(
		records.map((record) => {
			const key = recordKey(record);
			const { doubt, warning } = linked.get(key) ?? {};
			const pair = {
				...(pairs.get(key) ?? NOTHING),
				...(doubt !== undefined && { doubt }),
				...(warning !== undefined && { warning }),
			};
			return [key, { ...pair, lacksLink: lacksLink(context, record, pair) }] as const;
		}),
	);
}

const NOTHING: FoundPair = { duplicates: [], namedOnly: false, byLink: false };

function lacksLink(context: EngineContext, record: SourceRecord, pair: FoundPair): boolean {
	const { living, byLink } = pair;
	if (living === undefined) return false;
	if (byLink) noteLink(context, record, living.id);
	return !byLink && !isLinkKnown(context, record, living.id);
}

async function ensureOne(
	context: EngineContext,
	record: SourceRecord,
	pair: Found | undefined,
	settings: EnsureSettings,
): Promise<EnsureReport> {
	try {
		if (pair?.living === undefined) {
			if (pair?.doubt !== undefined) throw inputError(pair.doubt);
			return withWarning(await createIssue(context, record, settings), pair?.warning);
		}
		const { key, projectKey: project, issueType } = pair.living;
		noteIssue(context, record, { key, project, issueType: issueType.id });
		return await adopt(context, record, { ...pair, living: pair.living }, settings);
	} catch (error) {
		return { kind: 'failed', recordId: record.id, error };
	}
}

/**
 * An issue that carries no link yet is looked at once more just before it gets one: two records may name it, and the second must not
 * take it from the first (row E10).
 */
async function adopt(
	context: EngineContext,
	record: SourceRecord,
	found: Found & { readonly living: JiraIssue },
	settings: EnsureSettings,
): Promise<EnsureReport> {
	if (!found.namedOnly || settings.dryRun)
		return await adoptIssue(context, record, found, settings);
	return await context.locks.run(`bare issue ${found.living.id}`, async () => {
		const { warning } = await stillBare(context, record, found.living, settings.profile);
		return warning === undefined
			? await adoptIssue(context, record, found, settings)
			: withWarning(await createIssue(context, record, settings), warning);
	});
}

function withWarning(report: EnsureReport, warning: string | undefined): EnsureReport {
	return report.kind === 'failed' || warning === undefined
		? report
		: { ...report, warnings: [warning, ...report.warnings] };
}

/**
 * Looks once more when the index had time: a rival worker may have made an issue for the same record. Of two workers each closes
 * only its own issue, and only when the other's is older; what slips through is closed by the next run.
 */
async function lookAgain(
	context: EngineContext,
	records: readonly SourceRecord[],
	done: ReadonlyMap<string, EnsureReport>,
	settings: EnsureSettings,
): Promise<ReadonlyMap<string, EnsureReport>> {
	const created = records.filter((record) => done.get(recordKey(record))?.kind === 'created');
	const skips = !context.searchLags || settings.lookAgainMs === 0 || settings.dryRun;
	if (skips || created.length === 0) return done;
	const checked = new Map(done);
	try {
		await context.clock.sleep(settings.lookAgainMs);
		const pairs = await findPairs(context, created, { profile: settings.profile, fields: [] });
		for (const record of created) {
			const key = recordKey(record);
			const [report, pair] = [checked.get(key), pairs.get(key)];
			if (report !== undefined && pair !== undefined)
				checked.set(key, await yieldToOlder(context, record, report, pair, settings));
		}
	} catch (error) {
		// The issues are made: a look that failed is no failure of theirs, and the next run looks again.
		context.logger.warn('Could not look for duplicates', { reason: asError(error).message });
	}
	return checked;
}

async function yieldToOlder(
	context: EngineContext,
	record: SourceRecord,
	report: EnsureReport,
	{ living, duplicates }: FoundPair,
	settings: EnsureSettings,
): Promise<EnsureReport> {
	if (report.kind !== 'created' || living === undefined || living.id === report.issue.id)
		return report;
	const mine = duplicates.find(({ id }) => id === report.issue.id);
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
