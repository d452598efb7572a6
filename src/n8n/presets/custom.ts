import type { Preset } from './preset';
import { RECORDS_PRESET } from './records';

/** Nothing is synced until it is set: what this node did for other records before there were presets for them. */
export const CUSTOM_PRESET: Preset = {
	name: 'generic',
	displayName: 'Custom',
	description: 'Items are records of any system; everything is set by hand',
	record: RECORDS_PRESET.record,
	status: { attribute: 'status', direction: 'off', rows: [] },
	assignee: { attribute: 'assignee', direction: 'off' },
	comments: { attribute: 'comments', direction: 'off' },
	mappings: [],
	template: { issueType: 'Bug', body: '$description', labels: '' },
};
