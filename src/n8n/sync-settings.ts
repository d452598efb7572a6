import { textOf } from '../model/decode';
import { inputError } from '../model/failure';
import type { StatusCategory } from '../model/issue';
import type { AssigneeRules } from '../sync/assignee';
import type { FieldMapping, SyncDirection, SyncSettings } from '../sync/mapping';
import type { StatusRow, StatusTable } from '../sync/status';
import { readProfile } from './ensure-settings';
import { toNames, type Parameters } from './parameters';

const DIRECTIONS = ['both', 'toJira', 'toSource'] as const;
const SWITCHES = ['both', 'toJira', 'toSource', 'off'] as const;
const CATEGORIES: readonly StatusCategory[] = ['new', 'indeterminate', 'done'];

/** How a pair is kept in step, from the parameters of the Jira Sync node. Throws `InputError` when nothing is mapped. */
export function readSyncSettings(parameters: Parameters): SyncSettings {
	const mappings = [...presetMappings(parameters), ...ownMappings(parameters)];
	if (mappings.length === 0)
		throw inputError('Nothing is mapped, so there is nothing to keep in step.', [
			{
				field: 'Field Mappings',
				message: 'Choose a direction for status or assignee, or add a field.',
			},
		]);
	refuseTwice(mappings);
	return {
		profile: readProfile(parameters),
		mappings,
		status: readStatusTable(parameters),
		assignee: readAssigneeRules(parameters),
	};
}

/** Status and assignee have switches of their own in every preset. */
function presetMappings(parameters: Parameters): readonly FieldMapping[] {
	const status = parameters.text('statusAttribute', 'state');
	const assignee = parameters.text('assigneeAttribute', 'assignee');
	return [
		...switched(parameters, 'syncStatus', status, 'status'),
		...switched(parameters, 'syncAssignee', assignee, 'assignee'),
	];
}

function switched(
	parameters: Parameters,
	name: string,
	source: string,
	jira: string,
): readonly FieldMapping[] {
	const direction = parameters.choice(name, SWITCHES);
	return direction === 'off' ? [] : [mapping(parameters, { source, jira, direction })];
}

function ownMappings(parameters: Parameters): readonly FieldMapping[] {
	return parameters.rows('fieldMappings', 'mapping').map((row, index) => {
		const source = textOf(row['source'])?.trim();
		const jira = textOf(row['jira'])?.trim();
		const direction: SyncDirection =
			DIRECTIONS.find((value) => value === row['direction']) ?? DIRECTIONS[0];
		if (source === undefined || jira === undefined)
			throw inputError(`Row ${index + 1} of "Field Mappings" is not complete.`, [
				{
					field: 'Field Mappings',
					message: 'Give the attribute of the record and the Jira field.',
				},
			]);
		return mapping(parameters, { source, jira, direction });
	});
}

function mapping(
	parameters: Parameters,
	ends: Pick<FieldMapping, 'source' | 'jira' | 'direction'>,
): FieldMapping {
	return {
		...ends,
		onConflict: parameters.choice('onConflict', ['preferJira', 'preferSource', 'ask']),
		onLinking: parameters.choice('onLinking', ['source', 'jira', 'fillBlanks']),
		againstDirection: parameters.choice('options.againstDirection', ['leave', 'enforce']),
	};
}

function refuseTwice(mappings: readonly FieldMapping[]): void {
	for (const side of ['source', 'jira'] as const) {
		const names = mappings.map((entry) => entry[side]);
		const twice = names.find((name, index) => names.indexOf(name) !== index);
		if (twice !== undefined)
			throw inputError(`"${twice}" is mapped twice.`, [
				{
					field: 'Field Mappings',
					message: 'Each attribute and each Jira field may be mapped once.',
				},
			]);
	}
}

/** The status table and how to walk to its statuses. One row of the form may name several categories; the table holds one category a row. */
export function readStatusTable(parameters: Parameters): StatusTable {
	const resolution = parameters.text('options.resolution');
	const inputs = parameters.rows('options.screenFields', 'field').flatMap((row) => {
		const id = textOf(row['id']);
		return id === undefined ? [] : [[id, textOf(row['value']) ?? ''] as const];
	});
	return {
		rows: parameters.rows('statusMapping', 'row').flatMap(toStatusRows),
		via: parameters.names('options.via'),
		screenFields: {
			...(resolution !== '' && { resolution }),
			...Object.fromEntries(inputs),
		},
	};
}

function toStatusRows(row: Readonly<Record<string, unknown>>): readonly StatusRow[] {
	const source = toNames(row['source']);
	const jira = toNames(row['jira']);
	const categories = CATEGORIES.filter((category) => toNames(row['categories']).includes(category));
	const [first, ...others] = categories;
	return [
		{ source, jira, ...(first !== undefined && { category: first }) },
		...others.map((category) => ({ source, jira: [], category })),
	];
}

function readAssigneeRules(parameters: Parameters): AssigneeRules {
	const unmatched = parameters.choice('options.unmatchedUsers', ['leave', 'unassign', 'fallback']);
	return {
		table: readUserTable(parameters),
		unmatched:
			unmatched === 'fallback'
				? { fallback: parameters.requiredLocator('options.fallbackUser', 'Fallback User') }
				: unmatched,
		matchDisplayName: parameters.flag('options.matchDisplayName'),
	};
}

/** Who is who on the two sides; rows that are not complete are left out. */
export function readUserTable(parameters: Parameters): AssigneeRules['table'] {
	return parameters.rows('options.userTable', 'user').flatMap((row) => {
		const source = textOf(row['source']);
		const jira = textOf(row['jira']);
		return source === undefined || jira === undefined ? [] : [{ source, jira }];
	});
}
