import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { AnswerNow } from '../../kernel/http';
import { badRequest, notOnScreen, ValueRefusal } from './errors';
import type { Field, RichText, StoredValue } from './model';
import { parseRichText, parseValue, type ParseContext } from './parse-value';
import { emptyValue } from './screens';
import type { World } from './world';

/** A link that an edit asks for, as it was sent. */
export interface LinkRequest {
	readonly type: unknown;
	readonly inwardIssue?: unknown;
	readonly outwardIssue?: unknown;
}

/** A comment that an edit asks for. */
export interface CommentRequest {
	readonly body: RichText;
	readonly visibility: unknown;
}

/** What a create, edit or transition asks for, read and checked. */
export interface RequestedChanges {
	readonly values: Readonly<Record<string, StoredValue>>;
	readonly comments: readonly CommentRequest[];
	readonly links: readonly LinkRequest[];
	readonly properties: Readonly<Record<string, unknown>>;
	/** By field id; when not empty nothing may be done. */
	readonly errors: Readonly<Record<string, string>>;
}

/** Where changes are read for: the fields that the screen has, and what the issue holds now. */
export interface ChangeContext extends ParseContext {
	readonly allowed: ReadonlyMap<string, Field>;
	readonly current: Readonly<Record<string, StoredValue>>;
}

type Gathered = {
	readonly values: Record<string, StoredValue>;
	readonly comments: CommentRequest[];
	readonly links: LinkRequest[];
	readonly errors: Record<string, string>;
};

/** Reads `{fields, update, properties}`; all errors of fields are gathered, as Jira reports them at once. */
export function readChanges(context: ChangeContext, body: unknown): RequestedChanges {
	if (!isObject(body)) throw unreadableBody();
	const fields = objectPart(body, 'fields');
	const update = objectPart(body, 'update');
	const gathered: Gathered = { values: {}, comments: [], links: [], errors: {} };
	for (const [id, input] of Object.entries(fields)) {
		attempt(gathered, id, () => {
			if (Object.hasOwn(update, id)) {
				throw new ValueRefusal(`Field '${id}' cannot be in both 'fields' and 'update'.`);
			}
			gathered.values[id] = parseValue(context, settable(context, id), input);
		});
	}
	for (const [id, operations] of Object.entries(update)) {
		if (Object.hasOwn(fields, id)) continue;
		attempt(gathered, id, () => applyOperations(context, gathered, id, operations));
	}
	return { ...gathered, properties: readProperties(context.world, body.properties) };
}

/** A body that is not JSON, or not an object: Jira then leaves out the `errors` key. */
export function unreadableBody(): AnswerNow {
	const message = 'There was an error parsing JSON. Check that your request body is valid.';
	return new AnswerNow({ status: 400, body: { errorMessages: [message] } });
}

function objectPart(body: UnknownRecord, name: 'fields' | 'update'): UnknownRecord {
	const part = body[name];
	if (part === undefined || part === null) return {};
	if (!isObject(part)) throw unreadableBody();
	return part;
}

function attempt(gathered: Gathered, id: string, action: () => void): void {
	try {
		action();
	} catch (error) {
		if (!(error instanceof ValueRefusal)) throw error;
		gathered.errors[id] = error.message;
	}
}

function settable(context: ChangeContext, id: string): Field {
	const field = context.allowed.get(id);
	if (field === undefined || (field.kind === 'computed' && id !== 'comment')) {
		throw new ValueRefusal(notOnScreen(id));
	}
	return field;
}

function applyOperations(
	context: ChangeContext,
	gathered: Gathered,
	id: string,
	operations: unknown,
): void {
	const field = context.allowed.get(id);
	if (field === undefined) throw new ValueRefusal(notOnScreen(id));
	if (!Array.isArray(operations)) throw new ValueRefusal('data was not an array');
	let value = context.current[id] ?? emptyValue(field);
	for (const operation of operations) {
		const [verb, input] = soleEntry(operation);
		if (id === 'comment') gathered.comments.push(readComment(context, verb, input));
		else if (id === 'issuelinks') gathered.links.push(readLink(verb, input));
		else value = applyVerb(context, settable(context, id), value, verb, input);
	}
	if (id !== 'comment' && id !== 'issuelinks') gathered.values[id] = value;
}

function soleEntry(operation: unknown): readonly [string, unknown] {
	const entries = isObject(operation) ? Object.entries(operation) : [];
	const [first] = entries;
	if (entries.length !== 1 || first === undefined) {
		throw new ValueRefusal('Each operation must have exactly one verb');
	}
	return first;
}

function readComment(context: ChangeContext, verb: string, input: unknown): CommentRequest {
	if (verb !== 'add' || !isObject(input)) throw unsupportedVerb(verb);
	return {
		body: parseRichText(context.richText, input.body, context.world),
		visibility: input.visibility,
	};
}

function readLink(verb: string, input: unknown): LinkRequest {
	if (verb !== 'add' || !isObject(input)) throw unsupportedVerb(verb);
	return { type: input.type, inwardIssue: input.inwardIssue, outwardIssue: input.outwardIssue };
}

function unsupportedVerb(verb: string): ValueRefusal {
	return new ValueRefusal(`Operation '${verb}' is not supported by this field`);
}

function applyVerb(
	context: ChangeContext,
	field: Field,
	value: StoredValue,
	verb: string,
	input: unknown,
): StoredValue {
	if (verb === 'set') return parseValue(context, field, input);
	if (verb === 'edit' && field.kind === 'timetracking') {
		return parseValue({ ...context, current: { [field.id]: value } }, field, input);
	}
	if (!Array.isArray(value) || (verb !== 'add' && verb !== 'remove')) throw unsupportedVerb(verb);
	const items = parseValue(context, field, [input]);
	const given: readonly string[] = Array.isArray(items) ? items : [];
	const present: readonly string[] = value;
	return verb === 'add'
		? [...new Set([...present, ...given])]
		: present.filter((item) => !given.includes(item));
}

/** Documented limit of an entity property's value, in characters of its JSON; Cloud and Data Center alike. */
const PROPERTY_LIMIT = 32_768;
const PROPERTY_KEY_LIMIT = 255;

/** Refuses a property that is too long, empty or has too long a key. */
export function checkProperty(world: World, key: string, value: unknown): void {
	if (key.length > PROPERTY_KEY_LIMIT) {
		throw badRequest(`The property key can't exceed ${PROPERTY_KEY_LIMIT} characters.`);
	}
	if (value === undefined || value === '') {
		throw badRequest('The property value cannot be empty and must be valid JSON.');
	}
	const text = JSON.stringify(value);
	const bytes = world.deployment === 'dataCenter' && world.unknowns.propertySize === 'bytes';
	if ((bytes ? Buffer.byteLength(text) : text.length) > PROPERTY_LIMIT) {
		throw badRequest(
			`The property value is too long. The maximum length is ${PROPERTY_LIMIT} characters.`,
		);
	}
}

function readProperties(world: World, input: unknown): Readonly<Record<string, unknown>> {
	if (input === undefined || input === null) return {};
	if (!Array.isArray(input)) throw unreadableBody();
	const properties: Record<string, unknown> = {};
	for (const entry of input) {
		if (!isObject(entry) || typeof entry.key !== 'string') throw unreadableBody();
		checkProperty(world, entry.key, entry.value);
		properties[entry.key] = entry.value;
	}
	return properties;
}
