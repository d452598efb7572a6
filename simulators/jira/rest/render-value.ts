import { allOptions } from '../state/describe-value';
import { renderEstimates } from '../state/estimates';
import type { Field, StoredValue } from '../state/model';
import { findIssue } from '../state/world';
import { formatInstant } from '../text/time';
import { renderSprintValue } from './render-agile';
import { renderLinkedIssue } from './render-issue';
import {
	renderComponent,
	renderGroup,
	renderIssueType,
	renderNamed,
	renderOption,
	renderProject,
	renderRich,
	renderSecurityLevel,
	renderStatus,
	renderUserNamed,
	renderVersion,
	type View,
} from './view';

/** The entry with an id. */
export function byId<T extends { readonly id: string }>(
	list: readonly T[],
	id: unknown,
): T | undefined {
	return list.find((entry) => entry.id === id);
}

/** One element of a value that refers to something. */
function renderReference(view: View, field: Field, id: string): unknown {
	const { world } = view;
	switch (field.kind) {
		case 'option':
		case 'options': {
			const option = byId(allOptions(field), id);
			return option === undefined ? null : renderOption(view, option);
		}
		case 'version':
		case 'versions': {
			const version = byId(world.versions, id);
			return version === undefined ? null : renderVersion(view, version);
		}
		case 'components': {
			const component = byId(world.components, id);
			return component === undefined ? null : renderComponent(view, component);
		}
		case 'priority':
		case 'resolution': {
			const list = field.kind === 'priority' ? world.priorities : world.resolutions;
			const entry = byId(list, id);
			return entry === undefined ? null : renderNamed(view, field.kind, entry);
		}
		case 'user':
		case 'users':
			return renderUserNamed(view, id);
		default:
			return renderSystemReference(view, field, id);
	}
}

function renderSystemReference(view: View, field: Field, id: string): unknown {
	const { world } = view;
	if (field.kind === 'issuetype') {
		const type = byId(world.issueTypes, id);
		return type === undefined ? null : renderIssueType(view, type);
	}
	if (field.kind === 'status') {
		const status = byId(world.statuses, id);
		return status === undefined ? null : renderStatus(view, status);
	}
	if (field.kind === 'project') {
		const project = world.projects.find(({ key }) => key === id);
		return project === undefined ? null : renderProject(view, project);
	}
	if (field.kind === 'security') {
		const level = byId(world.securityLevels, id);
		return level === undefined ? null : renderSecurityLevel(view, level);
	}
	if (field.kind === 'group' || field.kind === 'groups') {
		const group = world.groups.find(({ name }) => name === id);
		return group === undefined ? null : renderGroup(view, group);
	}
	if (field.kind === 'sprint') {
		const sprint = world.sprints.find((entry) => String(entry.id) === id);
		return sprint === undefined ? null : renderSprintValue(view, sprint);
	}
	if (field.kind === 'epicLink') return findIssue(world, id)?.key ?? null;
	if (field.kind === 'parent') {
		const parent = findIssue(world, id);
		return parent === undefined ? null : renderLinkedIssue(view, parent);
	}
	return id;
}

/** A stored value in the shape of the API. A custom field that holds nothing is `null`, also one of many values. */
export function renderValue(view: View, field: Field, value: StoredValue): unknown {
	if (value === null) return null;
	if (typeof value === 'number') return field.kind === 'datetime' ? formatInstant(value) : value;
	if (typeof value === 'string') return renderReference(view, field, value);
	if ('rich' in value) return renderRich(view, value.rich);
	if ('raw' in value) return value.raw;
	if ('estimates' in value) return renderEstimates(value.estimates, 0);
	if ('cascade' in value) {
		const { parent, child } = value.cascade;
		const option = byId(allOptions(field), parent);
		const inner = byId(allOptions(field), child);
		if (option === undefined) return null;
		return {
			...renderOption(view, option),
			...(inner === undefined ? {} : { child: renderOption(view, inner) }),
		};
	}
	if (value.length === 0 && field.schema.custom !== undefined) return null;
	return value.map((item) => (field.kind === 'labels' ? item : renderReference(view, field, item)));
}
