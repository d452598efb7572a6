import { textOf } from '../model/decode';
import { inputError } from '../model/failure';
import type { FieldMapping } from '../sync/mapping';
import { PARENT_FIELD, type HierarchyRules, type KindType } from '../sync/hierarchy/rules';
import type { Parameters } from './parameters';

const DIRECTIONS = ['both', 'toJira', 'toSource'] as const;

/** How records hang below each other; nothing when no attribute names their parents, which is the default. */
export function readHierarchy(parameters: Parameters): HierarchyRules | undefined {
	const parentAttribute = parameters.text('options.parentAttribute');
	if (parentAttribute === '') return undefined;
	return {
		parentAttribute,
		kindAttribute: parameters.text('options.kindAttribute') || 'kind',
		kinds: kindRows(parameters),
		linkType: parameters.text('options.parentLinkType') || 'Relates',
		fields: [],
	};
}

/** Kinds of records and the types of their issues. Throws `InputError` for a row that is not complete. */
export function kindRows(parameters: Parameters): readonly KindType[] {
	return parameters.rows('options.kindTypes', 'row').map((row, index) => {
		const kind = textOf(row['kind'])?.trim();
		const issueType = textOf(row['issueType'])?.trim();
		if (kind !== undefined && issueType !== undefined) return { kind, issueType };
		throw inputError(`Row ${index + 1} of "Kinds of Records" is not complete.`, [
			{
				field: 'Kinds of Records',
				message: 'Give the kind and the issue type, or remove the row.',
			},
		]);
	});
}

/** The mapping that keeps parents in step; with it a parent is merged like any field. */
export function parentMapping(
	parameters: Parameters,
	{ parentAttribute }: HierarchyRules,
	others: readonly FieldMapping[],
	policies: Omit<FieldMapping, 'source' | 'jira' | 'direction'>,
): FieldMapping {
	if (others.some(({ jira }) => jira === 'parent'))
		throw inputError('The parent of the issue is synced twice.', [
			{
				field: 'Parent Attribute',
				message: 'Remove the row for "Parent" from Field Mappings, or this option.',
			},
		]);
	const direction = parameters.choice('options.parentDirection', DIRECTIONS);
	return { ...policies, source: parentAttribute, jira: PARENT_FIELD, direction };
}
