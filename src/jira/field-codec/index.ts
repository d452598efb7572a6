import { toJson } from '../../model/decode';
import type { FieldInput, FieldMeta, FieldSchema } from '../../model/field-schema';
import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';
import type { JiraDialect } from '../dialect';
import { cascadingCodec } from './cascading';
import { encoded, problem, type EncodeContext, type EncodeResult, type FieldCodec } from './codec';
import { dateCodec, dateTimeCodec } from './date';
import { EPIC_LINK_TYPE, epicLinkCodec } from './epic';
import { labelCodec } from './labels';
import { isTooMany, readInput } from './input';
import { issueLinksCodec } from './issue-links';
import { createListCodec, entriesFor, listEntries } from './list';
import { groupCodec, namedCodec, optionCodec, projectCodec } from './named';
import { numberCodec } from './number';
import { parentCodec } from './parent';
import { rawCodec } from './raw';
import { sprintCodec } from './sprint';
import { richTextCodec, textCodec, urlCodec } from './text';
import { timeTrackingCodec } from './time-tracking';
import { userCodec, userText } from './user';

const RICH_SYSTEM_FIELDS: ReadonlySet<string> = new Set(['description', 'environment', 'comment']);

const BY_TYPE: Readonly<Record<string, FieldCodec>> = {
	number: numberCodec,
	date: dateCodec,
	datetime: dateTimeCodec,
	option: optionCodec,
	'option-with-child': cascadingCodec,
	user: userCodec,
	group: groupCodec,
	version: namedCodec,
	component: namedCodec,
	priority: namedCodec,
	resolution: namedCodec,
	issuetype: namedCodec,
	status: namedCodec,
	securitylevel: namedCodec,
	project: projectCodec,
	timetracking: timeTrackingCodec,
};

/** A text with paragraphs, which Cloud keeps as a document and Data Center as markup. */
export function isRichText({ type, system, custom }: FieldSchema): boolean {
	if (type !== 'string') return false;
	return RICH_SYSTEM_FIELDS.has(system ?? '') || (custom?.endsWith(':textarea') ?? false);
}

function codecFor(schema: FieldSchema): FieldCodec {
	const { type, items, custom = '', system } = schema;
	if (custom.endsWith(':gh-sprint')) return sprintCodec;
	if (custom.endsWith(EPIC_LINK_TYPE)) return epicLinkCodec;
	if (custom.endsWith(':gh-epic-label')) return textCodec;
	if (type === 'array') return listCodecFor(items, system, custom);
	if (type === 'issuelink') return parentCodec;
	if (type !== 'string') return own(BY_TYPE, type) ?? rawCodec;
	if (isRichText(schema)) return richTextCodec;
	return custom.endsWith(':url') ? urlCodec : textCodec;
}

function listCodecFor(items = '', system = '', custom = ''): FieldCodec {
	if (items === 'issuelinks') return issueLinksCodec;
	const isLabels = items === 'string' && (system === 'labels' || custom.endsWith(':labels'));
	if (isLabels) return createListCodec(labelCodec);
	if (items === 'string') return createListCodec(textCodec);
	const item = own(BY_TYPE, items);
	return item === undefined ? rawCodec : createListCodec(item);
}

/** A person's or a template's input in Jira's shape. Null and blank text clear the field. */
export function encodeField(
	meta: FieldMeta,
	input: FieldInput,
	context: EncodeContext,
): EncodeResult {
	const codec = codecFor(meta.schema);
	const given = readInput(meta, input);
	if (isBlank(given) || (meta.schema.type === 'array' && isEmptyList(given)))
		return codec.clear?.(context.dialect) ?? encoded(null);
	if (isTooMany(meta, given)) return problem(`It takes one value, and ${given.length} were given.`);
	return codec.encode(meta, given, context);
}

/** Canonical value (see `FieldSchema`) of a field as Jira sent it. */
export function decodeField(schema: FieldSchema, raw: unknown, dialect: JiraDialect): JsonValue {
	if (raw === undefined || raw === null) return null;
	return codecFor(schema).decode(toJson(raw), dialect, schema);
}

export { readInput } from './input';

/** Nothing given: clears the field, and does not fill a required one. */
export function isBlank(input: FieldInput | undefined): boolean {
	if (input === undefined || input === null) return true;
	if (Array.isArray(input)) return input.length === 0;
	return typeof input === 'string' && input.trim() === '';
}

function isEmptyList(input: FieldInput): boolean {
	return (typeof input === 'string' || Array.isArray(input)) && listEntries(input).length === 0;
}

/** The texts in a user field that Jira must be asked about. */
export function userTextsOf(meta: FieldMeta, input: FieldInput): readonly string[] {
	const { type, items } = meta.schema;
	if (isBlank(input)) return [];
	const given = readInput(meta, input);
	const entries = type === 'user' ? [given] : items === 'user' ? entriesFor(meta, given) : [];
	return entries.map(userText).filter((text): text is string => text !== undefined && text !== '');
}
