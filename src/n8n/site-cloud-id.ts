import type { IN8nHttpFullResponse } from 'n8n-workflow';
import { NO_CLOUD_ID, readCloudId, TENANT_INFO_PATH } from '../auth/cloud-site';
import { toTransportFailure } from '../http/errors';
import type { HttpRequest } from '../http/transport';
import { inputError } from '../model/failure';
import type { N8nContext } from './context';

const REQUEST: HttpRequest = { method: 'GET', path: TENANT_INFO_PATH };
const TIMEOUT_MS = 30_000;

/** Asks a site of Jira Cloud, without a credential, for its cloud id. Throws `InputError` when it has none. */
export async function readSiteCloudId(context: N8nContext, baseUrl: string): Promise<string> {
	const { body } = await ask(context, baseUrl);
	const cloudId = readCloudId(body);
	if (cloudId !== undefined) return cloudId;
	throw inputError(`There is no cloud id at ${baseUrl}.`, [
		{ field: 'Jira URL', message: NO_CLOUD_ID },
	]);
}

async function ask(context: N8nContext, baseUrl: string): Promise<IN8nHttpFullResponse> {
	try {
		const answer: IN8nHttpFullResponse = await context.helpers.httpRequest({
			method: 'GET',
			url: `${baseUrl}${TENANT_INFO_PATH}`,
			json: true,
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		return answer;
	} catch (error) {
		throw toTransportFailure('Jira', REQUEST, { action: 'tell the cloud id of the site' }, error);
	}
}
