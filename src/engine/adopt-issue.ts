import type { JiraIssue } from '../model/issue';
import { pairPropertyKey } from '../model/link';
import { jsonEqual, type JsonValue } from '../model/json';
import { own } from '../model/own';
import type { SourceRecord } from '../model/record';
import { canonicalFor, type Canonical } from '../sync/canonical';
import { saysTheSame } from '../sync/rich-sides';
import { fillTemplate } from '../sync/template';
import { readPairProperty } from '../sync/unlinked';
import type { EngineContext } from './context';
import { closeDuplicate } from './duplicates';
import type { EnsureSettings } from './ensure-settings';
import { damagedWords } from './read-pair';
import { recordKey, refuseNewer, type FoundPair } from './find-pairs';
import { ensureLink, linkIssue } from './link-issue';
import type { EnsureReport } from './reports';
import { summarize } from './summarize';

/** The issue that a record has, made whole: linked, its duplicates closed, the chosen fields brought up to date. */
export async function adoptIssue(
	context: EngineContext,
	record: SourceRecord,
	found: FoundPair & { readonly living: JiraIssue; readonly lacksLink: boolean },
	settings: EnsureSettings,
): Promise<EnsureReport> {
	const { living, duplicates } = found;
	const { dryRun, profile } = settings;
	context.recent.set(recordKey(record), living.id);
	refuseNewer(living, profile);
	if (!dryRun && found.namedOnly) await linkIssue(context, record, living, profile);
	else if (!dryRun && found.lacksLink) await ensureLink(context, record, living);
	const reading = readPairProperty(living.properties, pairPropertyKey(profile));
	const warnings: string[] = reading.kind === 'damaged' ? [damagedWords(living)] : [];
	for (const duplicate of duplicates) {
		if (settings.duplicates === 'report')
			warnings.push(`${duplicate.key} is a duplicate of ${living.key}.`);
		else if (!dryRun)
			warnings.push(...(await closeDuplicate(context, duplicate, living, record, profile)));
	}
	const changes = refreshed(record, living, settings);
	const updatedFields = Object.keys(changes);
	if (updatedFields.length > 0 && !dryRun)
		warnings.push(
			...(await context.tracker.editIssue(living.id, {
				fields: changes,
				...(living.richText && { before: living.richText.values }),
				attachments: living.attachments,
			})),
		);
	return {
		kind: updatedFields.length > 0 ? 'updated' : 'found',
		recordId: record.id,
		issue: summarize(living),
		warnings,
		closedDuplicates: settings.duplicates === 'close' ? duplicates.map(({ key }) => key) : [],
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
			const input = own(fields, id);
			const schema = own(issue.schemas, id);
			if (input === undefined || schema === undefined) return [];
			const same =
				saysTheSame(issue, id, input) ?? holds(canonicalFor(schema, input), own(issue.fields, id));
			return same ? [] : [[id, input] as const];
		}),
	);
}

function holds(wanted: Canonical, held: JsonValue = null): boolean {
	return wanted.kind === 'value' && jsonEqual(wanted.value, held);
}
