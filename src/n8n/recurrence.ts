import type { RecurrenceRequest } from '../engine/recurrence-request';
import { inputError } from '../model/failure';
import { readProfile } from './ensure-settings';
import type { Parameters } from './parameters';
import { readRecord } from './record';
import { createExtractor } from './version-extractor';

/** The question of the Jira Resolved Until node about one item. Throws `InputError` for what cannot be asked. */
export function readRecurrence(parameters: Parameters, item: unknown): RecurrenceRequest {
	const record = readRecord(parameters, item);
	const attribute = parameters.required('versionAttribute', 'Version Attribute');
	const chosen = parameters.choice('issueBy', ['record', 'issue']) === 'issue';
	const allowed = parameters.text('options.allowedVersions');
	return {
		record,
		...(chosen && { issue: parameters.requiredLocator('issue', 'Issue') }),
		profile: readProfile(parameters),
		versions: record.values[attribute],
		fixField: parameters.text('options.fixField') || 'fixVersions',
		rule: {
			comparison: parameters.choice('comparison', ['later', 'sameOrLater']),
			observed: createExtractor({
				expression: parameters.text('options.versionExpression'),
				allowed,
				parameter: 'Version Expression',
			}),
			fixed: createExtractor({
				expression: parameters.text('options.fixExpression'),
				parameter: 'Fix Version Expression',
			}),
			finalResolutions: parameters.names('options.finalResolutions'),
		},
		order: parameters.choice('options.order', ['jiraThenParsed', 'parsed']),
		reopen: readReopen(parameters),
		onUnknown: parameters.choice('options.onUnknown', ['stay', 'comment', 'reopen']),
		dryRun: parameters.flag('options.dryRun'),
	};
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
		comment: parameters.flag('addComment', true),
		...(commentText !== '' && { commentText }),
		...(label !== '' && { label }),
		clearFixVersions: parameters.flag('options.clearFixVersions'),
	};
}
