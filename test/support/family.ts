import { reconcile } from '../../src/engine/reconcile';
import type { EngineContext } from '../../src/engine/context';
import type { ReconcileSettings } from '../../src/engine/reconcile-settings';
import type { ReconcileReport, SyncReport } from '../../src/engine/reports';
import type { JsonValue } from '../../src/model/json';
import type { SourceRecord } from '../../src/model/record';
import { PARENT_FIELD, type HierarchyRules } from '../../src/sync/hierarchy/rules';
import type { FieldMapping, SyncSettings } from '../../src/sync/mapping';
import {
	createStoryWorld,
	ENSURE,
	TEMPLATE,
	type Deployment,
	type StoryWorld,
} from './story-world';

export const RULES: HierarchyRules = {
	parentAttribute: 'parent',
	kindAttribute: 'kind',
	kinds: [
		{ kind: 'epic', issueType: 'Epic' },
		{ kind: 'feature', issueType: 'Task' },
		{ kind: 'requirement', issueType: 'Sub-task' },
	],
	linkType: 'Relates',
	fields: [],
};

const PARENT: FieldMapping = {
	source: 'parent',
	jira: PARENT_FIELD,
	direction: 'both',
	onConflict: 'preferJira',
	onLinking: 'source',
	againstDirection: 'leave',
};

/** Parents and titles, both ways. */
export function familySettings(changes: Partial<FieldMapping> = {}): SyncSettings {
	return {
		profile: 'default',
		mappings: [
			{ ...PARENT, ...changes },
			{ ...PARENT, source: 'title', jira: 'summary', onConflict: 'preferSource' },
		],
		status: { rows: [], via: [], screenFields: {} },
		assignee: { table: [], unmatched: 'leave', matchDisplayName: false },
		hierarchy: RULES,
	};
}

/** Records of an epic, a feature below it and so on, in a Jira that has all three levels. */
export interface Family {
	readonly world: StoryWorld;
	/** Puts a record into the source, or changes one. */
	put(
		id: string,
		kind: string,
		parent: JsonValue,
		more?: Readonly<Record<string, JsonValue>>,
	): void;
	remove(id: string): void;
	record(id: string): SourceRecord;
	/** One run of the schedule over all records; what is handed out is written to the source. */
	run(
		settings?: SyncSettings,
		engine?: EngineContext,
		more?: Partial<ReconcileSettings>,
	): Promise<ReconcileReport>;
	report(run: ReconcileReport, id: string): SyncReport;
	/** Key of the newest issue of a record. */
	key(id: string): string;
	/** Key of what the record's issue lies below, by the people's view of Jira; null for nothing. */
	above(id: string): Promise<string | null>;
	/** Keys of the issues that the record's issue is linked to as their child. */
	links(id: string): Promise<readonly string[]>;
}

interface Link {
	readonly outwardIssue?: { readonly key: string };
}

/** Everything in ALL: the project that has epics. */
export function createFamily(deployment: Deployment, indexLagMs = 0): Family {
	const world = createStoryWorld(deployment, indexLagMs);
	const records = new Map<string, SourceRecord>();
	const record = (id: string): SourceRecord => records.get(id) ?? { system: 'aha', id, values: {} };
	const issueOf = (id: string) => {
		const found = world.site
			.issues()
			.findLast(({ properties }) => recordIdIn(properties['n8n-jira-sync.default']) === id);
		if (found === undefined) throw new Error(`No issue for ${id}`);
		return found;
	};
	return {
		world,
		put(id, kind, parent, more = {}) {
			const values = { ...record(id).values, id, kind, parent, title: `Record ${id}`, ...more };
			records.set(id, { system: 'aha', id, values });
		},
		remove: (id) => void records.delete(id),
		record,
		async run(sync = familySettings(), engine = world.process(), more = {}) {
			world.clock.advance(60_000);
			const report = await reconcile(engine, [...records.values()], {
				sync,
				ensure: {
					...ENSURE,
					lookAgainMs: 0,
					template: {
						...TEMPLATE,
						...{ project: 'ALL', issueType: 'Task', body: '', fields: {}, appendedAttributes: [] },
					},
					...(sync.hierarchy && { hierarchy: sync.hierarchy }),
				},
				retryParked: false,
				dryRun: false,
				brakes: { maxChanges: 1_000, maxPercent: 100 },
				...more,
			});
			for (const pair of report.pairs) {
				if (pair.kind !== 'synced') continue;
				const { id, values } = record(pair.report.record.id);
				records.set(id, { system: 'aha', id, values: { ...values, ...pair.report.toSource } });
			}
			return report;
		},
		report(run, id) {
			const found = run.pairs.find(
				(pair) => pair.kind === 'synced' && pair.report.record.id === id,
			);
			if (found?.kind !== 'synced') throw new Error(`Record ${id} was not synced`);
			return found.report;
		},
		key: (id) => issueOf(id).key,
		async above(id) {
			const { tracker } = world.process();
			const fields = await tracker.parentFields();
			const issue = await tracker.readIssue(issueOf(id).id, { fields, properties: [] });
			const held = fields
				.map((field) => issue.fields[field])
				.find((key) => typeof key === 'string');
			return typeof held === 'string' ? held : null;
		},
		async links(id) {
			const links = issueOf(id).fields['issuelinks'] as readonly Link[];
			return links.flatMap(({ outwardIssue }) => outwardIssue?.key ?? []);
		},
	};
}

function recordIdIn(property: unknown): unknown {
	return (property as { readonly link?: { readonly recordId?: unknown } } | undefined)?.link
		?.recordId;
}
