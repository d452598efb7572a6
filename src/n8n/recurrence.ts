import type { RecurrenceRequest } from '../engine/recurrence-request';
import { inputError } from '../model/failure';
import { own } from '../model/own';
import type { SourceRecord } from '../model/record';
import { readMoment } from '../sync/observed-versions';
import { readProfile } from './ensure-settings';
import type { Parameters } from './parameters';
import { readRecord } from './record';
import { readRecurrenceRules } from './recurrence-rules';
import { readStatusTable } from './sync-settings';
import { createPatternCompiler, type PatternCompiler } from './version-extractor';

/**
 * The question of the Jira Resolved Until node about one item. Throws `InputError` for what cannot be asked. One `compile` for all
 * items spares compiling the same expressions again.
 */
export function readRecurrence(
	parameters: Parameters,
	item: unknown,
	compile: PatternCompiler = createPatternCompiler(),
): RecurrenceRequest {
	const record = readRecord(parameters, item);
	const rules = readRecurrenceRules(parameters, compile);
	const chosen = parameters.choice('issueBy', ['record', 'issue']) === 'issue';
	const lastSeenAt = readLastSeen(parameters, record);
	return {
		record,
		...(chosen && { issue: parameters.requiredLocator('issue', 'Issue') }),
		profile: readProfile(parameters),
		policy: { rules, finalResolutions: readFinalResolutions(parameters) },
		...(lastSeenAt !== undefined && { lastSeenAt }),
		order: parameters.choice('options.order', ['jiraThenParsed', 'datesThenParsed', 'parsed']),
		action: parameters.choice('onRegression', ['reopen', 'newIssue', 'comment']),
		reopen: readReopen(parameters),
		onUnknown: parameters.choice('options.onUnknown', ['stay', 'comment', 'reopen']),
		dryRun: parameters.flag('options.dryRun'),
	};
}

/** What is never reopened unless the option says otherwise; n8n keeps no value of an option that was not added. */
export const FINAL_RESOLUTIONS = "Won't Do, Won't Fix, Duplicate";

function readFinalResolutions(parameters: Parameters): readonly string[] {
	return parameters.has('options.finalResolutions')
		? parameters.names('options.finalResolutions')
		: FINAL_RESOLUTIONS.split(', ');
}

function readLastSeen(parameters: Parameters, record: SourceRecord): number | undefined {
	const attribute = parameters.text('options.lastSeenAttribute');
	return attribute === '' ? undefined : readMoment(own(record.values, attribute));
}

function readReopen(parameters: Parameters): RecurrenceRequest['reopen'] {
	const commentText = parameters.text('options.commentText');
	const label = parameters.text('options.label');
	if (/\s/.test(label))
		throw inputError(`"${label}" cannot be a label.`, [
			{ field: 'Label', message: 'A label of Jira has no spaces.' },
		]);
	return {
		targets: parameters.names('reopenStatus'),
		via: parameters.names('options.via'),
		screenFields: readStatusTable(parameters).screenFields,
		comment: parameters.flag('addComment', true),
		...(commentText !== '' && { commentText }),
		...(label !== '' && { label }),
		clearFixVersions: parameters.flag('options.clearFixVersions'),
		clearResolution: parameters.flag('options.clearResolution'),
	};
}
