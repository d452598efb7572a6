import { gatewayApiUrl, isAtGateway } from '../auth/cloud-site';
import { toServiceError, toTransportFailure } from '../http/errors';
import type { HttpRequest, HttpTransport } from '../http/transport';
import { normalizeBaseUrl } from '../jira/base-url';
import { loginHint } from '../jira/login';
import { isObject, textOf } from '../model/decode';
import { inputError } from '../model/failure';
import type { N8nContext } from './context';
import type { JiraAccess } from './credentials';
import { rememberCloudId } from './process-state';
import { systemClock } from './system-clock';
import { readSiteCloudId } from './site-cloud-id';
import { n8nTransport } from './transport';

const REQUEST: HttpRequest = { method: 'GET', path: '/oauth/token/accessible-resources' };
const PURPOSE = { action: 'list the sites that the account gave access to' };

/**
 * Where the API of a Jira is. With OAuth 2.0 of Jira Cloud, and with API tokens that have scopes, that is Atlassian's gateway,
 * which knows a site by its cloud id (developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps). Throws `InputError` when
 * the account gave no access to the site, or when there is no such site.
 */
export async function apiUrlOf(context: N8nContext, access: JiraAccess): Promise<string> {
	const { baseUrl, gateway } = access;
	if (gateway === undefined || isAtGateway(PUBLIC_GATEWAY, baseUrl)) return baseUrl;
	const { url, cloudIdFrom } = gateway;
	const cloudId = await rememberCloudId(`${cloudIdFrom} ${url} ${baseUrl}`, async () =>
		cloudIdFrom === 'site'
			? await readSiteCloudId(context, baseUrl)
			: await findCloudId(n8nTransport(context, { ...access, baseUrl: url }), baseUrl),
	);
	return gatewayApiUrl(url, cloudId);
}

const PUBLIC_GATEWAY = 'https://api.atlassian.com';

async function findCloudId(transport: HttpTransport, baseUrl: string): Promise<string> {
	const sites = await readSites(transport);
	const site = sites.find(({ url }) => url === baseUrl);
	if (site !== undefined) return site.cloudId;
	const list = [...new Set(sites.map(({ url }) => url))].join(', ');
	const told =
		list === ''
			? 'It gave access to no site: the account needs access to Jira there, and the app the Jira API among its permissions.'
			: `It gave access to ${list}.`;
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
		throw toServiceError('Atlassian', REQUEST, answer, PURPOSE, systemClock().now(), loginHint({}));
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
