import { asError, ServiceError } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { pairPropertyKey, type RecordLink } from '../model/link';
import type { SourceRecord } from '../model/record';
import { encodeSnapshot, newSnapshot } from '../sync/snapshot';
import { fillTemplate, type FilledTemplate } from '../sync/template';
import type { EngineContext } from './context';
import { recentWindow, type EnsureSettings } from './ensure-settings';
import { findPairs, recordKey } from './find-pairs';
import { noteIssue } from './hierarchy/parent-book';
import { placeNew, type NewPlace } from './hierarchy/place-new';
import { ensureLink } from './link-issue';
import type { IssueDraft } from './ports';
import { unknownAttributes } from './problems';
import type { EnsureReport, IssueSummary } from './reports';
import { summarize } from './summarize';

/** Makes the issue of a record, with its link in the create request itself, and then the link that people see. */
export async function createIssue(
	context: EngineContext,
	record: SourceRecord,
	settings: EnsureSettings,
): Promise<EnsureReport> {
	const filled = fillTemplate(settings.template, record);
	const blanks = unknownAttributes(filled, settings.template, record);
	const base = { recordId: record.id, closedDuplicates: [], updatedFields: [] };
	if (settings.dryRun)
		return {
			kind: 'created',
			issue: { id: '', key: '', url: '' },
			warnings: blanks,
			...base,
		};
	const place = await placeNew(context, record, settings);
	const made = await createOnce(
		context,
		record,
		draftOf(record, filled, settings, place),
		settings,
	);
	context.recent.set(recordKey(record), made.issue.id);
	const { project } = settings.template;
	noteIssue(context, record, { key: made.issue.key, project, issueType: place.issueType });
	const unlinked = await linkForPeople(context, record, made.issue);
	return {
		kind: 'created',
		issue: made.issue,
		warnings: [...blanks, ...place.warnings, ...made.warnings, ...unlinked],
		...base,
	};
}

/** The issue of a record as it is asked for: the filled template, and the link with the record. */
export function draftOf(
	record: SourceRecord,
	filled: FilledTemplate,
	{ template, profile, hierarchy }: EnsureSettings,
	place: Pick<NewPlace, 'issueType' | 'fields' | 'shared'> = {
		...template,
		fields: {},
		shared: {},
	},
): IssueDraft {
	const link: RecordLink = {
		system: record.system,
		recordId: record.id,
		...(record.url !== undefined && { url: record.url }),
	};
	return {
		project: template.project,
		issueType: place.issueType,
		fields: { ...filled.fields, ...place.fields },
		properties: {
			[pairPropertyKey(profile)]: encodeSnapshot({ ...newSnapshot(link), fields: place.shared }),
		},
		...(hierarchy && { nameEpic: true }),
	};
}

interface MadeIssue {
	readonly issue: IssueSummary;
	readonly warnings: readonly string[];
}

/** Sends the create request. If its answer is lost, the issue is looked for and the request is never sent again. */
async function createOnce(
	context: EngineContext,
	record: SourceRecord,
	draft: IssueDraft,
	settings: EnsureSettings,
): Promise<MadeIssue> {
	try {
		const { warnings, ...issue } = await context.tracker.createIssue(draft);
		return { issue, warnings };
	} catch (error) {
		const found = isAmbiguous(error) ? await findLost(context, record, settings) : undefined;
		if (found === undefined) throw asError(error);
		const warning = 'Jira gave no good answer to the create request, but had made the issue.';
		return { issue: summarize(found), warnings: [warning] };
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
	const { profile, template } = settings;
	const recent = { ...recentWindow(context, settings), project: template.project };
	const pairs = await findPairs(context, [record], { profile, fields: [], recent });
	return pairs.get(recordKey(record))?.living;
}

/** The remote link is for people and for the search; without it the issue still knows its record. */
async function linkForPeople(
	context: EngineContext,
	record: SourceRecord,
	issue: IssueSummary,
): Promise<readonly string[]> {
	try {
		await ensureLink(context, record, issue);
		return [];
	} catch (error) {
		return [
			`${issue.key} was made, but its remote link was not (${asError(error).message}). The next run adds it.`,
		];
	}
}
