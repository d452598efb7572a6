import { allOptions, valueParts, type ValueText } from '../state/describe-value';
import type { Field, IssueState } from '../state/model';
import { projectOf, type World } from '../state/world';
import { toWiki } from '../text/rich-text';

/** How JQL treats a field: what may be asked of it, and what of an issue is compared. */
export type JqlField =
	| { readonly kind: 'issue' }
	| {
			readonly kind: 'reference';
			/** Everything that may be named, in order of rank; nothing: any text may. */
			readonly candidates: readonly Candidate[] | undefined;
			readonly ranked: boolean;
			readonly parts: (issue: IssueState) => readonly string[];
	  }
	| { readonly kind: 'instant'; readonly time: (issue: IssueState) => number | undefined }
	| { readonly kind: 'number'; readonly number: (issue: IssueState) => number | undefined }
	| { readonly kind: 'text'; readonly text: (issue: IssueState) => string };

/** Something a value can name: its identity, and every spelling of it. */
export interface Candidate {
	readonly id: string;
	readonly spellings: readonly string[];
}

function named(list: readonly { readonly id: string; readonly name: string }[]): Candidate[] {
	return list.map(({ id, name }) => ({ id, spellings: [id, name] }));
}

function users(world: World): readonly Candidate[] {
	return world.users.map(({ name, key, accountId, emailAddress, displayName }) => ({
		id: name,
		spellings:
			world.deployment === 'cloud'
				? [accountId, emailAddress, displayName]
				: [name, key, emailAddress, displayName],
	}));
}

/** The field that a clause names: its id, name, alias or `cf[id]`, in any case; nothing when there is none. */
export function findJqlField(world: World, clause: string): JqlField | undefined {
	const wanted = clause.toLowerCase();
	if (['key', 'issuekey', 'issue', 'id', 'workitem', 'workitemkey'].includes(wanted)) {
		return { kind: 'issue' };
	}
	const special = specialField(world, wanted);
	if (special !== undefined) return special;
	for (const field of world.fields.values()) {
		if (spellings(field).includes(wanted)) return fieldOf(world, field);
	}
	return undefined;
}

function spellings(field: Field): readonly string[] {
	const { customId } = field.schema;
	const own = customId === undefined ? [field.id, field.name] : [field.name, `cf[${customId}]`];
	return [...own, ...(field.clauses ?? [])].map((name) => name.toLowerCase());
}

function specialField(world: World, wanted: string): JqlField | undefined {
	if (wanted === 'statuscategory') {
		const categories: readonly Candidate[] = [
			{ id: 'new', spellings: ['2', 'new', 'To Do'] },
			{ id: 'indeterminate', spellings: ['4', 'indeterminate', 'In Progress'] },
			{ id: 'done', spellings: ['3', 'done', 'Done'] },
		];
		const parts = (issue: IssueState) =>
			world.statuses.filter(({ id }) => id === issue.values.status).map(({ category }) => category);
		return { kind: 'reference', candidates: categories, ranked: false, parts };
	}
	if (wanted === 'project') {
		const candidates = world.projects.map(({ id, key, name }) => ({
			id: key,
			spellings: [id, key, name],
		}));
		return { kind: 'reference', candidates, ranked: false, parts: (issue) => [projectOf(issue)] };
	}
	if (wanted === 'creator') {
		const parts = (issue: IssueState) => [issue.creator];
		return { kind: 'reference', candidates: users(world), ranked: false, parts };
	}
	if (wanted === 'created' || wanted === 'createddate') {
		return { kind: 'instant', time: ({ created }) => created };
	}
	if (wanted === 'updated' || wanted === 'updateddate') {
		return { kind: 'instant', time: ({ updated }) => updated };
	}
	if (wanted === 'comment') return { kind: 'text', text: commentText };
	if (wanted === 'text') {
		const text = (issue: IssueState) => `${allText(world, issue)}\n${commentText(issue)}`;
		return { kind: 'text', text };
	}
	return undefined;
}

function commentText(issue: IssueState): string {
	return issue.comments.map(({ body }) => toWiki(body)).join('\n');
}

function textParts(parts: readonly ValueText[]): string {
	return parts.map(({ text }) => text ?? '').join('\n');
}

function allText(world: World, issue: IssueState): string {
	return [...world.fields.values()]
		.filter(({ kind }) => kind === 'text' || kind === 'richText')
		.map((field) => textParts(valueParts(world, field, issue.values[field.id])))
		.join('\n');
}

function fieldOf(world: World, field: Field): JqlField | undefined {
	const { id, kind } = field;
	switch (kind) {
		case 'text':
		case 'readOnly':
		case 'richText':
			return {
				kind: 'text',
				text: (issue) => textParts(valueParts(world, field, issue.values[id])),
			};
		case 'number':
			return { kind: 'number', number: (issue) => numberIn(issue.values[id]) };
		case 'datetime':
			return { kind: 'instant', time: (issue) => numberIn(issue.values[id]) };
		case 'date':
			return { kind: 'instant', time: (issue) => dayIn(issue.values[id]) };
		case 'computed':
		case 'raw':
		case 'timetracking':
			return undefined;
		default:
			return {
				kind: 'reference',
				candidates: candidatesOf(world, field),
				ranked: ['priority', 'version', 'versions'].includes(kind),
				parts: (issue) => partsOf(issue.values[id]),
			};
	}
}

function numberIn(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

function dayIn(value: unknown): number | undefined {
	return typeof value === 'string' ? Date.parse(`${value}T00:00:00Z`) : undefined;
}

function partsOf(value: IssueState['values'][string] | undefined): readonly string[] {
	if (typeof value === 'string') return [value];
	if (value === undefined || value === null || typeof value === 'number') return [];
	if ('rich' in value || 'raw' in value || 'estimates' in value) return [];
	if ('cascade' in value) {
		const { parent, child } = value.cascade;
		return [parent, ...(child === undefined ? [] : [child])];
	}
	return value;
}

function candidatesOf(world: World, field: Field): readonly Candidate[] | undefined {
	switch (field.kind) {
		case 'option':
		case 'options':
		case 'cascade':
			return allOptions(field).map(({ id, value }) => ({ id, spellings: [id, value] }));
		case 'version':
		case 'versions':
			return named(world.versions);
		case 'components':
			return named(world.components);
		case 'priority':
			return [...named(world.priorities)].reverse();
		case 'resolution':
			return named(world.resolutions);
		case 'issuetype':
			return named(world.issueTypes);
		case 'status':
			return named(world.statuses);
		case 'user':
		case 'users':
			return users(world);
		case 'sprint':
			return world.sprints.map(({ id, name }) => ({
				id: String(id),
				spellings: [String(id), name],
			}));
		case 'security':
			return named(world.securityLevels);
		case 'project':
			return world.projects.map(({ id, key, name }) => ({ id: key, spellings: [id, key, name] }));
		case 'epicLink':
		case 'parent':
			return [...world.idsByKey].map(([key, id]) => ({ id, spellings: [id, key] }));
		default:
			return undefined;
	}
}
