import type { Field, FieldKind, FieldOption, FieldSchema } from './state/model';

/** Options of a select list, with ids from `first` on. */
export function options(first: number, ...values: readonly string[]): readonly FieldOption[] {
	return values.map((value, index) => ({ id: String(first + index), value }));
}

/** What else a custom field may have. */
export type CustomFieldParts = Partial<
	Pick<Field, 'options' | 'screens' | 'required' | 'fallback' | 'only'>
> & { readonly items?: string };

const JIRA = 'com.atlassian.jira.plugin.system.customfieldtypes';

/** A custom field. `plugin` is its type, in full or (of Jira's own types) without what stands before the colon. */
export function custom(
	id: string,
	name: string,
	kind: FieldKind,
	type: string,
	plugin: string,
	{ items, ...rest }: CustomFieldParts = {},
): Field {
	const schema: FieldSchema = {
		type,
		...(items === undefined ? {} : { items }),
		custom: plugin.includes(':') ? plugin : `${JIRA}:${plugin}`,
		customId: Number(id.slice('customfield_'.length)),
	};
	return { id, name, kind, schema, ...rest };
}

/** A field that every Jira has. */
export function system(
	id: string,
	name: string,
	kind: FieldKind,
	type: string,
	rest: { readonly items?: string; readonly clauses?: readonly string[] } = {},
): Field {
	const { items, clauses } = rest;
	return {
		id,
		name,
		kind,
		schema: { type, ...(items === undefined ? {} : { items }), system: id },
		...(clauses === undefined ? {} : { clauses }),
	};
}
