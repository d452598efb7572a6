import { GATEWAY_HOST, isCloudHost } from '../model/base-url';
import type { Deployment } from './dialect';

export { normalizeBaseUrl } from '../model/base-url';

/** The deployment that a (normalized) base URL tells by itself; undefined when Jira must be asked. */
export function deploymentOfBaseUrl(baseUrl: string): Deployment | undefined {
	const { hostname, pathname } = new URL(baseUrl);
	const isGateway = hostname === GATEWAY_HOST && pathname.startsWith('/ex/jira/');
	return isGateway || isCloudHost(hostname) ? 'cloud' : undefined;
}
