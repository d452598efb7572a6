import { own } from '../../../src/model/own';
import type { Field, FieldKind, IssueType, StoredValue } from './model';
import type { World } from './world';

/** A field on a screen. */
export interface ScreenField {
	readonly field: Field;
	readonly required: boolean;
}

const SYSTEM: readonly string[] = [
	'summary',
	'issuetype',
	'description',
	'environment',
	'priority',
	'labels',
	'assignee',
	'reporter',
	'fixVersions',
	'versions',
	'components',
	'duedate',
	'parent',
	'issuelinks',
];

/** What the screens of ALL have beside the usual. */
const SYSTEM_OF_ALL: readonly string[] = ['security', 'timetracking'];

/** Create screens alone have the project; edit screens alone take comments, and in ALL a resolution. */
export function screenFields(
	world: World,
	issueType: IssueType,
	screen: 'create' | 'edit',
): readonly ScreenField[] {
	const all = issueType.project === 'ALL';
	const system = [
		...SYSTEM,
		...(all ? SYSTEM_OF_ALL : []),
		...(screen === 'create' ? ['project'] : ['comment', ...(all ? ['resolution'] : [])]),
	].flatMap((id) => world.fields.get(id) ?? []);
	const own = [...world.fields.values()].filter((field) => isOnScreen(field, issueType));
	return [...system, ...own].map((field) => ({
		field,
		required: isRequired(issueType, field, screen),
	}));
}

function isOnScreen({ screens }: Field, { project, name }: IssueType): boolean {
	const types = screens === undefined ? undefined : own(screens, project);
	return types === '*' || (types ?? []).includes(name);
}

function isRequired(
	{ project, name, subtask }: IssueType,
	{ id, required = [] }: Field,
	screen: 'create' | 'edit',
): boolean {
	if (id === 'summary' || id === 'issuetype' || id === 'reporter') return true;
	if (id === 'project') return screen === 'create';
	if (id === 'parent') return subtask;
	return required.includes(`${project}/${name}`);
}

/** Whether a field exists for issues of a project; its value is then at least `null`, on whatever screen it is. */
export function inContext({ screens }: Field, project: string): boolean {
	return screens === undefined || Object.hasOwn(screens, project);
}

const LISTS: readonly FieldKind[] = [
	'options',
	'versions',
	'components',
	'labels',
	'users',
	'groups',
	'sprint',
];

/** What a field holds when nobody gave a value. */
export function emptyValue({ kind }: Field): StoredValue {
	return LISTS.includes(kind) ? [] : null;
}

/** What a field of a new issue holds when nothing was sent for it. */
export function initialValue(field: Field, issueType: IssueType): StoredValue {
	const { fallback } = field;
	return fallback !== undefined && isOnScreen(field, issueType) ? fallback : emptyValue(field);
}

/** Whether a stored value counts as not given. */
export function isEmptyValue(value: StoredValue | undefined): boolean {
	if (value === undefined || value === null || value === '') return true;
	return Array.isArray(value) && value.length === 0;
}
