import { InputError } from '../model/failure';
import type { Deployment } from './dialect';

/** What people paste after the base URL: API roots, pages of the browser, the dashboard. */
const PASTED_TAIL =
	/\/(?:rest|browse|projects|secure|issues|login\.jsp|plugins|servicedesk|dashboards?|jira\/(?:software|core|servicedesk|your-work|dashboards|projects|people|for-you)|wiki)(?:\/.*)?$/i;
const GATEWAY = /^\/ex\/jira\/([0-9a-f-]{8,})$/i;
const GATEWAY_HOST = 'api.atlassian.com';

/**
 * A Jira base URL as people paste it, made plain: no trailing slash, no `/rest/api/2/`, no page address; `https` where no
 * scheme is given. A context path such as `/jira` stays on Data Center; on Cloud, which has none, it goes.
 *
 * Throws `InputError` for what cannot be an address of a Jira.
 */
export function normalizeBaseUrl(input: string): string {
	const text = input.trim().replace(/^<|>$/g, '');
	if (text === '') throw badUrl('It is empty. Give the address of your Jira.');
	const url = parseUrl(text);
	if (url.username !== '' || url.password !== '')
		throw badUrl('It holds a user name or password. Put those into their own fields.');
	const host = url.hostname.toLowerCase();
	if (isCloudHost(host)) return `https://${url.host.toLowerCase()}`;
	const path = plainPath(url.pathname);
	if (host === GATEWAY_HOST) return gatewayUrl(path);
	return `${url.protocol}//${url.host.toLowerCase()}${path}`;
}

function parseUrl(text: string): URL {
	const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
	const address = hasScheme ? text : `https://${text}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || /\s/.test(text))
		throw badUrl('It is not a web address. Example: https://example.atlassian.net');
	if (url.protocol !== 'https:' && url.protocol !== 'http:')
		throw badUrl('It must begin with https:// or http://.');
	const isName = /[.[]/.test(url.hostname) || url.hostname === 'localhost';
	if (!isName && !hasScheme && url.port === '')
		throw badUrl('Its host name is not complete. Example: https://jira.example.com');
	return url;
}

function plainPath(pathname: string): string {
	const path = pathname.replace(/\/{2,}/g, '/').replace(/\/+$/, '');
	return path.replace(PASTED_TAIL, '').replace(/\/+$/, '');
}

function gatewayUrl(path: string): string {
	const cloudId = GATEWAY.exec(path)?.[1];
	if (cloudId === undefined)
		throw badUrl('The cloud id is missing. Example: https://api.atlassian.com/ex/jira/<cloud id>');
	return `https://${GATEWAY_HOST}/ex/jira/${cloudId}`;
}

function badUrl(message: string): InputError {
	return new InputError(`The Jira URL of the credential cannot be used. ${message}`, [
		{ field: 'Jira URL', message },
	]);
}

/** The deployment that a (normalized) base URL tells by itself; undefined when Jira must be asked. */
export function deploymentOfBaseUrl(baseUrl: string): Deployment | undefined {
	const { hostname, pathname } = new URL(baseUrl);
	const isGateway = hostname === GATEWAY_HOST && pathname.startsWith('/ex/jira/');
	return isGateway || isCloudHost(hostname) ? 'cloud' : undefined;
}

function isCloudHost(host: string): boolean {
	return host.endsWith('.atlassian.net') || host.endsWith('.jira.com');
}
