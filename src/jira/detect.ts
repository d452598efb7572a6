import { toServiceError, toTransportFailure } from '../http/errors';
import type { HttpRequest, HttpResponse, HttpTransport } from '../http/transport';
import { deploymentOfBaseUrl } from './base-url';
import type { JiraDialect } from './dialect';
import { decodeServerInfo, dialectOf } from './server-info';

const REQUEST: HttpRequest = { method: 'GET', path: '/rest/api/2/serverInfo' };
const PURPOSE = { action: 'tell whether it is Cloud or Data Center' };

/** Dialect of the Jira at a (normalized) base URL; asks Jira only where the address does not tell. Throws `ServiceError`. */
export async function detectDialect(
	transport: HttpTransport,
	baseUrl: string,
	now: number,
): Promise<JiraDialect> {
	const told = deploymentOfBaseUrl(baseUrl);
	if (told !== undefined) return dialectOf(told);
	const response = await ask(transport);
	if (response.status !== 200 || typeof response.body !== 'object')
		throw toServiceError('Jira', REQUEST, response, PURPOSE, now);
	return dialectOf(decodeServerInfo(response.body).deployment);
}

async function ask(transport: HttpTransport): Promise<HttpResponse> {
	try {
		return await transport.send(REQUEST);
	} catch (error) {
		throw toTransportFailure('Jira', REQUEST, PURPOSE, error);
	}
}
