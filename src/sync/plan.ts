import { jsonEqual, type JsonValue } from '../model/json';
import type { IssueStatus, JiraIssue, StatusCategory } from '../model/issue';
import { own } from '../model/own';
import type { MentionedUsers } from '../model/user';
import type { FieldValues, SourceRecord } from '../model/record';
import type { FoundUsers } from './assignee';
import type { CommentPlan } from './comments/plan-comments';
import type { FilePlan } from './files/plan-files';
import { PARENT_FIELD } from './hierarchy/rules';
import { NO_PARENTS, parentSides, type FoundParents } from './hierarchy/sides';
import { withDisputed } from './disputed';
import { fitSnapshot } from './fit-snapshot';
import { mappingKey, type FieldMapping, type SyncSettings } from './mapping';
import { mentioned, namedIn } from './mentions';
import { policyByTime, type ChangeTimes } from './newer';
import { planField, type FieldDecision, type FieldPlan, type FieldPlanOptions } from './plan-field';
import { keepOpen, withoutHold } from './shared-records';
import { isReadTooEarly, readTooEarly, withReadTime } from './read-time';
import { respell, withFormat } from './respell';
import type { TextMemo } from './rich-sides';
import { readSides, type FieldReading } from './sides';
import { className, rowOfStatus, type StatusTable } from './status';
import { encodeSnapshot, storeValue, type FieldSnapshot, type PairSnapshot } from './snapshot';

/** Both sides as they are now, and what they were last known to share. */
export interface SyncState {
	readonly record: SourceRecord;
	readonly issue: JiraIssue;
	readonly snapshot: PairSnapshot;
	/** People found in Jira for `usersToLookUp`. */
	readonly found: FoundUsers;
	/** When Jira's values of `fieldsToDate` were changed. */
	readonly changed: ChangeTimes;
	/** Parents found for `wantsParents`; absent where the plan does not hang on any. */
	readonly parents?: FoundParents;
	/** Statuses of the project, where the issue has several records: which of them close it (row M9). */
	readonly statuses?: readonly IssueStatus[];
	/** Canonical texts of this look. */
	readonly texts?: TextMemo;
}

/** What one run would do to a pair. Pure data: a dry run shows it, the engine carries it out. */
export interface SyncPlan {
	/** By mapping key, in the order of the mappings. */
	readonly decisions: Readonly<Record<string, FieldDecision>>;
	/** Values for the source, by the record's own names. */
	readonly toSource: FieldValues;
	/** Values for fields of the issue, by field id; never the status or the parent. */
	readonly toJira: FieldValues;
	/** Status names, any of which will do; the first is the one aimed at. */
	readonly toStatus?: readonly string[];
	/** For a row that names no status: any of this category will do. */
	readonly toCategory?: StatusCategory;
	/** What the parent becomes, as Jira's side spells it (`FoundParents.issues`); `null` for none. Absent: it stays. */
	readonly toParent?: string | null;
	/** The snapshot to store once the writes are confirmed. */
	readonly nextSnapshot: PairSnapshot;
	/** The stored snapshot differs from the next one. */
	readonly snapshotMoves: boolean;
	readonly warnings: readonly string[];
	/** Whom the texts for Jira mention. */
	readonly mentions?: MentionedUsers;
	/** Absent when comments are not synced. */
	readonly comments?: CommentPlan;
	/** Absent when attachments are not synced. */
	readonly files?: FilePlan;
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
	const mentions = mentionsOf(plans, state, settings);
	const fields = { ...state.snapshot.fields, ...Object.fromEntries(moved) };
	const mapped = new Set(settings.mappings.map(mappingKey));
	const fitted = fitSnapshot({ ...state.snapshot, fields }, mapped, options.digest);
	const nextSnapshot = fitted.snapshot;
	const wantedOf = (jira: string) =>
		plans.find(({ mapping }) => mapping.jira === jira)?.plan.toJira;
	const [status, parent] = [wantedOf('status'), wantedOf(PARENT_FIELD)];
	return {
		decisions: Object.fromEntries(
			plans.map(({ mapping, plan }) => [mappingKey(mapping), plan.decision]),
		),
		toSource: pick(plans, (mapping, plan) => [mapping.source, plan.toSource]),
		toJira: pick(plans, (mapping, plan) =>
			mapping.jira === 'status' || mapping.jira === PARENT_FIELD
				? undefined
				: [mapping.jira, plan.toJira],
		),
		...(typeof status === 'string' && statusGoal(settings, status)),
		...((typeof parent === 'string' || parent === null) && { toParent: parent }),
		...(mentions && { mentions }),
		nextSnapshot,
		snapshotMoves: !jsonEqual(encodeSnapshot(state.snapshot), encodeSnapshot(nextSnapshot)),
		warnings: [
			...plans.flatMap(({ mapping, plan }) =>
				plan.warnings.map((warning) => `${mappingKey(mapping)}: ${warning}`),
			),
			...fitted.warnings,
		],
	};
}

function planMapping(
	mapping: FieldMapping,
	state: SyncState,
	settings: SyncSettings,
	options: FieldPlanOptions,
): FieldPlan {
	const stored: FieldSnapshot = own(state.snapshot.fields, mappingKey(mapping)) ?? {};
	const { disputed, ...held } = stored;
	const base = withoutHold(held);
	const sides = sidesOf(mapping, state, settings, base);
	if ('kind' in sides) return { decision: { kind: 'absent' }, next: stored, warnings: [] };
	const { digest } = options;
	const before =
		mapping.jira === PARENT_FIELD
			? base
			: respell(base, sides, { mapping, settings, state, digest });
	const { readAt, updatedAt } = state.record;
	if (isReadTooEarly(sides, before, readAt, options.digest)) return readTooEarly(sides, stored);
	const { statuses = [], issue, snapshot } = state;
	const rulesOfClosing = { table: settings.status, statuses, digest: options.digest };
	const open = mapping.jira === 'status' && keepOpen(sides, issue.status, snapshot, rulesOfClosing);
	if (open)
		return withDisputed({ ...open, next: withReadTime(open.next, before, readAt) }, disputed);
	const { policy, reason } = policyByTime(mapping, updatedAt, state.changed);
	const rules = { ...mapping, onConflict: policy, policyReason: reason };
	const plan = planField(rules, sides, before, options);
	const next = withFormat(withReadTime(plan.next, before, readAt), held, sides, mapping);
	return withDisputed({ ...plan, next }, disputed);
}

function sidesOf(
	mapping: FieldMapping,
	{ record, issue, found, texts, parents = NO_PARENTS }: SyncState,
	settings: SyncSettings,
	before: FieldSnapshot,
): FieldReading {
	const { hierarchy: rules } = settings;
	if (mapping.jira !== PARENT_FIELD || rules === undefined)
		return readSides(mapping, settings, record, issue, found, texts);
	const raw = own(record.values, mapping.source);
	if (raw === undefined) return { kind: 'absent' };
	return parentSides({ rules, recordId: record.id, raw, issue, before, found: parents });
}

/** Whether the plan hangs on what is found out about parents: the pair's two differ from what they last shared. */
export function wantsParents(
	state: Omit<SyncState, 'found' | 'changed'>,
	settings: SyncSettings,
	options: FieldPlanOptions,
): boolean {
	const mapping = settings.mappings.find(({ jira }) => jira === PARENT_FIELD);
	if (mapping === undefined || settings.hierarchy === undefined) return false;
	const nothing = { found: {}, changed: {}, parents: NO_PARENTS };
	const { decision } = planMapping(mapping, { ...state, ...nothing }, settings, options);
	return !['unchanged', 'converged', 'absent', 'parked'].includes(decision.kind);
}

/** Whom the texts mention that are written to Jira; nothing when nobody is. */
function mentionsOf(
	plans: readonly Planned[],
	{ found }: SyncState,
	{ assignee, mentions }: SyncSettings,
): MentionedUsers | undefined {
	if (mentions !== 'real') return undefined;
	const people = plans.flatMap(({ mapping, plan }) =>
		namedIn(mapping.textFormat ?? 'plain', plan.toJira),
	);
	return people.length === 0 ? undefined : mentioned(assignee, people, found);
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
	state: Omit<SyncState, 'found' | 'changed'>,
	settings: SyncSettings,
	options: FieldPlanOptions,
): readonly string[] {
	const texts = settings.mappings.flatMap((mapping) => {
		if (mapping.jira === PARENT_FIELD) return [];
		const sides = readSides(mapping, settings, state.record, state.issue, {}, state.texts);
		if ('kind' in sides) return [];
		const { lookUp, lookUpForSource = [] } = sides;
		if (lookUp.length + lookUpForSource.length === 0) return [];
		// With nobody found, a field that is settled or left alone still plans to that: only the others need the search.
		const nothing = { found: {}, changed: {} };
		const { kind, row } = planMapping(
			mapping,
			{ ...state, ...nothing },
			settings,
			options,
		).decision;
		if (kind === 'unchanged' || row === 'W6') return [];
		if (sides.lookUpForSource === undefined) return lookUp;
		return row === 'M3' ? lookUp : row === 'M4' ? lookUpForSource : [...lookUp, ...lookUpForSource];
	});
	return [...new Set(texts)];
}

/**
 * Ids of the fields whose last change in Jira must be dated before the plan can be made: those that both sides changed and for
 * which the newer value wins. Empty, as nearly always, means that nothing has to be asked.
 */
export function fieldsToDate(
	state: Omit<SyncState, 'changed'>,
	settings: SyncSettings,
	options: FieldPlanOptions,
): readonly string[] {
	if (state.record.updatedAt === undefined) return [];
	return settings.mappings.flatMap((mapping) => {
		if (mapping.onConflict !== 'preferNewer' || mapping.jira === PARENT_FIELD) return [];
		const { decision } = planMapping(mapping, { ...state, changed: {} }, settings, options);
		return decision.conflict === true ? [mapping.jira] : [];
	});
}

/** A status that a walk through the workflow did not reach. */
export interface UnreachedStatus {
	/** Keys of the mappings that wanted it. */
	readonly keys: readonly string[];
	/** Where the walk ended. */
	readonly status: IssueStatus;
}

/**
 * The plan's snapshot when Jira's workflow did not let the status be reached (row W7): the pair of values is parked, since a walk
 * anew in each run would send the issue to and fro (law L5). Where the walk ended is the sync's own doing, so Jira's base moves
 * there and nobody takes it for an edit.
 */
export function parkStatus(
	plan: SyncPlan,
	before: PairSnapshot,
	{ keys, status }: UnreachedStatus,
	{ table, digest }: { readonly table: StatusTable; readonly digest: FieldPlanOptions['digest'] },
): PairSnapshot {
	const row = rowOfStatus(table, status);
	const jira = storeValue((row && className(row)) ?? null, digest);
	const fields = Object.entries(plan.nextSnapshot.fields).map(([key, next]) => {
		const { source = null } = own(plan.decisions, key) ?? {};
		if (!keys.includes(key)) return [key, next] as const;
		const { s } = own(before.fields, key) ?? {};
		const parked = { s: storeValue(source, digest), j: jira, by: 'jira' as const };
		return [key, { ...(s !== undefined && { s, j: jira }), parked }] as const;
	});
	return { ...plan.nextSnapshot, fields: Object.fromEntries(fields) };
}
