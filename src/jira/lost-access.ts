import type { HttpResponse } from '../http/transport';

/** What n8n's side says in place of Jira when it could not renew the access of OAuth 2.0: nothing was sent to Jira. */
export const ACCESS_LOST = 'The access has ended and could not be renewed';

const RECONNECT =
	'Open the credential and connect the account again (Switch account). It may have been disconnected in Jira, or not been used for too long.';
const RECONNECT_SIGNED =
	'The access was revoked in Jira or has ended: empty the access token of the credential, save it, and connect the account again with the Jira OAuth 1.0a Connect node.';
const CLOCKS = 'The clocks of Jira and n8n are too far apart: set both by a time server.';

/**
 * Advice where a refused login says more than that it was refused: the access of OAuth 2.0 ended, or OAuth 1.0a names its problem
 * (wiki.oauth.net/w/page/12238543/ProblemReporting).
 */
export function lostAccessAdvice({ headers, body }: HttpResponse): string | undefined {
	const text = typeof body === 'string' ? body : '';
	const words = text === '' ? (JSON.stringify(body) ?? '') : text;
	if (words.includes(ACCESS_LOST)) return RECONNECT;
	const problems = `${headers['www-authenticate'] ?? ''} ${text}`;
	if (/oauth_problem="?token_(?:expired|rejected|revoked)\b/.test(problems))
		return RECONNECT_SIGNED;
	return /oauth_problem="?timestamp_refused\b/.test(problems) ? CLOCKS : undefined;
}
