import type { FieldType, INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import type { AllowedValue, FieldMeta } from '../model/field-schema';
import { isReadOnly } from '../jira/check-fields';
import { decodeField } from '../jira/field-codec';
import { optionOfBoolean } from '../jira/field-codec/input';
import { dialectOf } from '../jira/server-info';
import { isObject } from '../model/decode';
import type { JsonValue } from '../model/json';
import type { JiraClient } from '../jira/client';

type Deployment = JiraClient['deployment'];

/** `typed`: each field with the input that suits its type. `text`: all as text, so that each can hold `$attribute`. */
export type MapperStyle = 'typed' | 'text';

/** Fields of a create screen as n8n's resource mapper shows them: required first, the others by name behind "Add field". */
export function createMapperFields(
	fields: readonly FieldMeta[],
	style: MapperStyle,
	deployment: Deployment,
): ResourceMapperField[] {
	return settable(fields)
		.sort(byNeed)
		.map((meta) => {
			const isNeeded = meta.required && !meta.hasDefault;
			const given = { ...mapperField(meta, style, deployment), required: isNeeded };
			return { ...given, removed: !isNeeded };
		});
}

/** Fields of an edit: none is needed, so all wait behind "Add field". */
export function editMapperFields(fields: readonly FieldMeta[]): ResourceMapperField[] {
	// What an issue holds now is not known here, and a default is for new issues.
	return settable(fields)
		.sort(byName)
		.map((meta) => {
			const { defaultValue: _newIssuesOnly, ...field } = mapperField(meta, 'typed', 'cloud');
			return field;
		});
}

/** A field of which nothing is known but its name, as text. */
export function textMapperField({ id, name }: Pick<FieldMeta, 'id' | 'name'>): ResourceMapperField {
	return {
		id,
		displayName: name,
		defaultMatch: false,
		canBeUsedToMatch: false,
		required: false,
		display: true,
		removed: true,
		type: 'string',
	};
}

function settable(fields: readonly FieldMeta[]): FieldMeta[] {
	return fields.filter((meta) => !isReadOnly(meta));
}

function byNeed(left: FieldMeta, right: FieldMeta): number {
	const need = ({ required, hasDefault }: FieldMeta): number => Number(!required || hasDefault);
	return need(left) - need(right) || byName(left, right);
}

function byName(left: FieldMeta, right: FieldMeta): number {
	return left.name.localeCompare(right.name);
}

function mapperField(
	meta: FieldMeta,
	style: MapperStyle,
	deployment: Deployment,
): ResourceMapperField {
	const type = style === 'text' ? 'string' : mapperType(meta);
	const defaultValue = shownDefault(meta, type, deployment);
	return {
		...textMapperField(meta),
		type,
		...(type === 'options' && { options: choices(meta) }),
		...(defaultValue !== undefined && { defaultValue }),
	};
}

/**
 * The input for a field. n8n has none for several choices, and takes only JSON for its type `array`, so lists are text with commas,
 * which the node also takes as JSON or as a list from an expression.
 */
function mapperType({ schema, allowedValues = [] }: FieldMeta): FieldType {
	switch (schema.type) {
		case 'number':
			return 'number';
		case 'date':
		case 'datetime':
			return 'dateTime';
		case 'array': {
			const isOneBox = schema.items === 'option' && allowedValues.length === 1;
			return isOneBox && optionOfBoolean(allowedValues, true) !== undefined ? 'boolean' : 'string';
		}
		default:
			return allowedValues.length > 0 ? 'options' : 'string';
	}
}

/** By name, so that a workflow survives options that are made anew; a second level stands behind its first. */
function choices({ allowedValues = [] }: Pick<FieldMeta, 'allowedValues'>): INodePropertyOptions[] {
	return allowedValues
		.flatMap(({ name, children = [] }) => [name, ...children.map((child) => levels(name, child))])
		.map((name) => ({ name, value: name }));
}

function levels(parent: string, { name }: AllowedValue): string {
	return `${parent} > ${name}`;
}

type DefaultValue = NonNullable<ResourceMapperField['defaultValue']>;

/** What Jira would put in, as the input shows it; nothing where the input cannot show it. */
function shownDefault(
	{ schema, defaultValue, allowedValues }: FieldMeta,
	type: FieldType,
	deployment: Deployment,
): DefaultValue | undefined {
	if (defaultValue === undefined) return undefined;
	const value = decodeField(schema, defaultValue, dialectOf(deployment));
	if (type === 'boolean') return value !== null;
	if (type === 'number') return typeof value === 'number' ? value : undefined;
	const text = defaultText(value);
	if (type !== 'options' || text === undefined) return text;
	const offered = choices({ ...(allowedValues && { allowedValues }) });
	return offered.some((choice) => choice.value === text) ? text : undefined;
}

function defaultText(value: JsonValue): string | undefined {
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	if (Array.isArray(value)) return value.map(String).join(', ');
	if (!isObject(value) || typeof value['value'] !== 'string') return undefined;
	return typeof value['child'] === 'string'
		? `${value['value']} > ${value['child']}`
		: value['value'];
}
