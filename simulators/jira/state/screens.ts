import { SEED_FIELD_IDS } from '../seed-fields';
import type { Field, IssueType, StoredValue } from './model';
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

/** Create screens alone have the project; edit screens alone take comments. */
export function screenFields(
	world: World,
	issueType: IssueType,
	screen: 'create' | 'edit',
): readonly ScreenField[] {
	const ids = [
		...SYSTEM,
		screen === 'create' ? 'project' : 'comment',
		...customFieldsOf(issueType),
	];
	return ids.flatMap((id) => {
		const field = world.fields.get(id);
		if (field === undefined) return [];
		return [{ field, required: isRequired(issueType, id, screen) }];
	});
}

function customFieldsOf(issueType: IssueType): readonly string[] {
	if (issueType.project === 'PLAN') return [SEED_FIELD_IDS.severity];
	if (issueType.name !== 'Bug') return [];
	return Object.values(SEED_FIELD_IDS).filter((id) => id !== SEED_FIELD_IDS.secret);
}

function isRequired(issueType: IssueType, id: string, screen: 'create' | 'edit'): boolean {
	if (id === 'summary' || id === 'issuetype' || id === 'reporter') return true;
	if (id === 'project') return screen === 'create';
	if (id === 'parent') return issueType.subtask;
	return (
		id === SEED_FIELD_IDS.severity && issueType.project === 'PLAN' && issueType.name === 'Story'
	);
}

/** Whether a field exists for issues of a project; its value is then at least `null`, on whatever screen it is. */
export function inContext(field: Field, project: string): boolean {
	if (field.schema.custom === undefined) return true;
	return project === 'CRASH' || field.id === SEED_FIELD_IDS.severity;
}

/** What a field holds when nobody gave a value. */
export function emptyValue(field: Field): StoredValue {
	return ['options', 'versions', 'components', 'labels'].includes(field.kind) ? [] : null;
}

/** Whether a stored value counts as not given. */
export function isEmptyValue(value: StoredValue | undefined): boolean {
	if (value === undefined || value === null || value === '') return true;
	return Array.isArray(value) && value.length === 0;
}
