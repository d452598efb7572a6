import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isObject, type UnknownRecord } from '../../../src/model/decode';
import location from '../../../scripts/lib/judges-location.cjs';

/** Said where a judge cannot be asked. */
export const NOT_INSTALLED =
	'the client is not installed (npm run contract installs it), so it was not asked';

/** The CommonJS bundle of a client of Jira that others wrote; nothing when it is not installed. */
export function loadJudge(file: 'jira-js.cjs' | 'data-center-client.cjs'): object | undefined {
	const bundle = path.join(location.judgesDir(), file);
	if (!existsSync(bundle)) return undefined;
	const loaded: unknown = createRequire(__filename)(bundle);
	if (!isObject(loaded)) throw new Error(`${bundle} is no module`);
	return loaded;
}

/** The OpenAPI document behind the Data Center client; nothing when it is not installed. */
export function readDataCenterDocument(): UnknownRecord | undefined {
	const file = path.join(location.judgesDir(), 'data-center-openapi.json');
	if (!existsSync(file)) return undefined;
	const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
	if (!isObject(document)) throw new Error(`${file} is no OpenAPI document`);
	return document;
}
