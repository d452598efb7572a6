import { toWiki } from '../text/rich-text';
import { formatInstant } from '../text/time';
import type { Field, FieldOption, HistoryItem, Named, StoredValue } from './model';
import { estimatesOf } from './estimates';
import { findIssue, findProject, userNamed, type World } from './world';

/** A value as the changelog and JQL see it: identity, and what a person reads. */
export interface ValueText {
	readonly id: string | null;
	readonly text: string | null;
}

const NOTHING: ValueText = { id: null, text: null };

/** Every option of a field, children included. */
export function allOptions(field: Field): readonly FieldOption[] {
	return (field.options ?? []).flatMap((option) => [option, ...(option.children ?? [])]);
}

/** The entries of a list of ids and names that a stored value refers to. */
function namedOf(world: World, field: Field): readonly Named[] {
	switch (field.kind) {
		case 'option':
		case 'options':
		case 'cascade':
			return allOptions(field).map(({ id, value }) => ({ id, name: value }));
		case 'version':
		case 'versions':
			return world.versions;
		case 'components':
			return world.components;
		case 'priority':
			return world.priorities;
		case 'resolution':
			return world.resolutions;
		case 'security':
			return world.securityLevels;
		case 'sprint':
			return world.sprints.map(({ id, name }) => ({ id: String(id), name }));
		case 'issuetype':
			return world.issueTypes;
		case 'status':
			return world.statuses;
		default:
			return [];
	}
}

/** What single references, users, projects and parents are called. */
function referenceText(world: World, field: Field, id: string): ValueText {
	if (field.kind === 'user' || field.kind === 'users') {
		const user = userNamed(world, id);
		const identity = world.deployment === 'cloud' ? user?.accountId : user?.key;
		return { id: identity ?? id, text: user?.displayName ?? id };
	}
	if (field.kind === 'parent' || field.kind === 'epicLink') {
		return { id, text: findIssue(world, id)?.key ?? id };
	}
	if (field.kind === 'project') {
		const project = findProject(world, id);
		return { id: project?.id ?? id, text: project?.name ?? id };
	}
	const found = namedOf(world, field).find((entry) => entry.id === id);
	if (found !== undefined) return { id, text: found.name };
	return ['text', 'url', 'date', 'readOnly'].includes(field.kind)
		? { id: null, text: id }
		: { id, text: id };
}

/** Each part of a value: one for a single value, one for each element of a list. */
export function valueParts(
	world: World,
	field: Field,
	value: StoredValue | undefined,
): readonly ValueText[] {
	if (value === undefined || value === null) return [];
	if (typeof value === 'string') return [referenceText(world, field, value)];
	if (typeof value === 'number') {
		const text = field.kind === 'datetime' ? formatInstant(value) : String(value);
		return [{ id: null, text }];
	}
	if ('raw' in value) return [{ id: null, text: JSON.stringify(value.raw) }];
	if ('estimates' in value) return [];
	if ('rich' in value) return [{ id: null, text: toWiki(value.rich) }];
	if ('cascade' in value) {
		const { parent, child } = value.cascade;
		return [parent, ...(child === undefined ? [] : [child])].map((id) =>
			referenceText(world, field, id),
		);
	}
	return value.map((item) => referenceText(world, field, item));
}

function summarize(world: World, field: Field, value: StoredValue): ValueText {
	const parts = valueParts(world, field, value);
	if (parts.length === 0) return NOTHING;
	const ids = parts.flatMap(({ id }) => id ?? []);
	const separator = field.kind === 'labels' ? ' ' : ', ';
	return {
		id: ids.length === 0 || field.kind === 'labels' ? null : ids.join(', '),
		text: parts.map(({ text }) => text ?? '').join(separator),
	};
}

/** Names that the changelog gives to some fields, unlike the field's own. Seen in webhook captures. */
const HISTORY_NAMES: Readonly<Record<string, string>> = {
	fixVersions: 'Fix Version',
	versions: 'Version',
	components: 'Component',
	parent: 'Parent',
};

/** Cloud's changelog has the ids of fields; captures of Data Center 8 have none. */
function namesFields({ deployment, unknowns }: World): boolean {
	return deployment === 'cloud' || unknowns.historyFieldId === 'present';
}

function item(world: World, field: Field, from: ValueText, to: ValueText): HistoryItem {
	const custom = field.schema.custom !== undefined;
	return {
		field: custom ? field.name : (HISTORY_NAMES[field.id] ?? field.id),
		fieldId: namesFields(world) ? field.id : undefined,
		fieldtype: custom ? 'custom' : 'jira',
		from: from.id,
		fromString: from.text,
		to: to.id,
		toString: to.text,
	};
}

/**
 * What the changelog says about a change. Versions and components get an item for each one added or removed; labels
 * come as one text with spaces: seen in webhook captures.
 */
export function historyItems(
	world: World,
	field: Field,
	before: StoredValue,
	after: StoredValue,
): readonly HistoryItem[] {
	if (field.kind === 'timetracking') return estimateItems(world, before, after);
	if (field.kind !== 'versions' && field.kind !== 'components') {
		return [item(world, field, summarize(world, field, before), summarize(world, field, after))];
	}
	const old = valueParts(world, field, before);
	const next = valueParts(world, field, after);
	const without = (list: readonly ValueText[], other: readonly ValueText[]) =>
		list.filter(({ id }) => !other.some((entry) => entry.id === id));
	return [
		...without(old, next).map((part) => item(world, field, part, NOTHING)),
		...without(next, old).map((part) => item(world, field, NOTHING, part)),
	];
}

/** Estimates are two entries, in seconds: seen in webhook captures. */
function estimateItems(
	world: World,
	before: StoredValue,
	after: StoredValue,
): readonly HistoryItem[] {
	const [old, next] = [estimatesOf(before), estimatesOf(after)];
	const seconds = (value: number | undefined): ValueText =>
		value === undefined ? NOTHING : { id: String(value), text: String(value) };
	return (
		[
			['timeoriginalestimate', old.original, next.original],
			['timeestimate', old.remaining, next.remaining],
		] as const
	).flatMap(([id, from, to]) => {
		const field = world.fields.get(id);
		return field === undefined || from === to
			? []
			: [item(world, field, seconds(from), seconds(to))];
	});
}
