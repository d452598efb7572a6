import type { RecurrenceRequest, ReopenSettings } from '../../src/engine/recurrence-request';
import type { JsonValue } from '../../src/model/json';
import type { SourceRecord } from '../../src/model/record';
import { createExtractor } from '../../src/n8n/version-extractor';
import type { RecurrenceRule } from '../../src/sync/recurrence-rules';

/** The rule of a node whose settings nobody touched. */
export function settingsRule(changes: Partial<RecurrenceRule> = {}): RecurrenceRule {
	return {
		combine: 'all',
		conditions: [],
		versionAttribute: 'version',
		observed: createExtractor({ expression: '', parameter: 'Version Expression' }),
		fixField: 'fixVersions',
		fixed: createExtractor({ expression: '', parameter: 'Fix Version Expression' }),
		comparison: 'later',
		...changes,
	};
}

export interface RecurrenceChanges extends Partial<Omit<RecurrenceRequest, 'reopen' | 'record'>> {
	readonly record?: SourceRecord;
	/** Value of the record's attribute `version`. */
	readonly versions?: JsonValue;
	readonly reopen?: Partial<ReopenSettings>;
}

/** A recurrence of error 7 in version 1.3.0, for a node that reopens to To Do and comments. */
export function recurrenceRequest({
	record,
	versions = '1.3.0',
	reopen,
	...changes
}: RecurrenceChanges = {}): RecurrenceRequest {
	return {
		record: record ?? {
			system: 'backtrace',
			id: '7',
			url: 'https://bt.example/7',
			values: { version: versions },
		},
		profile: 'default',
		policy: { rules: [settingsRule()], finalResolutions: ["Won't Do"] },
		order: 'parsed',
		action: 'reopen',
		reopen: {
			targets: ['To Do'],
			via: [],
			screenFields: {},
			comment: true,
			clearFixVersions: false,
			clearResolution: false,
			...reopen,
		},
		onUnknown: 'stay',
		dryRun: false,
		...changes,
	};
}
