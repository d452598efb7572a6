import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { isObject, type UnknownRecord } from '../../../src/model/decode';
import type { Exchange } from '../../../simulators/jira/exchanges';
import {
	ALWAYS_PRESENT,
	ANSWERS_IN_PRACTICE,
	EXTRA_DEFINITIONS,
	ISSUE_FIELDS,
	NULL_IN_PRACTICE,
} from './issue-fields';
import { eachSchema } from './normalise';
import { createFinder, type Operation } from './operations';
import { exceptionOf } from './exceptions';

/** What the document says about one exchange. */
export interface Verdict {
	/** `METHOD /path/{template}`; nothing when the document knows no such operation. */
	readonly operation: string | undefined;
	readonly violations: readonly string[];
}

export type Judge = (exchange: Exchange) => Verdict;

type Check = (what: string, schema: unknown, value: unknown) => readonly string[];

/** Makes a judge of exchanges with Jira Cloud out of Atlassian's document. */
export function createJudge(document: UnknownRecord): Judge {
	const find = createFinder(document);
	const { asked, given } = createChecks(document);
	return (exchange) => {
		const operation = find(exchange.method, exchange.path);
		const exception = exceptionOf(exchange);
		if (exception !== undefined) return { operation: operation?.name, violations: [] };
		if (operation === undefined) {
			const accepted = exchange.status < 400;
			return { operation: undefined, violations: accepted ? [unknownOperation(exchange)] : [] };
		}
		const found = [
			...(exchange.status < 400 ? requestViolations(asked, operation, exchange) : []),
			...(exchange.planned ? [] : answerViolations(given, operation, exchange)),
		];
		const title = `${exchange.method} ${exchange.path} → ${exchange.status}`;
		return { operation: operation.name, violations: found.map((text) => `${title}: ${text}`) };
	};
}

function unknownOperation({ method, path, status }: Exchange): string {
	return `${method} ${path} → ${status}: the document has no such operation`;
}

/** Only what Jira accepted: a request that it refused may be as wrong as it likes. */
function requestViolations(check: Check, operation: Operation, exchange: Exchange): string[] {
	const { query, body } = exchange;
	const found: string[] = [];
	for (const [name, value] of Object.entries(query)) {
		const parameter = operation.query.find((known) => known.name === name);
		if (parameter === undefined) found.push(`query '${name}' is not documented`);
		else found.push(...check(`query '${name}'`, parameter.schema, typed(parameter.schema, value)));
	}
	for (const { name, required } of operation.query) {
		if (required && query[name] === undefined) found.push(`query '${name}' is missing`);
	}
	if (operation.requestType === 'multipart/form-data') return found;
	if (body === undefined && operation.requestBodyRequired) found.push('the body is missing');
	if (body !== undefined && operation.requestType === undefined) found.push('a body is sent');
	if (body !== undefined && operation.requestType !== undefined) {
		found.push(...check('body', operation.requestBody, body));
	}
	return found;
}

/** A value of the query as the type that its schema asks for. Lists are joined by commas. */
function typed(schema: unknown, value: string): unknown {
	const type = isObject(schema) ? schema['type'] : undefined;
	if (type === 'integer' || type === 'number') return value.trim() === '' ? value : Number(value);
	if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value;
	if (type !== 'array') return value;
	const items = isObject(schema) ? schema['items'] : undefined;
	return value.split(',').map((item) => typed(items, item));
}

function answerViolations(check: Check, operation: Operation, exchange: Exchange): string[] {
	const { status, answer } = exchange;
	const documented = operation.answers.get(status);
	const found: string[] = [];
	if (documented === undefined && !ANY_OPERATION.has(status)) {
		found.push(`status ${status} is not documented (${[...operation.answers.keys()].join(', ')})`);
	}
	if (status >= 400) return [...found, ...errorViolations(check, documented?.schema, answer)];
	if (documented?.content === false && answer !== undefined) found.push('an answer has a body');
	if (status === 204 && answer !== undefined) found.push('204 has a body');
	const silent = documented === undefined || answer === undefined;
	const schema = ANSWERS_IN_PRACTICE[operation.name] ?? documented?.schema;
	return silent ? found : [...found, ...check('answer', schema, answer)];
}

/**
 * Answers that any operation may give, whatever it lists: no login, no permission, too many requests.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#status-codes
 */
const ANY_OPERATION: ReadonlySet<number> = new Set([401, 403, 429]);

function errorViolations(check: Check, schema: unknown, answer: unknown): readonly string[] {
	if (answer === undefined) return [];
	return check('refusal', schema ?? { $ref: '#/definitions/ErrorCollection' }, answer);
}

/** Answers are held to more than requests: see `ALWAYS_PRESENT`. */
function createChecks(document: UnknownRecord): { readonly asked: Check; readonly given: Check } {
	const components = isObject(document['components']) ? document['components'] : {};
	const schemas = eachSchema(components['schemas']);
	return { asked: createCheck(schemas), given: createCheck(strengthened(schemas)) };
}

function createCheck(definitions: UnknownRecord): Check {
	const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
	const compiled = new Map<string, ValidateFunction>();
	ajv.addSchema({ $id: 'jira', definitions });
	return (what, schema, value) => {
		const text = JSON.stringify(schema ?? {}).replaceAll('"#/definitions/', '"jira#/definitions/');
		const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
		compiled.set(text, validate);
		if (validate(value) === true) return [];
		return (validate.errors ?? []).map((error) => `${what}${describe(error)}`);
	};
}

function describe({ instancePath, message, params }: ErrorObject): string {
	const extra = isObject(params) ? Object.values(params).filter(isText).join(' ') : '';
	return `${instancePath} ${message ?? 'is wrong'} (${extra})`;
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

/** The document's schemas, with what it says elsewhere than in them. */
function strengthened(schemas: UnknownRecord): UnknownRecord {
	const definitions: Record<string, unknown> = { ...schemas, ...EXTRA_DEFINITIONS };
	for (const [name, required] of Object.entries(ALWAYS_PRESENT)) {
		const schema = schemas[name];
		if (isObject(schema)) definitions[name] = { ...schema, required };
	}
	for (const [name, nullable] of Object.entries(NULL_IN_PRACTICE)) {
		definitions[name] = withNulls(definitions[name], nullable);
	}
	const issue = schemas['IssueBean'];
	if (isObject(issue) && isObject(issue['properties'])) {
		const properties = { ...issue['properties'], fields: ISSUE_FIELDS };
		definitions['IssueBean'] = { ...issue, properties };
	}
	return definitions;
}

function withNulls(schema: unknown, nullable: readonly string[]): unknown {
	const properties = isObject(schema) && isObject(schema['properties']) ? schema['properties'] : {};
	const loosened = nullable.map((name) => [name, { anyOf: [properties[name], { type: 'null' }] }]);
	return {
		...(isObject(schema) ? schema : {}),
		properties: { ...properties, ...Object.fromEntries(loosened) },
	};
}
