import type { EnsureSettings } from '../../src/engine/ensure-settings';
import type { ReleaseSettings } from '../../src/engine/releases/release-run';
import type { ReconcileSettings } from '../../src/engine/reconcile-settings';
import type { SyncSettings } from '../../src/sync/mapping';
import { SEED_FIELD_IDS } from '../../simulators/jira';
import type { FileRules } from '../../src/sync/files/rules';
import { thingsOf, type History } from './history';

/** Jira's fields by the record's names. */
export const FIELDS = {
	title: 'summary',
	note: SEED_FIELD_IDS.signature,
	state: 'status',
	labels: 'labels',
} as const;

/** Names of Jira's statuses by the record's states; both of the first count as open. */
export const STATES: Readonly<Record<string, readonly string[]>> = {
	open: ['To Do', 'In Progress', 'In Review'],
	resolved: ['Done'],
	muted: ["Won't Do"],
};

export const LABELS = ['red', 'green', 'blue', 'black'] as const;

export const PROFILE = 'default';

/** Every kind of field that is kept in step, under one policy. */
export function syncSettings(history: History): SyncSettings {
	const { policy: onConflict, moves } = history;
	const things = thingsOf(history);
	const rules = {
		direction: 'both',
		onConflict,
		onLinking: 'source',
		againstDirection: 'leave',
	} as const;
	return {
		profile: PROFILE,
		mappings: Object.entries(FIELDS)
			.filter(([source]) => !moves || source !== 'note')
			.map(([source, jira]) => ({ ...rules, source, jira })),
		status: {
			rows: Object.entries(STATES).map(([state, statuses]) => ({
				source: [state],
				jira: statuses,
			})),
			via: [],
			screenFields: { resolution: 'Done' },
		},
		...(things.includes('comments') && { comments: { ...COMMENTS, onConflict } }),
		...(things.includes('files') && { files: FILES }),
		assignee: { table: [], unmatched: 'leave', matchDisplayName: false },
	};
}

/** Both ways; nobody restricts a comment. */
const COMMENTS = {
	direction: 'both',
	attribute: 'comments',
	againstDirection: 'leave',
	includeRestricted: false,
} as const;

const FILES: FileRules = {
	direction: 'both',
	attribute: 'attachments',
	maxSize: 1_000,
	patterns: [],
	includeInternal: false,
};

/** Issues are made from the record's title; labels come with the first sync. */
export const ENSURE: EnsureSettings = {
	profile: PROFILE,
	template: {
		project: 'CRASH',
		issueType: 'Bug',
		summary: '$title',
		body: 'Made for $title',
		bodyField: 'description',
		bodyFormat: 'plain',
		appendedAttributes: [],
		appendSeen: false,
		labels: '',
		labelsField: 'labels',
		fields: {},
		unknownAttributes: 'blank',
	},
	updateFields: [],
	duplicates: 'close',
	lookBackMs: 86_400_000,
	lookBack: 'always',
	lookAgainMs: 5_000,
	dryRun: false,
};

/** Versions of the project where issues are made. */
export const RELEASES: ReleaseSettings = {
	project: 'CRASH',
	profile: PROFILE,
	againstDirection: 'leave',
	dryRun: false,
};

/** A reconcile without brakes: histories change everything at once. */
export function reconcileSettings(
	sync: SyncSettings,
	source: ReconcileSettings['source'],
): ReconcileSettings {
	return {
		sync,
		ensure: ENSURE,
		...(source !== undefined && { source }),
		retryParked: false,
		dryRun: false,
		brakes: { maxChanges: Infinity, maxPercent: 100 },
	};
}
