import type { JiraIssue } from '../../model/issue';
import type { JsonValue } from '../../model/json';
import type { FieldValues } from '../../model/record';
import { PARENT_FIELD } from '../hierarchy/rules';
import { mappingKey, type SyncSettings } from '../mapping';
import { readSides } from '../sides';

/** What a record made from an issue would hold. */
export interface ImportedValues {
	/** By the record's own names; without what is empty in Jira. */
	readonly values: FieldValues;
	readonly warnings: readonly string[];
}

/** The values that a sync would give to a record that holds nothing yet (row I4). Pure. */
export function importedValues(issue: JiraIssue, settings: SyncSettings): ImportedValues {
	const values: Record<string, JsonValue> = {};
	const warnings: string[] = [];
	for (const mapping of settings.mappings) {
		if (mapping.jira === PARENT_FIELD || mapping.source === settings.releaseAttribute) continue;
		const blank = { system: '', id: '', values: { [mapping.source]: null } };
		const sides = readSides(mapping, settings, blank, issue, {});
		if ('kind' in sides) continue;
		const told = sides.jira.kind === 'unmapped' ? sides.jira : sides.forSource();
		if (told.kind === 'unmapped') warnings.push(`${mappingKey(mapping)}: ${told.reason}`);
		else if (told.value !== null) values[mapping.source] = told.value;
	}
	return { values, warnings };
}
