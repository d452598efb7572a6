// Turns the source of a client that openapi-typescript-codegen generated back into an OpenAPI document: its models into
// schemas, its services into paths. The statuses of success are not in the source, so every answer stands under 200.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** `folder` holds `models/*.ts` and `services/*.ts`; `prefix` comes before every path. */
export function readClientDocument(folder, prefix) {
	const schemas = {};
	for (const source of sourcesOf(path.join(folder, 'models'))) {
		for (const statement of source.statements) {
			if (ts.isTypeAliasDeclaration(statement))
				schemas[statement.name.text] = schemaOf(statement.type);
		}
	}
	const paths = {};
	for (const source of sourcesOf(path.join(folder, 'services')))
		addOperations(source, prefix, paths);
	return { openapi: '3.0.1', paths, components: { schemas } };
}

function sourcesOf(folder) {
	const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
	return names.map((name) => {
		const text = readFileSync(path.join(folder, name), 'utf8');
		return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
	});
}

function schemaOf(type) {
	if (ts.isTypeLiteralNode(type)) return objectSchema(type);
	if (ts.isArrayTypeNode(type)) return { type: 'array', items: schemaOf(type.elementType) };
	if (ts.isUnionTypeNode(type)) return { anyOf: type.types.map(schemaOf) };
	if (ts.isTypeReferenceNode(type)) return referenceSchema(type);
	switch (type.kind) {
		case ts.SyntaxKind.StringKeyword:
			return { type: 'string' };
		case ts.SyntaxKind.NumberKeyword:
			return { type: 'number' };
		case ts.SyntaxKind.BooleanKeyword:
			return { type: 'boolean' };
		default:
			return {};
	}
}

function objectSchema(type) {
	const members = type.members.filter(ts.isPropertySignature);
	const nameOf = ({ name }) => (ts.isStringLiteral(name) ? name.text : name.getText());
	return {
		type: 'object',
		properties: Object.fromEntries(members.map((each) => [nameOf(each), schemaOf(each.type)])),
		additionalProperties: false,
	};
}

/** The generator writes `Record<string, any>` wherever the vendor's document says nothing about a value. */
function referenceSchema(type) {
	const name = type.typeName.getText();
	const [first, second] = type.typeArguments ?? [];
	if (name === 'Array') return { type: 'array', items: schemaOf(first) };
	if (name === 'Record') {
		const values = schemaOf(second);
		return Object.keys(values).length === 0 ? {} : { type: 'object', additionalProperties: values };
	}
	if (name.includes('.')) return { type: 'string' };
	return name === 'Blob' ? {} : { $ref: `#/components/schemas/${name}` };
}

function addOperations(source, prefix, paths) {
	const service = source.statements.find(ts.isClassDeclaration);
	for (const method of service?.members.filter(ts.isMethodDeclaration) ?? []) {
		const call = callOf(method);
		const template = `${prefix}${textIn(call, 'url')}`;
		paths[template] ??= {};
		paths[template][textIn(call, 'method').toLowerCase()] = operationOf(method, call);
	}
}

/** The object literal of `__request(OpenAPI, {...})`, by property name. */
function callOf(method) {
	const [statement] = method.body.statements;
	const [, literal] = statement.expression.arguments;
	return new Map(literal.properties.map((each) => [each.name.getText(), each.initializer]));
}

function textIn(call, name) {
	return call.get(name).text;
}

function operationOf(method, call) {
	const query = call.get('query')?.properties ?? [];
	const body = method.parameters.find(({ name }) => name.getText() === 'requestBody');
	const [answer] = method.type.typeArguments;
	const media = (schema) => ({ content: { 'application/json': { schema } } });
	const empty = answer.kind === ts.SyntaxKind.VoidKeyword;
	return {
		operationId: method.name.getText(),
		parameters: query.map(({ name }) => ({ name: name.text, in: 'query', schema: {} })),
		...(body === undefined ? {} : { requestBody: media(schemaOf(body.type)) }),
		...(call.has('formData') ? { requestBody: { content: { 'multipart/form-data': {} } } } : {}),
		responses: { 200: empty ? {} : media(oneOrMany(schemaOf(answer))) },
	};
}

/** The vendor's document names the element where a list or a page of elements is answered. */
function oneOrMany(schema) {
	const list = { type: 'array', items: schema };
	const page = { type: 'object', properties: { values: list }, required: ['values'] };
	return { anyOf: [schema, list, page] };
}
