import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject, textOf, toJson, type UnknownRecord } from '../model/decode';
import { inputError } from '../model/failure';
import type { FieldInput } from '../model/field-schema';
import { withZoneOffset } from './local-time';

/** Typed reading of one node's parameters for one item. Every reader has a value for what is not set. */
export interface Parameters {
	readonly itemIndex: number;
	text(name: string, otherwise?: string): string;
	/** Throws `InputError` when the parameter is empty. */
	required(name: string, displayName: string): string;
	flag(name: string, otherwise?: boolean): boolean;
	number(name: string, otherwise: number): number;
	/** One of the values; what is none of them counts as the first. */
	choice<T extends string>(name: string, values: readonly [T, ...T[]]): T;
	/** Names: a list, or a text split on commas. */
	names(name: string): readonly string[];
	/** The value of a resource locator. */
	locator(name: string): string;
	/** Throws `InputError` when nothing is chosen. */
	requiredLocator(name: string, displayName: string): string;
	/** Rows of a fixed collection with one group. */
	rows(name: string, group: string): readonly UnknownRecord[];
	/** Inputs of a resource mapper by field id, without empty ones. */
	mapped(name: string): Readonly<Record<string, FieldInput>>;
	/** Whether the parameter is set; an option that was not added is not. */
	has(name: string): boolean;
	/** JSON, given as a value or as text; text that is no JSON stays text. */
	json(name: string): unknown;
}

/** Reads parameters for one item. */
export function readParameters(context: IExecuteFunctions, itemIndex: number): Parameters {
	// n8n throws for a parameter that is not set unless there is something to fall back to.
	const raw = (name: string, extractValue = false): unknown =>
		context.getNodeParameter(name, itemIndex, null, { extractValue }) ?? undefined;
	const text = (name: string, otherwise = ''): string => textOf(raw(name))?.trim() ?? otherwise;
	const locator = (name: string): string => textOf(raw(name, true))?.trim() ?? '';
	return {
		itemIndex,
		text,
		required: (name, displayName) => needed(text(name), displayName),
		flag: (name, otherwise = false) => {
			const value = raw(name);
			return typeof value === 'boolean' ? value : otherwise;
		},
		number: (name, otherwise) => {
			const value = raw(name);
			return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
		},
		choice: (name, values) => values.find((value) => value === raw(name)) ?? values[0],
		names: (name) => toNames(raw(name)),
		locator,
		requiredLocator: (name, displayName) => needed(locator(name), displayName),
		rows: (name, group) => rowsOf(raw(name), group),
		mapped: (name) =>
			mappedInputs(raw(name), context.getInputData()[itemIndex]?.json, context.getTimezone()),
		has: (name) => raw(name) !== undefined,
		json: (name) => parsed(raw(name)),
	};
}

function parsed(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

function needed(value: string, displayName: string): string {
	if (value !== '') return value;
	throw inputError(`The parameter "${displayName}" is empty.`, [
		{
			field: displayName,
			message: 'Choose or enter a value. If it is an expression, it gave nothing for this item.',
		},
	]);
}

/** Names out of a list or a comma separated text, trimmed, without empty ones. */
export function toNames(value: unknown): readonly string[] {
	const list: readonly unknown[] = Array.isArray(value) ? value : (textOf(value) ?? '').split(',');
	return list.flatMap((entry) => {
		const name = textOf(entry)?.trim();
		return name === undefined ? [] : [name];
	});
}

/** What is chosen in a resource locator inside of a row; text, where the row is from before there was one. */
export function locatorText(value: unknown): unknown {
	return isObject(value) ? value['value'] : value;
}

function rowsOf(value: unknown, group: string): readonly UnknownRecord[] {
	const rows = isObject(value) ? value[group] : undefined;
	return Array.isArray(rows) ? rows.filter(isObject) : [];
}

/**
 * Defined below: the values as they are. Automatic: the item's own values, for the fields that the mapper knows by id or name. A
 * time from n8n's date input means the time zone of the workflow.
 */
function mappedInputs(
	value: unknown,
	item: unknown,
	timeZone: string,
): Readonly<Record<string, FieldInput>> {
	if (!isObject(value)) return {};
	const schema = Array.isArray(value['schema']) ? value['schema'].filter(isObject) : [];
	const isAutomatic = value['mappingMode'] === 'autoMapInputData';
	const source = isAutomatic ? item : value['value'];
	if (!isObject(source)) return {};
	const known = new Set(schema.flatMap(({ id, displayName }) => [id, displayName]));
	const times = new Set(schema.filter(({ type }) => type === 'dateTime').map(({ id }) => id));
	return Object.fromEntries(
		Object.entries(source)
			.filter(([id]) => !isAutomatic || known.has(id))
			.filter(([, input]) => input !== null && input !== undefined && input !== '')
			.map(([id, input]) => [id, toJson(times.has(id) ? withZoneOffset(input, timeZone) : input)]),
	);
}
