import type { Field, FieldKind, IssueType } from '../state/model';
import type { ScreenField } from '../state/screens';
import { renderValue } from './render-value';
import {
	renderComponent,
	renderIssueType,
	renderNamed,
	renderOption,
	renderProject,
	renderSecurityLevel,
	renderVersion,
	type View,
} from './view';

type Json = Readonly<Record<string, unknown>>;

const LISTS: readonly FieldKind[] = [
	'options',
	'versions',
	'components',
	'labels',
	'users',
	'groups',
];

function operationsOf(field: Field): readonly string[] {
	if (field.id === 'comment') return ['add', 'edit', 'remove'];
	if (field.id === 'issuelinks') return ['add', 'copy'];
	if (field.kind === 'readOnly') return [];
	if (field.kind === 'timetracking') return ['set', 'edit'];
	return LISTS.includes(field.kind) ? ['add', 'set', 'remove'] : ['set'];
}

function allowedValues(view: View, field: Field, type: IssueType): readonly Json[] | undefined {
	const { world } = view;
	switch (field.kind) {
		case 'option':
		case 'options':
			return (field.options ?? []).map((option) => renderOption(view, option));
		case 'cascade':
			return (field.options ?? []).map((option) => ({
				...renderOption(view, option),
				children: (option.children ?? []).map((child) => renderOption(view, child)),
			}));
		case 'version':
		case 'versions':
			return world.versions
				.filter(({ project, archived }) => project === type.project && !archived)
				.map((version) => renderVersion(view, version));
		case 'components':
			return world.components
				.filter(({ project }) => project === type.project)
				.map((component) => renderComponent(view, component));
		case 'priority':
			return world.priorities.map((entry) => renderNamed(view, 'priority', entry));
		case 'resolution':
			return world.resolutions.map((entry) => renderNamed(view, 'resolution', entry));
		case 'security':
			return world.securityLevels
				.filter(({ project }) => project === type.project)
				.map((level) => renderSecurityLevel(view, level));
		case 'issuetype':
			return [renderIssueType(view, type)];
		case 'project':
			return world.projects
				.filter(({ key }) => field.schema.custom !== undefined || key === type.project)
				.map((project) => renderProject(view, project));
		default:
			return undefined;
	}
}

function autoCompleteUrl(view: View, field: Field): string | undefined {
	const { baseUrl, deployment } = view.world;
	if (field.kind === 'labels') return `${baseUrl}/rest/api/1.0/labels/suggest?query=`;
	if (field.kind === 'group' || field.kind === 'groups') {
		return `${baseUrl}/rest/api/${view.api}/groups/picker?query=`;
	}
	if (field.kind !== 'user' && field.kind !== 'users') return undefined;
	const parameter = deployment === 'cloud' ? 'query' : 'username';
	return `${baseUrl}/rest/api/${view.api}/user/search?${parameter}=`;
}

/** A field of a screen as createmeta, editmeta and transitions describe it. Data Center says `fieldId`, never `key`. */
export function fieldMeta(view: View, entry: ScreenField, type: IssueType, page: boolean): Json {
	const { field, required } = entry;
	const hasDefaultValue =
		field.fallback !== undefined || field.id === 'priority' || field.id === 'reporter';
	const cloud = view.world.deployment === 'cloud';
	const values = allowedValues(view, field, type);
	const url = autoCompleteUrl(view, field);
	const medium = view.world.priorities.find(({ name }) => name === 'Medium');
	return {
		required,
		schema: field.schema,
		name: field.name,
		...(page || !cloud ? { fieldId: field.id } : {}),
		...(cloud ? { key: field.id } : {}),
		hasDefaultValue,
		operations: operationsOf(field),
		...(values === undefined ? {} : { allowedValues: values }),
		...(url === undefined ? {} : { autoCompleteUrl: url }),
		...(field.id === 'priority' && medium !== undefined
			? { defaultValue: renderNamed(view, 'priority', medium) }
			: {}),
		...(field.fallback === undefined
			? {}
			: { defaultValue: renderValue(view, field, field.fallback) }),
	};
}

/** Descriptions by field id, as editmeta and transitions give them. */
export function fieldMetaMap(view: View, entries: readonly ScreenField[], type: IssueType): Json {
	return Object.fromEntries(
		entries.map((entry) => [entry.field.id, fieldMeta(view, entry, type, false)]),
	);
}
