import { toJson } from '../../../src/model/decode';
import { adfToText, isAdfDocument, isValidAdf, mediaIdsIn, type AdfDocument } from '../text/adf';
import { isDay, parseInstant } from '../text/time';
import { mediaIdOf } from './attachments';
import { ValueRefusal } from './errors';
import { parseEstimates } from './estimates';
import type { Field, RichText, StoredValue, StoredValues } from './model';
import { parseEpicLink, parseSprint } from './parse-agile';
import { parseList, parseParent, parseReference, parseUser, unique } from './parse-reference';
import { listIssues, maySee, type World } from './world';

/** Which spelling of rich text is taken: REST v3 documents, REST v2 wiki text, or both (a person's editor). */
export type RichTextInput = 'adf' | 'wiki' | 'either';

/** Where a value is read for. */
export interface ParseContext {
	readonly world: World;
	readonly project: string;
	readonly richText: RichTextInput;
	/** What the issue holds now; a new issue holds nothing. */
	readonly current?: StoredValues;
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
		case 'labels':
			return unique(parseList(input, (item) => parseLabel(context.world, item)));
		case 'user':
			return parseOneUser(context, field, input);
		case 'parent':
			return parseParent(context, input);
		case 'epicLink':
			return parseEpicLink(context, input);
		case 'sprint':
			return parseSprint(context.world, context.current?.[field.id], input);
		case 'timetracking':
			return parseEstimates(context.current?.[field.id], input);
		case 'raw':
			return input === null ? null : { raw: toJson(input) };
		case 'status':
		case 'readOnly':
		case 'computed':
			throw new ValueRefusal(`Field '${field.id}' cannot be set.`);
		default:
			return parseReference(context, field, input);
	}
}

/** Whom issues can be assigned to is a permission of its own; here it goes with seeing the project. */
function parseOneUser({ world, project }: ParseContext, field: Field, input: unknown): StoredValue {
	const name = parseUser(world, input);
	const user = world.users.find((candidate) => candidate.name === name);
	const refused = user !== undefined && (user.inactive === true || !maySee(user, project));
	if (field.id !== 'assignee' || !refused) return name;
	throw new ValueRefusal(`User '${user.name}' cannot be assigned issues.`);
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
	return { rich: parseRichText(context.richText, input, context.world) };
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
export function parseRichText(taken: RichTextInput, input: unknown, world: World): RichText {
	if (typeof input === 'string' && taken !== 'adf') {
		checkLength(input, TEXT_LIMIT);
		return { wiki: input };
	}
	if (taken === 'wiki') throw new ValueRefusal('Operation value must be a string');
	if (!isAdfDocument(input)) return refuseDocument();
	if (!isValidAdf(input)) throw new ValueRefusal('INVALID_INPUT');
	if (!hasAllMedia(world, input)) throw new ValueRefusal('ATTACHMENT_VALIDATION_ERROR');
	const { documentSize } = world.unknowns;
	checkLength(documentSize === 'json' ? JSON.stringify(input) : adfToText(input), TEXT_LIMIT);
	return { adf: input };
}

/** The media of a document must be files of this Jira: https://github.com/sooperset/mcp-atlassian/pull/1402 */
function hasAllMedia(world: World, document: AdfDocument): boolean {
	const ids = mediaIdsIn(document);
	if (ids.length === 0) return true;
	const files = listIssues(world).flatMap(({ attachments }) => attachments);
	const known = new Set(files.map(mediaIdOf));
	return ids.every((id) => known.has(id));
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

function parseLabel({ unknowns }: World, input: unknown): string {
	if (typeof input !== 'string' || input === '') {
		throw new ValueRefusal('Operation value must be a string');
	}
	if (/\s/.test(input)) {
		throw new ValueRefusal(`The label '${input}' contains spaces which is invalid.`);
	}
	if (input.length > LINE_LIMIT && unknowns.longLabels === 'refused') {
		throw new ValueRefusal(`The label '${input}' exceeds the maximum length for a single label.`);
	}
	return input;
}
