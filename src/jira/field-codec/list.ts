import type { FieldInput, FieldMeta } from '../../model/field-schema';
import { jsonEqual, type JsonValue } from '../../model/json';
import { findAllowed } from './allowed';
import { problem, type EncodeContext, type EncodeResult, type FieldCodec } from './codec';

/** Entries of a list: a list as it is, a text cut at commas, anything else as one entry. */
export function listEntries(input: FieldInput): readonly FieldInput[] {
	const entries: readonly JsonValue[] = Array.isArray(input)
		? (input as readonly JsonValue[])
		: typeof input === 'string'
			? splitText(input)
			: [input];
	return entries.filter((entry) => entry !== null && entry !== '');
}

function splitText(text: string): readonly JsonValue[] {
	const trimmed = text.trim();
	const parsed = trimmed.startsWith('[') ? parseList(trimmed) : undefined;
	return parsed ?? trimmed.split(',').map((entry) => entry.trim());
}

function parseList(text: string): readonly JsonValue[] | undefined {
	try {
		const value = JSON.parse(text) as unknown;
		return Array.isArray(value) ? (value as readonly JsonValue[]) : undefined;
	} catch {
		return undefined;
	}
}

/** As `listEntries`, but a text that is an allowed value with its commas is that value. */
export function entriesFor(meta: FieldMeta, input: FieldInput): readonly FieldInput[] {
	const isOne =
		typeof input === 'string' &&
		input.includes(',') &&
		findAllowed(meta.allowedValues ?? [], input) !== undefined;
	return isOne ? [input] : listEntries(input);
}

/** List of what another codec handles one of. Sent without repeats; the canonical list is sorted. */
export function createListCodec(item: FieldCodec): FieldCodec {
	return {
		encode: (meta, input, context) => encodeEntries(item, meta, entriesFor(meta, input), context),
		decode(raw, dialect, schema) {
			const entries: readonly JsonValue[] = Array.isArray(raw) ? raw : [raw];
			const values = entries
				.filter((entry) => entry !== null)
				.map((entry) => item.decode(entry, dialect, schema))
				.filter((value) => value !== null);
			const sorted = unique(values).sort(compareValues);
			return sorted.length === 0 ? null : sorted;
		},
		clear: () => ({ kind: 'value', value: [], warnings: [] }),
	};
}

function encodeEntries(
	item: FieldCodec,
	meta: FieldMeta,
	entries: readonly FieldInput[],
	context: EncodeContext,
): EncodeResult {
	const results = entries.map((entry) => item.encode(meta, entry, context));
	const problems = results.flatMap((result) => (result.kind === 'problem' ? [result.message] : []));
	if (problems.length > 0) return problem(problems.join(' '));
	const values = results.flatMap((result) => (result.kind === 'value' ? [result.value] : []));
	const omitted = results.flatMap((result) => (result.kind === 'omit' ? [result.warning] : []));
	if (values.length === 0 && omitted.length > 0)
		return { kind: 'omit', warning: omitted.join(' ') };
	const warnings = results.flatMap((result) => (result.kind === 'value' ? result.warnings : []));
	return { kind: 'value', value: unique(values), warnings: [...warnings, ...omitted] };
}

function unique(values: readonly JsonValue[]): JsonValue[] {
	return values.filter(
		(value, index) => values.findIndex((other) => jsonEqual(other, value)) === index,
	);
}

/** By code unit, so that the order is the same on every machine. */
function compareValues(left: JsonValue, right: JsonValue): number {
	const a = typeof left === 'string' ? left : JSON.stringify(left);
	const b = typeof right === 'string' ? right : JSON.stringify(right);
	return a < b ? -1 : a > b ? 1 : 0;
}
