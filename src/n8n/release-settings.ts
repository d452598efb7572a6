import type { FieldMapping } from '../sync/mapping';

/**
 * The mapping of a record's release to the fix versions: one way, and what people added in Jira stays, even when the pair is
 * first linked.
 */
export function releaseMappings(attribute: string): readonly FieldMapping[] {
	if (attribute === '') return [];
	return [
		{
			source: attribute,
			jira: 'fixVersions',
			direction: 'toJira',
			onConflict: 'preferSource',
			onLinking: 'fillBlanks',
			againstDirection: 'leave',
		},
	];
}
