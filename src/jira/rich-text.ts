import { isObject } from '../model/decode';
import type { FieldInput } from '../model/field-schema';
import type { JsonValue } from '../model/json';
import { readText, writeText, type ReadableFormat } from '../text';
import { withMentions } from '../text/mention-links';
import type { MentionedUsers } from '../model/user';
import type { WriteOptions } from '../text/codec';
import {
	readFromJira,
	rewriteForJira,
	withMediaOf,
	writeForJira,
	type JiraText,
	type JiraTextFormat,
} from '../text/jira-text';
import { plainOf } from '../text';
import type { RichText } from '../text/tree';

/** How a text is written where formats differ in what they can say. */
export interface TextOptions extends WriteOptions {
	/** Whom links to people mention. */
	readonly mentions?: MentionedUsers | undefined;
}

/** A text and what it is written in. */
export interface TextInput {
	readonly format: ReadableFormat;
	readonly text: JsonValue;
}

const FORMATS: ReadonlySet<string> = new Set<ReadableFormat>([
	'plain',
	'markdown',
	'html',
	'adf',
	'wiki',
]);

/**
 * Input of a field with rich text: text in the format that is usual for the caller, `{ format, text }`, or an Atlassian document
 * as it is. Nothing for any other list or object.
 */
export function readTextInput(
	input: FieldInput,
	usual: ReadableFormat = 'plain',
): TextInput | undefined {
	if (!isObject(input))
		return Array.isArray(input) ? undefined : { format: usual, text: String(input) };
	if (input['type'] === 'doc') return { format: 'adf', text: input as JsonValue };
	const { format, text } = input;
	const isKnown = typeof format === 'string' && FORMATS.has(format);
	if (!isKnown || text === undefined) return undefined;
	return { format: format as ReadableFormat, text: text as JsonValue };
}

/** A text as this Jira stores it, images and all as the options say; over the text that the field holds now, what has not changed stays as it is there. */
export function encodeRichText(
	jira: JiraTextFormat,
	{ format, text }: TextInput,
	before?: JsonValue,
	options: TextOptions = {},
): JiraText {
	const { mentions } = options;
	const given = readText(format, text);
	const tree = mentions === undefined ? given : withMentions(given, mentions);
	const all = format === 'adf' ? withMediaOf(text, options) : options;
	if (before === undefined || before === null) return writeForJira(jira, tree, all);
	const seen = (part: RichText): RichText => readText(format, writeText(format, part));
	return rewriteForJira(jira, tree, before, seen, all);
}

/** What people read in one of Jira's texts, as plain text. */
export function plainRichText(jira: JiraTextFormat, raw: JsonValue): string {
	// Cloud's older API gives plain text for documents, and so does a field of another kind.
	if (jira === 'adf' && typeof raw === 'string') return plainOf(readText('plain', raw));
	return plainOf(readFromJira(jira, raw));
}
