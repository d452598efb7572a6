import { textOf } from '../model/decode';
import { inputError } from '../model/failure';
import type { StatusCategory } from '../model/issue';
import { WRITTEN_FORMATS } from '../model/text-format';
import type { AssigneeRules } from '../sync/assignee';
import type { CommentRules } from '../sync/comments/rules';
import type { FileRules } from '../sync/files/rules';
import type { FieldMapping, SyncDirection, SyncSettings } from '../sync/mapping';
import type { StatusRow, StatusTable } from '../sync/status';
import type { HierarchyRules } from '../sync/hierarchy/rules';
import { readProfile } from './ensure-settings';
import { parentMapping, readHierarchy } from './hierarchy-settings';
import { locatorText, toNames, type Parameters } from './parameters';
import { readPreset, tableName } from './presets';
import { releaseMappings } from './release-settings';

const DIRECTIONS = ['both', 'toJira', 'toSource'] as const;
const SWITCHES = ['both', 'toJira', 'toSource', 'off'] as const;
/** Comments and attachments. The first is the default: a workflow from before they were synced does not sync them. */
const COMMENT_SWITCHES = ['off', 'both', 'toJira', 'toSource'] as const;
const DEFAULT_MEGABYTES = 10;
const MEGABYTE = 1_048_576;
/** The first is the default. */
const POLICIES = ['preferJira', 'preferSource', 'preferNewer', 'ask'] as const;
/** The first is the default. */
const AGAINST = ['leave', 'enforce'] as const;
const CATEGORIES: readonly StatusCategory[] = ['new', 'indeterminate', 'done'];

/** How a pair is kept in step, from the parameters of the Jira Sync node. Throws `InputError` when nothing is mapped. */
export function readSyncSettings(parameters: Parameters): SyncSettings {
	const plain = [...presetMappings(parameters), ...ownMappings(parameters)];
	const hierarchy = readHierarchy(parameters);
	const releaseAttribute = parameters.text('options.releaseAttribute');
	const mappings = [
		...plain,
		...parentMappings(parameters, hierarchy, plain),
		...releaseMappings(releaseAttribute),
	];
	const assignee = readAssigneeRules(parameters);
	const isReal = parameters.choice('options.mentions', ['names', 'real']) === 'real';
	const comments = readCommentRules(parameters, isReal ? assignee : undefined);
	const files = readFileRules(parameters);
	if (mappings.length === 0 && comments === undefined && files === undefined)
		throw inputError('Nothing is mapped, so there is nothing to keep in step.', [
			{
				field: 'Field Mappings',
				message:
					'Choose a direction for status, assignee, comments or attachments, or add a field.',
			},
		]);
	refuseTwice(mappings);
	return {
		profile: readProfile(parameters),
		mappings,
		status: readStatusTable(parameters),
		assignee,
		...(isReal && { mentions: 'real' }),
		...(comments && { comments }),
		...(files && { files }),
		...(hierarchy && { hierarchy }),
		...(releaseAttribute !== '' && { releaseAttribute }),
	};
}

function parentMappings(
	parameters: Parameters,
	hierarchy: HierarchyRules | undefined,
	others: readonly FieldMapping[],
): readonly FieldMapping[] {
	if (hierarchy === undefined) return [];
	const ends = { source: '', jira: '', direction: DIRECTIONS[0] };
	return [parentMapping(parameters, hierarchy, others, mapping(parameters, ends))];
}

/** How comments are kept in step; nothing when they are not. */
function readCommentRules(
	parameters: Parameters,
	mentions: AssigneeRules | undefined,
): CommentRules | undefined {
	const direction = parameters.choice('syncComments', COMMENT_SWITCHES);
	if (direction === 'off') return undefined;
	const role = parameters.text('options.internalRole');
	const group = parameters.text('options.internalGroup');
	if (role !== '' && group !== '')
		throw inputError('Internal comments can be shown to a role or to a group, not to both.', [
			{
				field: 'Internal Comments: Jira Group',
				message: 'Leave this option or "Internal Comments: Jira Role" empty.',
			},
		]);
	const textFormat = parameters.choice('commentsFormat', WRITTEN_FORMATS);
	return {
		direction,
		...(textFormat !== 'plain' && { textFormat }),
		...(mentions && { mentions }),
		attribute: parameters.text('commentsAttribute', 'comments'),
		onConflict: parameters.choice('onConflict', POLICIES),
		againstDirection: parameters.choice('options.againstDirection', AGAINST),
		includeRestricted: parameters.flag('options.includeRestrictedComments'),
		...(role !== '' && { internal: { type: 'role', value: role } as const }),
		...(group !== '' && { internal: { type: 'group', value: group } as const }),
	};
}

/** How attachments are kept in step; nothing when they are not. */
function readFileRules(parameters: Parameters): FileRules | undefined {
	const direction = parameters.choice('syncAttachments', COMMENT_SWITCHES);
	if (direction === 'off') return undefined;
	return {
		direction,
		attribute: parameters.text('attachmentsAttribute', 'attachments'),
		maxSize: parameters.number('options.maxFileSize', DEFAULT_MEGABYTES) * MEGABYTE,
		patterns: parameters.names('options.fileNames'),
		includeInternal: parameters.flag('options.includeInternalFiles'),
	};
}

/** Status and assignee have switches of their own in every preset. */
function presetMappings(parameters: Parameters): readonly FieldMapping[] {
	const preset = readPreset(parameters);
	const status = parameters.text('statusAttribute', preset.status.attribute);
	const assignee = parameters.text('assigneeAttribute', preset.assignee.attribute);
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
	return parameters
		.rows(tableName('fieldMappings', readPreset(parameters)), 'mapping')
		.map((row, index) => {
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
			const onConflict = POLICIES.find((policy) => policy === row['onConflict']);
			const textFormat = WRITTEN_FORMATS.find((format) => format === row['textFormat']);
			const against = AGAINST.find((value) => value === row['againstDirection']);
			const entry = {
				...mapping(parameters, { source, jira, direction }),
				...(against !== undefined && { againstDirection: against }),
				...(textFormat !== undefined && { textFormat }),
			};
			return onConflict === undefined ? entry : { ...entry, onConflict };
		});
}

function mapping(
	parameters: Parameters,
	ends: Pick<FieldMapping, 'source' | 'jira' | 'direction'>,
): FieldMapping {
	return {
		...ends,
		onConflict: parameters.choice('onConflict', POLICIES),
		onLinking: parameters.choice('onLinking', ['source', 'jira', 'fillBlanks']),
		againstDirection: parameters.choice('options.againstDirection', AGAINST),
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
		rows: parameters
			.rows(tableName('statusMapping', readPreset(parameters)), 'row')
			.flatMap(toStatusRows),
		via: parameters.names('options.via'),
		screenFields: {
			...(resolution !== '' && { resolution }),
			...Object.fromEntries(inputs),
		},
	};
}

function toStatusRows(row: Readonly<Record<string, unknown>>): readonly StatusRow[] {
	const source = toNames(row['source']);
	// What was picked comes first: the first status is the one that issues are moved to.
	const jira = [...new Set([...toNames(row['statuses']), ...toNames(row['jira'])])];
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
		const jira = textOf(locatorText(row['jira']));
		return source === undefined || jira === undefined ? [] : [{ source, jira }];
	});
}
