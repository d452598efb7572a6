import { InputError } from './failure';

/** What people paste after the base URL: API roots, pages of the browser, the dashboard. */
const PASTED_TAIL =
	/\/(?:rest|browse|projects|secure|issues|login\.jsp|plugins|servicedesk|dashboards?|jira\/(?:software|core|your-work|for-you)|wiki)(?:\/.*)?$/i;
const GATEWAY = /^\/ex\/jira\/([0-9a-f-]{8,})(?:\/.*)?$/i;
/** Atlassian's gateway, behind which every Jira Cloud is known by its cloud id. */
export const GATEWAY_HOST = 'api.atlassian.com';
/** Signs around an address that come along when it is copied: quotes, angle brackets, and white space that nobody sees. */
const WRAPPING = /^[\s"'<`\u200b\u2060\ufeff]+|[\s"'>`\u200b\u2060\ufeff]+$/g;
const CLOUD_EXAMPLE = 'https://example.atlassian.net';
const FORMS = `Example: ${CLOUD_EXAMPLE} on Cloud, https://jira.example.com/jira on Data Center.`;

/**
 * A Jira base URL as people paste it, made plain: no trailing slash, no `/rest/api/2/`, no page address, no query and no
 * fragment; `https` where no scheme is given. A context path such as `/jira` stays on Data Center; on Cloud, which has none,
 * it goes.
 *
 * Throws `InputError` for what cannot be an address of a Jira, with the form that is right. What was typed is never repeated:
 * it may hold a password.
 */
export function normalizeBaseUrl(input: string): string {
	const text = input.replace(WRAPPING, '');
	if (text === '') throw badUrl(`It is empty. ${FORMS}`);
	refuseOtherThings(text);
	const url = parseUrl(text);
	if (url.username !== '' || url.password !== '')
		throw badUrl('It holds a user name or password. Put those into their own fields.');
	const host = plainHost(url.hostname);
	if (isCloudHost(host)) return `https://${host}`;
	const path = plainPath(url.pathname);
	if (host === GATEWAY_HOST) return gatewayUrl(path);
	if (/(?:^|\.)atlassian\.com$/.test(host))
		throw badUrl(
			`It is a page of Atlassian, not of your Jira. Give the address of the site, for example ${CLOUD_EXAMPLE}.`,
		);
	const port = url.port === '' ? '' : `:${url.port}`;
	return `${url.protocol}//${host}${port}${path}`;
}

/** What is typed into this field instead of an address. */
function refuseOtherThings(text: string): void {
	if (/^[^\s/:@]+@[^\s/:@]+$/.test(text))
		throw badUrl(`It is an e-mail address, which belongs into its own field. ${FORMS}`);
	if (/^https?:?\/{0,2}$/i.test(text) || /^https?(?::\/?|\/\/)[^/:]/i.test(text))
		throw badUrl(`It is not a web address. It must begin with https:// or http://. ${FORMS}`);
	if (/^[a-z]+:\/\/https?:/i.test(text))
		throw badUrl('It is not a web address. It begins with https:// twice.');
}

function parseUrl(text: string): URL {
	const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
	const address = hasScheme ? text : `https://${text}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || /\s/.test(text)) throw badUrl(`It is not a web address. ${FORMS}`);
	if (url.protocol !== 'https:' && url.protocol !== 'http:')
		throw badUrl('It must begin with https:// or http://.');
	const isName = /[.[]/.test(url.hostname) || url.hostname === 'localhost';
	if (!isName && !hasScheme && url.port === '')
		throw badUrl(
			`Its host name is not complete. If it is the name of a Cloud site, add .atlassian.net. ${FORMS}`,
		);
	return url;
}

/** In small letters, without the dot that ends a full domain name. */
function plainHost(hostname: string): string {
	return hostname.toLowerCase().replace(/\.$/, '');
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

/** Whether a host (in small letters) is a site of Jira Cloud. */
export function isCloudHost(host: string): boolean {
	return host.endsWith('.atlassian.net') || host.endsWith('.jira.com');
}
