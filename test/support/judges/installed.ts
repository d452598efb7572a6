import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isObject } from '../../../src/model/decode';
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

/** Source folder of the Data Center client, from which its types are read; nothing when it is not installed. */
export function dataCenterSource(): string | undefined {
	const folder = path.join(
		location.judgesDir(),
		'node_modules/@atlassian-dc-mcp/jira/src/jira-client',
	);
	return existsSync(folder) ? folder : undefined;
}
