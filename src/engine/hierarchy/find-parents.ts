import { asError, InputError } from '../../model/failure';
import { own } from '../../model/own';
import { parentKey } from '../../sync/hierarchy/park';
import { parentIdOf, type HierarchyRules } from '../../sync/hierarchy/rules';
import { heldParent, linkedKey, linkedTo, type FoundParents } from '../../sync/hierarchy/sides';
import type { SyncSettings } from '../../sync/mapping';
import { wantsParents, type SyncState } from '../../sync/plan';
import type { FieldPlanOptions } from '../../sync/plan-field';
import type { EngineContext } from '../context';
import { recordKey } from '../find-pairs';
import { createParentBook, fillParentBook, type ParentBook, type ParentNeeds } from './parent-book';
import type { ParentPlace, TypeAt } from './ports';
import { recordIdIn } from './record-id';

type State = Omit<SyncState, 'found' | 'changed'>;

/** The settings with the fields in which this Jira keeps parents; asked for once an execution, and only where parents are synced. */
export async function withParentFields(
	{ tracker }: EngineContext,
	settings: SyncSettings,
): Promise<SyncSettings> {
	const { hierarchy } = settings;
	if (hierarchy === undefined || hierarchy.fields.length > 0) return settings;
	return { ...settings, hierarchy: { ...hierarchy, fields: await tracker.parentFields() } };
}

/** What has to be found out before a pair can be planned; empty, as nearly always, means nothing. */
export function parentNeeds(
	state: State,
	settings: SyncSettings,
	options: FieldPlanOptions,
): ParentNeeds {
	const { hierarchy: rules } = settings;
	if (rules === undefined || !wantsParents(state, settings, options))
		return { records: [], keys: [] };
	const { id, held } = endsOf(rules, state);
	const { system } = state.record;
	return {
		records: typeof id === 'string' && id !== state.record.id ? [{ system, id }] : [],
		keys: held === null ? [] : [linkedKey(held) ?? held],
	};
}

function endsOf(rules: HierarchyRules, { record, issue, snapshot }: State) {
	const before = own(snapshot.fields, parentKey(rules)) ?? {};
	return {
		id: parentIdOf(own(record.values, rules.parentAttribute)),
		held: heldParent({ rules, issue, before }),
	};
}

/** Finds what the plan of one pair hangs on; nothing where it hangs on no parent. */
export async function findParents(
	context: EngineContext,
	state: State,
	settings: SyncSettings,
	options: FieldPlanOptions,
): Promise<FoundParents | undefined> {
	const { hierarchy: rules, profile } = settings;
	const needs = parentNeeds(state, settings, options);
	if (rules === undefined || needs.records.length + needs.keys.length === 0) return undefined;
	const book = context.parents ?? createParentBook();
	await fillParentBook(context, book, needs, profile);
	return {
		...(await wantedPlace(context, book, state.issue, needs)),
		...heldRecord(book, state, needs),
	};
}

async function wantedPlace(
	{ tracker }: EngineContext,
	book: ParentBook,
	{ projectKey: project, issueType }: State['issue'],
	{ records: [record] }: ParentNeeds,
): Promise<Pick<FoundParents, 'issues' | 'barred'>> {
	const parent = record && book.issues.get(recordKey(record));
	if (record === undefined || parent === undefined || parent === null)
		return { issues: {}, barred: {} };
	const child = { project, issueType: issueType.id };
	const place = await placeOrReason(tracker, child, parent);
	if (typeof place === 'string') return { issues: {}, barred: { [record.id]: place } };
	const spelt = place.kind === 'link' ? linkedTo(parent.key) : parent.key;
	return { issues: { [record.id]: spelt }, barred: {} };
}

/** The place, or in words why there is none. */
export async function placeOrReason(
	tracker: EngineContext['tracker'],
	child: TypeAt,
	parent: TypeAt,
): Promise<ParentPlace | string> {
	try {
		return await tracker.parentPlace(child, parent);
	} catch (error) {
		const reason = asError(error);
		if (reason instanceof InputError) return reason.message;
		throw reason;
	}
}

/** The record whose issue is above the pair's, if it is of the same system. */
function heldRecord(
	book: ParentBook,
	{ record }: State,
	{ keys: [key], records }: ParentNeeds,
): Pick<FoundParents, 'records'> {
	const owners = key === undefined ? [] : (book.records.get(key) ?? []);
	if (key === undefined) return { records: {} };
	const wanted = records.find((candidate) => owners.includes(recordKey(candidate)));
	const id = wanted?.id ?? owners.flatMap((owner) => recordIdIn(owner, record.system) ?? [])[0];
	return id === undefined ? { records: {} } : { records: { [key]: id, [linkedTo(key)]: id } };
}
