import { isObject, textOf } from '../model/decode';

/** Answers everybody with the cloud id of a site of Jira Cloud, at the site itself; no other Jira has it. */
export const TENANT_INFO_PATH = '/_edge/tenant_info';

/** What to change when a site tells no cloud id. */
export const NO_CLOUD_ID =
	'Tokens with scopes exist on Jira Cloud only. Give the address of the site, for example https://example.atlassian.net, or turn off Token With Scopes.';

/** The cloud id in the answer to `TENANT_INFO_PATH`; nothing when it holds none. */
export function readCloudId(body: unknown): string | undefined {
	const cloudId = isObject(body) ? textOf(body['cloudId']) : undefined;
	return cloudId !== undefined && /^[0-9a-f-]{8,64}$/i.test(cloudId) ? cloudId : undefined;
}

/** Where Atlassian's gateway has the API of a site. `apiHost` is the gateway, usually https://api.atlassian.com. */
export function gatewayApiUrl(apiHost: string, cloudId: string): string {
	return `${gatewayOf(apiHost)}/ex/jira/${encodeURIComponent(cloudId)}`;
}

/** Whether an address is at the gateway already. */
export function isAtGateway(apiHost: string, address: string): boolean {
	return address.startsWith(`${gatewayOf(apiHost)}/ex/jira/`);
}

function gatewayOf(apiHost: string): string {
	return apiHost.replace(/\/+$/, '');
}
