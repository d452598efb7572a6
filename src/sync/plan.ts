import { jsonEqual, type JsonValue } from '../model/json';
import type { JiraIssue, StatusCategory } from '../model/issue';
import { own } from '../model/own';
import type { FieldValues, SourceRecord } from '../model/record';
import type { FoundUsers } from './assignee';
import { mappingKey, type FieldMapping, type SyncSettings } from './mapping';
import { planField, type FieldDecision, type FieldPlan, type FieldPlanOptions } from './plan-field';
import { isReadTooEarly, readTooEarly, withReadTime } from './read-time';
import { readSides } from './sides';
import { className } from './status';
import { encodeSnapshot, type FieldSnapshot, type PairSnapshot } from './snapshot';

/** Both sides as they are now, and what they were last known to share. */
export interface SyncState {
	readonly record: SourceRecord;
	readonly issue: JiraIssue;
	readonly snapshot: PairSnapshot;
	/** People found in Jira for `usersToLookUp`. */
	readonly found: FoundUsers;
}

/** What one run would do to a pair. Pure data: a dry run shows it, the engine carries it out. */
export interface SyncPlan {
	/** By mapping key, in the order of the mappings. */
	readonly decisions: Readonly<Record<string, FieldDecision>>;
	/** Values for the source, by the record's own names. */
	readonly toSource: FieldValues;
	/** Values for fields of the issue, by field id; never the status. */
	readonly toJira: FieldValues;
	/** Status names, any of which will do; the first is the one aimed at. */
	readonly toStatus?: readonly string[];
	/** For a row that names no status: any of this category will do. */
	readonly toCategory?: StatusCategory;
	/** The snapshot to store once the writes are confirmed. */
	readonly nextSnapshot: PairSnapshot;
	/** The stored snapshot differs from the next one. */
	readonly snapshotMoves: boolean;
	readonly warnings: readonly string[];
}

/** Decides what to do about a pair. Equal state gives an equal plan; nothing is read or written here. */
export function planSync(
	state: SyncState,
	settings: SyncSettings,
	options: FieldPlanOptions,
): SyncPlan {
	const plans = settings.mappings.map((mapping) => ({
		mapping,
		plan: planMapping(mapping, state, settings, options),
	}));
	const moved = plans.flatMap(({ mapping, plan }) =>
		Object.keys(plan.next).length > 0 ? [[mappingKey(mapping), plan.next] as const] : [],
	);
	const fields = { ...state.snapshot.fields, ...Object.fromEntries(moved) };
	const nextSnapshot = { ...state.snapshot, fields };
	const status = plans.find(({ mapping }) => mapping.jira === 'status')?.plan.toJira;
	return {
		decisions: Object.fromEntries(
			plans.map(({ mapping, plan }) => [mappingKey(mapping), plan.decision]),
		),
		toSource: pick(plans, (mapping, plan) => [mapping.source, plan.toSource]),
		toJira: pick(plans, (mapping, plan) =>
			mapping.jira === 'status' ? undefined : [mapping.jira, plan.toJira],
		),
		...(typeof status === 'string' && statusGoal(settings, status)),
		nextSnapshot,
		snapshotMoves: !jsonEqual(encodeSnapshot(state.snapshot), encodeSnapshot(nextSnapshot)),
		warnings: plans.flatMap(({ mapping, plan }) =>
			plan.warnings.map((warning) => `${mappingKey(mapping)}: ${warning}`),
		),
	};
}

function planMapping(
	mapping: FieldMapping,
	state: SyncState,
	settings: SyncSettings,
	options: FieldPlanOptions,
): FieldPlan {
	const before: FieldSnapshot = own(state.snapshot.fields, mappingKey(mapping)) ?? {};
	const sides = readSides(mapping, settings, state.record, state.issue, state.found);
	if ('kind' in sides) return { decision: { kind: 'absent' }, next: before, warnings: [] };
	const { readAt } = state.record;
	if (isReadTooEarly(sides, before, readAt, options.digest)) return readTooEarly(sides, before);
	const plan = planField(mapping, sides, before, options);
	return { ...plan, next: withReadTime(plan.next, before, readAt) };
}

type Planned = { readonly mapping: FieldMapping; readonly plan: FieldPlan };

function pick(
	plans: readonly Planned[],
	choose: (
		mapping: FieldMapping,
		plan: FieldPlan,
	) => readonly [string, JsonValue | undefined] | undefined,
): FieldValues {
	return Object.fromEntries(
		plans.flatMap(({ mapping, plan }) => {
			const [name, value] = choose(mapping, plan) ?? [];
			return name === undefined || value === undefined ? [] : [[name, value] as const];
		}),
	);
}

function statusGoal(
	settings: SyncSettings,
	state: string,
): Pick<SyncPlan, 'toStatus' | 'toCategory'> {
	const row = settings.status.rows.find((candidate) => className(candidate) === state);
	const category = row?.jira.length === 0 ? row.category : undefined;
	return { toStatus: row?.jira ?? [], ...(category !== undefined && { toCategory: category }) };
}

/** Texts to search Jira's users for before the plan can be made; empty when nothing about people changed. */
export function usersToLookUp(
	state: Omit<SyncState, 'found'>,
	settings: SyncSettings,
	options: FieldPlanOptions,
): readonly string[] {
	const texts = settings.mappings.flatMap((mapping) => {
		const sides = readSides(mapping, settings, state.record, state.issue, {});
		if ('kind' in sides || sides.lookUp.length === 0) return [];
		// With nobody found, a field that is settled or left alone still plans to that: only the others need the search.
		const { kind, row } = planMapping(mapping, { ...state, found: {} }, settings, options).decision;
		return kind === 'unchanged' || row === 'W6' ? [] : sides.lookUp;
	});
	return [...new Set(texts)];
}

/** The plan's snapshot with some fields left as they were, because their write did not happen. */
export function withoutFields(
	plan: SyncPlan,
	before: PairSnapshot,
	failed: ReadonlySet<string>,
): PairSnapshot {
	const fields = Object.entries({ ...before.fields, ...plan.nextSnapshot.fields }).flatMap(
		([key, next]): readonly (readonly [string, FieldSnapshot])[] => {
			if (!failed.has(key)) return [[key, next]];
			const old = own(before.fields, key);
			return old === undefined ? [] : [[key, old]];
		},
	);
	return { ...plan.nextSnapshot, fields: Object.fromEntries(fields) };
}
