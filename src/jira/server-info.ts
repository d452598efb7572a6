import { isObject, textOf } from '../model/decode';
import type { Deployment, JiraDialect } from './dialect';
import { cloud } from './cloud';
import { dataCenter } from './data-center';

/** What a Jira says about itself. */
export interface ServerInfo {
	readonly deployment: Deployment;
	/** For example `10.3.2`; Cloud has one too, without meaning. */
	readonly version: string;
	/** First number of the version. */
	readonly major: number;
	/** Address for people; on Cloud the site, also when the API is reached through the gateway. */
	readonly baseUrl?: string;
	readonly title?: string;
}

/** `GET /rest/api/2/serverInfo`. Anything but the word `Cloud` is a server (its exact word is not documented). */
export function decodeServerInfo(body: unknown): ServerInfo {
	const info = isObject(body) ? body : {};
	const version = textOf(info['version']) ?? '';
	const numbers = Array.isArray(info['versionNumbers']) ? info['versionNumbers'] : [];
	const first: unknown = numbers[0] ?? version.split('.')[0];
	const baseUrl = textOf(info['baseUrl']);
	const title = textOf(info['serverTitle']);
	return {
		deployment: textOf(info['deploymentType'])?.toLowerCase() === 'cloud' ? 'cloud' : 'dataCenter',
		version,
		major: Number(first) || 0,
		...(baseUrl !== undefined && { baseUrl }),
		...(title !== undefined && { title }),
	};
}

const DIALECTS: Readonly<Record<Deployment, JiraDialect>> = { cloud, dataCenter };

export function dialectOf(deployment: Deployment): JiraDialect {
	return DIALECTS[deployment];
}
