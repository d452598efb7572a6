import { inputError, type InputError } from '../model/failure';
import {
	oauth1Authorization,
	type SignatureMoment,
	type SignedRequest,
	type Signer,
} from './oauth1';

/**
 * The three steps of OAuth 1.0a at Jira Data Center: a request token, the user's consent in the browser, an access token.
 * https://developer.atlassian.com/server/jira/platform/oauth/
 */
const SERVLETS = '/plugins/servlet/oauth';

/** A signed request of the dance; its answer is form-encoded. */
export interface DanceRequest extends SignedRequest {
	readonly method: 'POST';
	readonly authorization: string;
}

/** Asks for a request token; Jira will send the user's browser to `callback`. */
export function requestTokenRequest(
	baseUrl: string,
	signer: Omit<Signer, 'token'>,
	callback: string,
	moment: SignatureMoment,
): DanceRequest {
	const extra = { oauth_callback: callback };
	return danceRequest(
		`${baseUrl}${SERVLETS}/request-token`,
		{ ...signer, token: '' },
		moment,
		extra,
	);
}

/** Page of Jira on which the user allows the access. */
export function authorizeUrl(baseUrl: string, requestToken: string): string {
	return `${baseUrl}${SERVLETS}/authorize?oauth_token=${encodeURIComponent(requestToken)}`;
}

/** Exchanges an allowed request token; `verifier` is what Jira gave to the callback. */
export function accessTokenRequest(
	baseUrl: string,
	signer: Signer,
	verifier: string,
	moment: SignatureMoment,
): DanceRequest {
	const extra = { oauth_verifier: verifier };
	return danceRequest(`${baseUrl}${SERVLETS}/access-token`, signer, moment, extra);
}

function danceRequest(
	url: string,
	signer: Signer,
	moment: SignatureMoment,
	extra: Readonly<Record<string, string>>,
): DanceRequest {
	const request = { method: 'POST', url } as const;
	return { ...request, authorization: oauth1Authorization(request, signer, moment, extra) };
}

/** The token in an answer to one of the two requests. Throws `InputError` with the reason that Jira gives. */
export function readDanceToken(status: number, body: unknown): string {
	const answer = new URLSearchParams(typeof body === 'string' ? body.trim() : '');
	const token = answer.get('oauth_token') ?? '';
	if (status >= 200 && status < 300 && token !== '') return token;
	throw refused(answer.get('oauth_problem') ?? '', status);
}

/** https://wiki.oauth.net/w/page/12238543/ProblemReporting, with what to do about it in Jira. */
const PROBLEMS: Readonly<Record<string, string>> = {
	additional_authorization_required: 'Access was not allowed yet. Start again and choose Allow.',
	consumer_key_refused:
		'Jira refuses this consumer. Ask the administrator about the application link.',
	consumer_key_rejected:
		'Jira refuses this consumer. Ask the administrator about the application link.',
	consumer_key_unknown:
		'Jira does not know the consumer key. It must be the one that the administrator entered in the application link, letter by letter.',
	nonce_used: 'Jira has seen this request before. Start again.',
	parameter_absent: 'Jira misses a parameter. Check that no proxy changes the requests of n8n.',
	parameter_rejected: 'Jira refuses a parameter. Check that no proxy changes the requests of n8n.',
	permission_denied: 'The access was denied in Jira. Start again and choose Allow.',
	permission_unknown: 'The access was not allowed yet. Start again and choose Allow.',
	signature_invalid:
		'The signature does not fit. The public key in the application link must belong to the private key of the credential, and the Jira URL must be the base URL that Jira has in its own settings.',
	signature_method_rejected: 'Jira does not take RSA-SHA1 for this consumer.',
	timestamp_refused: 'The clocks of Jira and n8n are too far apart. Set both by a time server.',
	token_expired: 'It took too long. Start again.',
	token_rejected: 'Jira does not know this token any more. Start again.',
	token_revoked: 'The access was revoked in Jira. Connect again.',
	token_used: 'This token was used before. Start again.',
	version_rejected: 'Jira does not take OAuth 1.0.',
};

function refused(problem: string, status: number): InputError {
	const known = Object.hasOwn(PROBLEMS, problem) ? PROBLEMS[problem] : undefined;
	const message = known ?? NO_TOKEN[status] ?? NO_TOKEN[0] ?? '';
	const code = /^[a-z_]{1,60}$/.test(problem) ? problem : String(status);
	return inputError(`Jira gave no token (${code}). ${message}`, [{ field: 'Jira URL', message }]);
}

const NO_TOKEN: Readonly<Record<number, string>> = {
	0: 'Check the Jira URL, the consumer key and the private key of the credential.',
	404: 'There is no Jira Data Center at this address. Check the Jira URL, including the context path. Jira Cloud no longer offers OAuth 1.0a.',
};
