import {
	toServiceError,
	toTransportFailure,
	unusableAnswer,
	type FailureHint,
} from '../http/errors';
import type { HttpRequest, HttpResponse, HttpTransport } from '../http/transport';
import { deploymentOfBaseUrl } from './base-url';
import type { ServiceError } from '../model/failure';
import type { JiraDialect } from './dialect';
import { findRefusal, loginHint, type LoginAdvice } from './login';
import { decodeServerInfo, dialectOf } from './server-info';

const REQUEST: HttpRequest = { method: 'GET', path: '/rest/api/2/serverInfo' };
const PURPOSE = { action: 'tell whether it is Cloud or Data Center' };

/** Dialect of the Jira at a (normalized) base URL; asks Jira only where the address does not tell. Throws `ServiceError`. */
export async function detectDialect(
	transport: HttpTransport,
	baseUrl: string,
	now: number,
	advice: LoginAdvice = {},
): Promise<JiraDialect> {
	const told = deploymentOfBaseUrl(baseUrl);
	if (told !== undefined) return dialectOf(told);
	const response = await ask(transport);
	if (response.status === 200 && typeof response.body !== 'object')
		throw unusableAnswer('Jira', REQUEST, PURPOSE, { problem: `${NO_DATA} ${NO_JIRA}` });
	if (response.status !== 200) throw refused(response, now, advice);
	return dialectOf(decodeServerInfo(response.body).deployment);
}

function refused(response: HttpResponse, now: number, advice: LoginAdvice): ServiceError {
	const login = loginHint(advice);
	const hint: FailureHint = (kind, answer, request) =>
		// Every Jira has this page, so where it is missing there is no Jira.
		kind === 'notFound' || kind === 'protocol' ? NO_JIRA : login(kind, answer, request);
	return (
		findRefusal(REQUEST, response, PURPOSE, advice) ??
		toServiceError('Jira', REQUEST, response, PURPOSE, now, hint)
	);
}

const NO_DATA = 'It answered with a web page instead of data.';
const NO_JIRA =
	'There is no Jira at this address: check the Jira URL of the credential, on Data Center with its context path, for example https://jira.example.com/jira.';

async function ask(transport: HttpTransport): Promise<HttpResponse> {
	try {
		return await transport.send(REQUEST);
	} catch (error) {
		throw toTransportFailure('Jira', REQUEST, PURPOSE, error);
	}
}
