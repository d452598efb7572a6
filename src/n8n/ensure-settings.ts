import type { EnsureSettings } from '../engine/ensure-issue';
import { WRITTEN_FORMATS } from '../model/text-format';
import type { IssueTemplate } from '../sync/template';
import type { Parameters } from './parameters';

const HOUR_MS = 3_600_000;
const SECOND_MS = 1_000;
const DEFAULT_LOOK_BACK_HOURS = 1;
/** A reconcile looks only when an issue seems to be missing, and the crash that lost its link may be days ago. */
export const RECONCILE_LOOK_BACK_HOURS = 168;
const DEFAULT_LOOK_AGAIN_SECONDS = 3;
const DEFAULT_PROFILE = 'default';

/** Name of the profile; several profiles may sync one issue. */
export function readProfile(parameters: Parameters): string {
	return parameters.text('options.profile') || DEFAULT_PROFILE;
}

/** How missing issues are made, from the parameters that Create or Update and Reconcile Many share. */
export function readEnsureSettings(
	parameters: Parameters,
	lookBackHours = DEFAULT_LOOK_BACK_HOURS,
): EnsureSettings {
	return {
		profile: readProfile(parameters),
		template: readTemplate(parameters),
		updateFields: parameters.names('templateOptions.fieldsToRefresh'),
		duplicates: parameters.choice('templateOptions.duplicates', ['close', 'report']),
		lookBack: 'afterStart',
		lookBackMs: parameters.number('templateOptions.lookBackHours', lookBackHours) * HOUR_MS,
		lookAgainMs:
			parameters.number('templateOptions.lookAgainSeconds', DEFAULT_LOOK_AGAIN_SECONDS) * SECOND_MS,
		dryRun: parameters.flag('options.dryRun'),
	};
}

function readTemplate(parameters: Parameters): IssueTemplate {
	return {
		project: parameters.requiredLocator('project', 'Project'),
		issueType: parameters.requiredLocator('issueType', 'Issue Type'),
		summary: parameters.required('summaryTemplate', 'Summary'),
		body: parameters.text('bodyTemplate'),
		bodyFormat: parameters.choice('templateOptions.bodyFormat', WRITTEN_FORMATS),
		bodyField: parameters.text('templateOptions.bodyField') || 'description',
		appendedAttributes: parameters.names('templateOptions.appendedAttributes'),
		appendSeen: parameters.flag('templateOptions.appendSeen', true),
		labels: parameters.text('labelsTemplate'),
		labelsField: parameters.text('templateOptions.labelsField') || 'labels',
		fields: parameters.mapped('fields'),
		unknownAttributes: parameters.choice('templateOptions.unknownAttributes', ['blank', 'stop']),
	};
}
