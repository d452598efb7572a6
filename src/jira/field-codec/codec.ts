import type { FieldInput, FieldMeta, FieldSchema } from '../../model/field-schema';
import type { JsonValue } from '../../model/json';
import type { ReadableFormat } from '../../text';
import type { JiraDialect } from '../dialect';
import type { TextOptions } from '../rich-text';
import type { UserMatch } from '../users';

/** What a codec may need beside the field and the value. */
export interface EncodeContext {
	readonly dialect: JiraDialect;
	/** Who a text in a user field means; asked of Jira before encoding, because codecs are pure. */
	readonly users: ReadonlyMap<string, UserMatch>;
	/** What Jira does not take as it is, is refused and not adapted with a warning: somebody is there to correct it. */
	readonly exact?: boolean;
	/** What texts for rich text are written in, where they do not say so themselves. Plain text unless told otherwise. */
	readonly textFormat?: ReadableFormat;
	/** What the fields hold now, as Jira sent it, by field id: an edit keeps what it does not change. */
	readonly before?: Readonly<Record<string, JsonValue>>;
	/** How images by attachment are written, and whom links to people mention. */
	readonly texts?: TextOptions;
}

/** A person's input in Jira's shape, or what is wrong with it. */
export type EncodeResult =
	/** Goes into `fields`. */
	| { readonly kind: 'value'; readonly value: JsonValue; readonly warnings: readonly string[] }
	/** Goes into `update`: the field cannot be set by a value. */
	| { readonly kind: 'update'; readonly operations: JsonValue }
	/** The field is left out, and the warning says why. */
	| { readonly kind: 'omit'; readonly warning: string }
	/** What is wrong and what to do, without the field's name. */
	| { readonly kind: 'problem'; readonly message: string };

/** Turns one kind of field into Jira's shape and back to the canonical value (see `FieldSchema`). */
export interface FieldCodec {
	/** The input is never null or blank: clearing is the same for nearly all fields and done before. */
	encode(meta: FieldMeta, input: FieldInput, context: EncodeContext): EncodeResult;
	/** The raw value is never null. */
	decode(raw: JsonValue, dialect: JiraDialect, schema: FieldSchema): JsonValue;
	/** How the field is cleared, where null does not do it. */
	clear?(dialect: JiraDialect): EncodeResult;
}

export function encoded(value: JsonValue, ...warnings: readonly string[]): EncodeResult {
	return { kind: 'value', value, warnings };
}

export function problem(message: string): EncodeResult {
	return { kind: 'problem', message };
}

/** A JSON object among JSON values. */
export type JsonObject = { readonly [key: string]: JsonValue };

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text of an input that is text or a number. */
export function inputText(input: JsonValue | undefined): string | undefined {
	if (typeof input === 'number') return String(input);
	return typeof input === 'string' ? input.trim() : undefined;
}

/** The input in a message, short enough to read. */
export function shown(input: JsonValue): string {
	const text = typeof input === 'string' ? input : JSON.stringify(input);
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
