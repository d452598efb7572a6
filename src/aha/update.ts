import type { JsonValue } from '../model/json';
import type { FieldValues } from '../model/record';
import { AHA_PARENTS, ahaPayload } from './payload';

/** Names that Aha!'s `PUT` takes beside a record's custom fields. */
const OWN_FIELDS: ReadonlySet<string> = new Set(
	'name description workflow_status assigned_to_user tags due_date start_date release epic initiative feature'.split(
		' ',
	),
);

/**
 * Body for Aha!'s `PUT` of the record's own address (`resource`) that brings a patch into it. What is no field of every record is
 * one of its custom fields; a blank is an empty text, because Aha! documents no other way to clear.
 */
export function toAhaUpdate(
	patch: FieldValues,
	recordJson: unknown,
): Readonly<Record<string, JsonValue>> {
	const kind = ahaPayload(recordJson)?.kind ?? 'feature';
	const names = new Map([
		['title', 'name'],
		['parent', AHA_PARENTS[kind] ?? 'parent'],
	]);
	const entries = Object.entries(patch).map(
		([name, value]) => [names.get(name) ?? name, value ?? ''] as const,
	);
	const own = entries.filter(([name]) => OWN_FIELDS.has(name));
	const custom = entries.filter(([name]) => !OWN_FIELDS.has(name));
	return {
		[kind]: {
			...Object.fromEntries(own),
			...(custom.length > 0 && { custom_fields: Object.fromEntries(custom) }),
		},
	};
}

/** Body for Aha!'s requests that make or change a comment: its text is HTML, and nothing in ours is markup (law L9). */
export function toAhaComment(text: string): Readonly<Record<string, JsonValue>> {
	const body = text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('\n', '<br>');
	return { comment: { body } };
}
