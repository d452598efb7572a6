import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { createRouter, type RouteMethod } from '../../../simulators/kernel/router';
import { normaliseSchema } from './normalise';

/** A parameter of the query. */
export interface QueryParameter {
	readonly name: string;
	readonly required: boolean;
	readonly schema: unknown;
}

/** One operation of the document, its schemas normalised. */
export interface Operation {
	/** `METHOD /path/{template}` */
	readonly name: string;
	readonly query: readonly QueryParameter[];
	/** Schema of a JSON body; nothing when the operation takes none. */
	readonly requestBody: unknown;
	readonly requestBodyRequired: boolean;
	/** Content type of the body, `application/json` or `multipart/form-data`. */
	readonly requestType: string | undefined;
	/** By status: whether there is content, and its schema. */
	readonly answers: ReadonlyMap<number, { readonly content: boolean; readonly schema: unknown }>;
}

export type FindOperation = (method: string, path: string) => Operation | undefined;

const METHODS: readonly RouteMethod[] = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Finds the operation of a request. */
export function createFinder(document: UnknownRecord): FindOperation {
	const router = createRouter<Operation>();
	const paths = isObject(document['paths']) ? document['paths'] : {};
	for (const [template, item] of Object.entries(paths)) {
		if (!isObject(item)) continue;
		for (const method of METHODS) {
			const operation = item[method.toLowerCase()];
			if (!isObject(operation)) continue;
			router.add(method, routeOf(template), readOperation(method, template, operation));
		}
	}
	return (method, path) => router.find(method, path)?.handler;
}

/** The router takes parameters by position, so their names need not agree from one template to the next. */
function routeOf(template: string): string {
	return template
		.split('/')
		.map((part, index) => (part.startsWith('{') ? `:p${index}` : part))
		.join('/');
}

function readOperation(method: string, template: string, operation: UnknownRecord): Operation {
	const parameters = Array.isArray(operation['parameters']) ? operation['parameters'] : [];
	const body = isObject(operation['requestBody']) ? operation['requestBody'] : undefined;
	const [requestType, media] = mediaOf(body?.['content']);
	return {
		name: `${method} ${template}`,
		query: parameters.filter(isObject).filter(isQuery).map(readParameter),
		requestBody: media,
		requestBodyRequired: body?.['required'] === true,
		requestType,
		answers: readAnswers(operation['responses']),
	};
}

function isQuery(parameter: UnknownRecord): boolean {
	return parameter['in'] === 'query';
}

function readParameter(parameter: UnknownRecord): QueryParameter {
	return {
		name: String(parameter['name']),
		required: parameter['required'] === true,
		schema: normaliseSchema(parameter['schema']),
	};
}

function mediaOf(content: unknown): readonly [string | undefined, unknown] {
	if (!isObject(content)) return [undefined, undefined];
	const [first] = Object.entries(content);
	if (first === undefined) return [undefined, undefined];
	const [type, media] = first;
	return [type, isObject(media) ? normaliseSchema(media['schema'] ?? {}) : {}];
}

function readAnswers(responses: unknown): Operation['answers'] {
	const entries = isObject(responses) ? Object.entries(responses) : [];
	return new Map(
		entries.map(([status, response]) => {
			const content = isObject(response) ? response['content'] : undefined;
			const [type, schema] = mediaOf(content);
			return [Number(status), { content: type !== undefined, schema }];
		}),
	);
}
