import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { adfToText, isAdfDocument, isValidAdf } from '../text/adf';
import { isDay, parseInstant } from '../text/time';
import { ValueRefusal } from './errors';
import type { Field, FieldOption, Named, RichText, StoredValue } from './model';
import { findIssue, type World } from './world';

/** Which spelling of rich text is taken: REST v3 documents, REST v2 wiki text, or both (a person's editor). */
export type RichTextInput = 'adf' | 'wiki' | 'either';

/** Where a value is read for. */
export interface ParseContext {
	readonly world: World;
	readonly project: string;
	readonly richText: RichTextInput;
}

/** `jira.text.field.character.limit`, the default of Data Center and fixed on Cloud. */
const TEXT_LIMIT = 32_767;
const LINE_LIMIT = 255;

/** Reads what a caller sent for a field. Throws `ValueRefusal` with Jira's text. */
export function parseValue(context: ParseContext, field: Field, input: unknown): StoredValue {
	switch (field.kind) {
		case 'text':
			return parseLine(field, input);
		case 'url':
			return parseUrl(input);
		case 'richText':
			return parseRichField(context, input);
		case 'number':
			if (input === null || typeof input === 'number') return input;
			throw new ValueRefusal('Operation value must be a number');
		case 'date':
			return parseDay(input);
		case 'datetime':
			return parseTime(input);
		case 'cascade':
			return parseCascade(field, input);
		case 'labels':
			return unique(parseList(input, parseLabel));
		case 'user':
			return parseUser(context.world, input);
		case 'parent':
			return parseParent(context, input);
		case 'status':
		case 'computed':
			throw new ValueRefusal(`Field '${field.id}' cannot be set.`);
		default:
			return parseReference(context, field, input);
	}
}

function parseReference(context: ParseContext, field: Field, input: unknown): StoredValue {
	const one = (item: unknown): string => parseOne(context, field, item);
	const many = ['options', 'versions', 'components'].includes(field.kind);
	if (many) return unique(parseList(input, one));
	return input === null ? null : one(input);
}

function parseOne(context: ParseContext, field: Field, input: unknown): string {
	const { world, project } = context;
	switch (field.kind) {
		case 'option':
		case 'options':
			return parseOption(field.options ?? [], input).id;
		case 'version':
		case 'versions': {
			const versions = world.versions.filter((version) => version.project === project);
			return pick(versions, input, 'Version');
		}
		case 'components': {
			const components = world.components.filter((component) => component.project === project);
			return pick(components, input, 'Component');
		}
		case 'priority':
			return pick(world.priorities, input, 'Priority');
		case 'resolution':
			return pick(world.resolutions, input, 'Resolution');
		case 'issuetype': {
			const types = world.issueTypes.filter((type) => type.project === project);
			return pick(types, input, 'Issue type');
		}
		default:
			throw new ValueRefusal('data was not an object');
	}
}

function pick(candidates: readonly Named[], input: unknown, what: string): string {
	if (!isObject(input)) {
		throw new ValueRefusal(`Specify a valid 'id' or 'name' for ${what}`);
	}
	const { id, name } = input;
	const byId = id !== undefined;
	const found = candidates.find((entry) => (byId ? entry.id === String(id) : entry.name === name));
	if (found !== undefined) return found.id;
	if (!byId && typeof name !== 'string') {
		throw new ValueRefusal(`Specify a valid 'id' or 'name' for ${what}`);
	}
	throw new ValueRefusal(`${what} ${byId ? 'id' : 'name'} '${String(id ?? name)}' is not valid`);
}

function parseOption(options: readonly FieldOption[], input: unknown): FieldOption {
	if (!isObject(input)) throw new ValueRefusal("Specify a valid 'id' or 'value' for the option");
	const { id, value } = input;
	if (id === undefined && typeof value !== 'string') {
		throw new ValueRefusal("Specify a valid 'id' or 'value' for the option");
	}
	const found = options.find((option) =>
		id === undefined ? option.value === value : option.id === String(id),
	);
	if (found !== undefined) return found;
	throw new ValueRefusal(
		id === undefined
			? `Option value '${String(value)}' is not valid`
			: `Option id '${String(id)}' is not valid`,
	);
}

function parseCascade(field: Field, input: unknown): StoredValue {
	if (input === null) return null;
	const parent = parseOption(field.options ?? [], input);
	const child = (input as UnknownRecord).child;
	const chosen =
		child === undefined || child === null ? undefined : parseOption(parent.children ?? [], child);
	return { cascade: { parent: parent.id, child: chosen?.id } };
}

/** System fields and one-line custom fields hold 255 characters; only the summary refuses line breaks. */
function parseLine(field: Field, input: unknown): StoredValue {
	if (input === null) return null;
	if (typeof input !== 'string') throw new ValueRefusal('Operation value must be a string');
	if (field.id === 'summary') {
		if (/[\r\n]/.test(input)) {
			throw new ValueRefusal('The summary is invalid because it contains newline characters.');
		}
		if (input.length > LINE_LIMIT) {
			throw new ValueRefusal("Summary can't exceed 255 characters.");
		}
		return input.trim();
	}
	checkLength(input, LINE_LIMIT);
	return input === '' ? null : input;
}

function checkLength(text: string, limit: number): void {
	if (text.length <= limit) return;
	throw new ValueRefusal(
		`The entered text is too long. It exceeds the allowed limit of ${limit.toLocaleString('en-US')} characters.`,
	);
}

function parseUrl(input: unknown): StoredValue {
	if (input === null || input === '') return null;
	if (typeof input !== 'string') throw new ValueRefusal('Operation value must be a string');
	if (!URL.canParse(input)) throw new ValueRefusal('Not a valid URL');
	checkLength(input, LINE_LIMIT);
	return input;
}

function parseRichField(context: ParseContext, input: unknown): StoredValue {
	if (input === null || input === '') {
		if (input === '' && context.richText === 'adf') refuseDocument();
		return null;
	}
	return { rich: parseRichText(context.richText, input) };
}

function refuseDocument(): never {
	throw new ValueRefusal(
		'Operation value must be an Atlassian Document (see the Atlassian Document Format)',
	);
}

/**
 * Reads a rich text. REST v3 takes documents only, v2 wiki text only.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#atlassian-document-format
 */
export function parseRichText(taken: RichTextInput, input: unknown): RichText {
	if (typeof input === 'string' && taken !== 'adf') {
		checkLength(input, TEXT_LIMIT);
		return { wiki: input };
	}
	if (taken === 'wiki') throw new ValueRefusal('Operation value must be a string');
	if (!isAdfDocument(input)) return refuseDocument();
	if (!isValidAdf(input)) throw new ValueRefusal('INVALID_INPUT');
	checkLength(adfToText(input), TEXT_LIMIT);
	return { adf: input };
}

function parseDay(input: unknown): StoredValue {
	if (input === null || input === '') return null;
	if (typeof input === 'string' && isDay(input)) return input;
	throw new ValueRefusal(`Error parsing date string: ${String(input)}`);
}

function parseTime(input: unknown): StoredValue {
	if (input === null || input === '') return null;
	const time = typeof input === 'string' ? parseInstant(input) : undefined;
	if (time === undefined) throw new ValueRefusal(`Error parsing time: ${String(input)}`);
	return time;
}

function parseList<T>(input: unknown, parse: (item: unknown) => T): readonly T[] {
	if (input === null) return [];
	if (!Array.isArray(input)) throw new ValueRefusal('data was not an array');
	return input.map(parse);
}

function unique(items: readonly string[]): readonly string[] {
	return [...new Set(items)];
}

function parseLabel(input: unknown): string {
	if (typeof input !== 'string' || input === '') {
		throw new ValueRefusal('Operation value must be a string');
	}
	if (/\s/.test(input)) {
		throw new ValueRefusal(`The label '${input}' contains spaces which is invalid.`);
	}
	if (input.length > LINE_LIMIT) {
		throw new ValueRefusal(`The label '${input}' exceeds the maximum length for a single label.`);
	}
	return input;
}

/** Cloud knows users by `accountId` (or `id`), Data Center by `name` (or `key`). */
export function parseUser(world: World, input: unknown): string | null {
	if (input === null) return null;
	if (!isObject(input)) throw new ValueRefusal('data was not an object');
	const { accountId, id, name, key } = input;
	if (world.deployment === 'cloud') {
		const wanted = accountId === undefined ? id : accountId;
		if (wanted === null) return null;
		if (typeof wanted !== 'string') {
			throw new ValueRefusal("expected 'accountId' property to be a string");
		}
		const found = world.users.find((user) => user.accountId === wanted);
		if (found === undefined) throw new ValueRefusal(`User '${wanted}' does not exist.`);
		return found.name;
	}
	if (name === null) return null;
	if (typeof name !== 'string' && typeof key !== 'string') {
		throw new ValueRefusal("expected 'name' property to be a string");
	}
	const found = world.users.find((user) =>
		typeof name === 'string' ? user.name === name : user.key === key,
	);
	if (found === undefined) throw new ValueRefusal(`User '${String(name ?? key)}' does not exist.`);
	return found.name;
}

function parseParent(context: ParseContext, input: unknown): StoredValue {
	if (input === null) return null;
	const wanted = isObject(input) ? (input.id ?? input.key) : undefined;
	if (isObject(input) && input.none === true) return null;
	if (wanted === undefined) throw new ValueRefusal('data was not an object');
	const parent = findIssue(context.world, String(wanted));
	if (parent === undefined || parent.values.project !== context.project) {
		throw new ValueRefusal('Could not find issue by id or key, or it belongs to another project.');
	}
	return parent.id;
}
