import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';

/**
 * Expects that an item is as a node's output schema says, and that the schema names every key of it. `name` is the file
 * below `nodes/<folder>/__schema__/v1.0.0`.
 */
export function expectToFit(json: unknown, folder: string, name: string): void {
	const file = path.join('../../nodes', folder, '__schema__/v1.0.0', `${name}.json`);
	const schema = JSON.parse(readFileSync(path.resolve(__dirname, file), 'utf8')) as object;
	const ajv = new Ajv({ strict: false, allErrors: true });
	const validate = ajv.compile({ ...schema, additionalProperties: false });
	validate(json);
	expect(validate.errors ?? []).toEqual([]);
}
