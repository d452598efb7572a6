import { inputError } from '../model/failure';
import type { SourceRecord } from '../model/record';
import type { FilledTemplate, IssueTemplate } from '../sync/template';

/** Attributes that the template names and the record lacks: warnings, or an error when the template says so. */
export function unknownAttributes(
	filled: FilledTemplate,
	template: IssueTemplate,
	record: SourceRecord,
): readonly string[] {
	if (filled.unknown.length === 0) return [];
	const names = filled.unknown.map((name) => `$${name}`).join(', ');
	const message = `The record ${record.id} has no ${names}; left blank.`;
	if (template.unknownAttributes === 'blank') return [message];
	throw inputError(`The record ${record.id} lacks attributes that the template names`, [
		{
			field: names,
			message:
				'Correct the name, add the attribute to the record, or set "Unknown Attributes" to leave it blank.',
		},
	]);
}
