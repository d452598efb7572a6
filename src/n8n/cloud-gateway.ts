import { toServiceError, toTransportFailure } from '../http/errors';
import type { HttpRequest, HttpTransport } from '../http/transport';
import { normalizeBaseUrl } from '../jira/base-url';
import { isObject, textOf } from '../model/decode';
import { inputError } from '../model/failure';
import type { N8nContext } from './context';
import type { JiraAccess } from './credentials';
import { rememberCloudId } from './process-state';
import { systemClock } from './system-clock';
import { n8nTransport } from './transport';

const REQUEST: HttpRequest = { method: 'GET', path: '/oauth/token/accessible-resources' };
const PURPOSE = { action: 'list the sites that the account gave access to' };

/**
 * Where the API of a Jira is. With OAuth 2.0 of Jira Cloud that is Atlassian's gateway, which knows a site by its cloud id
 * (developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps). Throws `InputError` when the account gave no access to it.
 */
export async function apiUrlOf(context: N8nContext, access: JiraAccess): Promise<string> {
	const { baseUrl, gateway } = access;
	if (gateway === undefined) return baseUrl;
	const transport = n8nTransport(context, { ...access, baseUrl: gateway });
	const cloudId = await rememberCloudId(
		`${gateway} ${baseUrl}`,
		async () => await findCloudId(transport, baseUrl),
	);
	return `${gateway}/ex/jira/${encodeURIComponent(cloudId)}`;
}

async function findCloudId(transport: HttpTransport, baseUrl: string): Promise<string> {
	const sites = await readSites(transport);
	const site = sites.find(({ url }) => url === baseUrl);
	if (site !== undefined) return site.cloudId;
	const list = [...new Set(sites.map(({ url }) => url))].join(', ');
	const told = list === '' ? 'It gave access to no site.' : `It gave access to ${list}.`;
	throw inputError(`The connected account gave no access to ${baseUrl}.`, [
		{
			field: 'Jira URL',
			message: `${told} Correct the Jira URL, or connect the account again and choose the site.`,
		},
	]);
}

interface Site {
	readonly cloudId: string;
	/** Normalized. */
	readonly url: string;
}

async function readSites(transport: HttpTransport): Promise<readonly Site[]> {
	const { status, headers, body } = await ask(transport);
	if (status !== 200) {
		const answer = { status, headers, body };
		throw toServiceError('Atlassian', REQUEST, answer, PURPOSE, systemClock().now());
	}
	return (Array.isArray(body) ? body.filter(isObject) : []).flatMap((entry) => {
		const [cloudId, url] = [textOf(entry['id']), textOf(entry['url'])];
		return cloudId === undefined || url === undefined
			? []
			: [{ cloudId, url: normalizeBaseUrl(url) }];
	});
}

async function ask(transport: HttpTransport): ReturnType<HttpTransport['send']> {
	try {
		return await transport.send(REQUEST);
	} catch (error) {
		throw toTransportFailure('Atlassian', REQUEST, PURPOSE, error);
	}
}
