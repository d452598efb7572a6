import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '../../../src/model/json';

const file = path.join(__dirname, '../../fixtures/adf-schema/full.json');

/** Atlassian's schema was written for draft 4, of which it uses nothing that draft 7 reads in another way. */
function compile() {
	const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	delete schema['$schema'];
	return new Ajv({ strict: false, allErrors: false }).compile(schema);
}

const validate = compile();

/** What Atlassian's own schema says against a document; empty when nothing. */
export function schemaProblems(document: JsonValue): readonly string[] {
	if (validate(document)) return [];
	return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
