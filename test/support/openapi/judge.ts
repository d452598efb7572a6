import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import { isObject, type UnknownRecord } from '../../../src/model/decode';
import type { Exchange } from '../../../simulators/jira/exchanges';
import { createFinder, type Operation } from './operations';

/** What exchanges with one product are held to. */
export interface Law {
	readonly document: UnknownRecord;
	/** Path under which the document has what was asked for. */
	lookUp(path: string): string;
	/** Schemas by name for what is asked, and for what is answered; JSON Schema. */
	readonly asked: UnknownRecord;
	readonly given: UnknownRecord;
	/** The document lists which statuses an operation answers; where not, its one answer is that of success. */
	readonly listsStatuses: boolean;
	/** Schemas of answers, by name of the operation, where the document's is wrong. */
	readonly answers: Readonly<Record<string, unknown>>;
	/** Parameters of the query, by name of the operation, that the document leaves out. */
	readonly extraQuery: Readonly<Record<string, readonly string[]>>;
	/** Operations whose body is any JSON, whatever the document says. */
	readonly anyBody: ReadonlySet<string>;
	/** Why the document is not asked about an exchange; nothing when it is. */
	exceptionOf(exchange: Exchange): string | undefined;
}

/** What the document says about one exchange. */
export interface Verdict {
	/** `METHOD /path/{template}`; nothing when the document knows no such operation. */
	readonly operation: string | undefined;
	readonly violations: readonly string[];
}

export type Judge = (exchange: Exchange) => Verdict;

type Check = (what: string, schema: unknown, value: unknown) => readonly string[];

/** Makes a judge of exchanges with one product. */
export function createJudge(law: Law): Judge {
	const find = createFinder(law.document);
	const asked = createCheck(law.asked);
	const given = createCheck(law.given);
	return (exchange) => {
		const operation = find(exchange.method, law.lookUp(exchange.path));
		if (law.exceptionOf(exchange) !== undefined) {
			return { operation: operation?.name, violations: [] };
		}
		if (operation === undefined) {
			const accepted = exchange.status < 400;
			return { operation: undefined, violations: accepted ? [unknownOperation(exchange)] : [] };
		}
		const found = [
			...(exchange.status < 400 ? requestViolations(law, asked, operation, exchange) : []),
			...(exchange.planned ? [] : answerViolations(law, given, operation, exchange)),
		];
		const title = `${exchange.method} ${exchange.path} → ${exchange.status}`;
		return { operation: operation.name, violations: found.map((text) => `${title}: ${text}`) };
	};
}

function unknownOperation({ method, path, status }: Exchange): string {
	return `${method} ${path} → ${status}: the document has no such operation`;
}

/** Only what Jira accepted: a request that it refused may be as wrong as it likes. */
function requestViolations(
	law: Law,
	check: Check,
	operation: Operation,
	{ query, body }: Exchange,
): readonly string[] {
	const found: string[] = [];
	for (const [name, value] of Object.entries(query)) {
		if (law.extraQuery[operation.name]?.includes(name) === true) continue;
		const parameter = operation.query.find((known) => known.name === name);
		if (parameter === undefined) found.push(`query '${name}' is not documented`);
		else found.push(...check(`query '${name}'`, parameter.schema, typed(parameter.schema, value)));
	}
	for (const { name, required } of operation.query) {
		if (required && query[name] === undefined) found.push(`query '${name}' is missing`);
	}
	if (operation.requestType === 'multipart/form-data') return found;
	if (law.anyBody.has(operation.name)) return found;
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

function answerViolations(
	law: Law,
	check: Check,
	operation: Operation,
	{ status, answer }: Exchange,
): readonly string[] {
	const listed = law.listsStatuses || status >= 400 ? status : 200;
	const documented = operation.answers.get(listed);
	const found: string[] = [];
	if (law.listsStatuses && documented === undefined && !ANY_OPERATION.has(status)) {
		found.push(`status ${status} is not documented (${[...operation.answers.keys()].join(', ')})`);
	}
	if (status >= 400) return [...found, ...errorViolations(check, documented?.schema, answer)];
	if (answer === undefined) return found;
	const practice = law.answers[operation.name];
	const silent = practice === undefined && documented?.content === false;
	if (silent || status === 204) found.push('the answer has a body');
	return [...found, ...check('answer', practice ?? documented?.schema, answer)];
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
