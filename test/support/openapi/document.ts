import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, type UnknownRecord } from '../../../src/model/decode';

/** Where the document may lie; `JIRA_CLOUD_OPENAPI` names it. */
function candidates(): readonly string[] {
	const named = process.env['JIRA_CLOUD_OPENAPI'];
	const beside = path.resolve(__dirname, '../../../..', 'shared/specs/jira-cloud-v3.json');
	return named === undefined || named === '' ? [beside] : [named];
}

/** Said where a check cannot be made. */
export const NO_DOCUMENT =
	"Atlassian's OpenAPI document of Jira Cloud is not at hand (name the file in JIRA_CLOUD_OPENAPI; " +
	'https://developer.atlassian.com/cloud/jira/platform/swagger-v3.v3.json), so nothing was checked against it';

/** Atlassian's OpenAPI document of Jira Cloud's REST API v3; nothing when it is not at hand. Throws when it is no JSON. */
export function readOpenApiDocument(): UnknownRecord | undefined {
	const file = candidates().find((candidate) => existsSync(candidate));
	if (file === undefined) return undefined;
	const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
	if (!isObject(document)) throw new Error(`${file} is no OpenAPI document`);
	return document;
}
