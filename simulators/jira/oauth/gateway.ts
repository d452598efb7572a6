/** Id of the simulated Cloud site behind the gateway. */
export const CLOUD_ID = '11223344-a1b2-3b33-c444-def123456789';

/** Below this path of Atlassian's gateway a site is known by its cloud id. */
export const GATEWAY = '/ex/jira/';

/** Tells everybody the cloud id of a site, at the site. */
export const TENANT_INFO = '/_edge/tenant_info';

/** The gateway's refusals, in its own shape. */
export const UNAUTHORIZED = { code: 401, message: 'Unauthorized' };
export const WRONG_SCOPE = { code: 401, message: 'Unauthorized; scope does not match' };

/** The path as the site sees it; nothing for another site. */
export function pathBehindGateway(path: string): string | undefined {
	const prefix = `${GATEWAY}${CLOUD_ID}/`;
	return path.startsWith(prefix) ? path.slice(prefix.length - 1) : undefined;
}
