import type { AllowedValue, FieldInput, FieldMeta } from '../../model/field-schema';
import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';

/** A list or an object that was given as JSON text; everything else as it is. */
export function parseIfJson(input: FieldInput): JsonValue {
	if (typeof input !== 'string' || !/^\s*[[{]/.test(input)) return input;
	try {
		return JSON.parse(input) as JsonValue;
	} catch {
		return input;
	}
}

/**
 * What a person means, in the form that codecs read: JSON text is parsed except where a field holds text, yes and no are options
 * by name, and a list of one is that one where the field takes one value. Doing it twice changes nothing.
 */
export function readInput(meta: FieldMeta, input: FieldInput): FieldInput {
	const { type, items } = meta.schema;
	if (type === 'string') return input;
	const given = parseIfJson(input);
	if (typeof given === 'boolean') return booleanInput(meta, given);
	if (!Array.isArray(given) || type === 'array' || !own(ONE_VALUE, type)) return given;
	const values = (given as readonly JsonValue[]).filter((value) => value !== null && value !== '');
	if (values.length > 1) return given;
	return readInput(meta, values[0] ?? null);

	function booleanInput({ allowedValues = [] }: FieldMeta, value: boolean): FieldInput {
		if (type !== 'option' && items !== 'option') return value;
		const named = optionOfBoolean(allowedValues, value);
		if (named === undefined) return value;
		if (named === 'none') return type === 'array' ? [] : null;
		return type === 'array' ? [named.name] : named.name;
	}
}

/** Types that hold one value, so that a list of several cannot be meant. */
const ONE_VALUE: Readonly<Record<string, true>> = {
	number: true,
	date: true,
	datetime: true,
	option: true,
	user: true,
	group: true,
	version: true,
	component: true,
	priority: true,
	resolution: true,
	issuetype: true,
	status: true,
	securitylevel: true,
	project: true,
	issuelink: true,
	timetracking: true,
};

/** Whether the input has several values for a field that takes one. */
export function isTooMany({ schema }: FieldMeta, input: FieldInput): input is readonly JsonValue[] {
	return Array.isArray(input) && own(ONE_VALUE, schema.type) === true;
}

const YES: ReadonlySet<string> = new Set(['yes', 'true', 'on']);
const NO: ReadonlySet<string> = new Set(['no', 'false', 'off']);

/** The option that true or false means: the one box there is to tick, or the option called Yes or No, True or False, On or Off. */
export function optionOfBoolean(
	allowed: readonly AllowedValue[],
	value: boolean,
): AllowedValue | 'none' | undefined {
	const words = value ? YES : NO;
	const named = allowed.filter(({ name }) => words.has(name.trim().toLowerCase()));
	if (named.length === 1) return named[0];
	if (allowed.length !== 1) return undefined;
	return value ? allowed[0] : 'none';
}
