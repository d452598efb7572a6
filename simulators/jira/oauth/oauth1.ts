import type { SimulatedAnswer, SimulatedRequest } from '../../kernel/http';
import type { World } from '../state/world';
import { consentPage, fieldsOf, messagePage, redirect } from './consent-page';
import type { OAuthRegistry } from './registry';
import { verifySigned } from './signature';

/** https://developer.atlassian.com/server/jira/platform/oauth/ */
const SERVLETS = '/plugins/servlet/oauth';
const REQUEST_TOKEN_MS = 10 * 60_000;
const FIVE_YEARS_S = 157_680_000;

/** Answers the servlets of the OAuth 1.0a dance; undefined for every other path. */
export function answerOAuth1(
	world: World,
	registry: OAuthRegistry,
	request: SimulatedRequest,
): SimulatedAnswer | undefined {
	if (world.deployment !== 'dataCenter' || !request.path.startsWith(`${SERVLETS}/`))
		return undefined;
	const step = `${request.method} ${request.path.slice(SERVLETS.length + 1)}`;
	switch (step) {
		case 'POST request-token':
			return requestToken(world, registry, request);
		case 'GET authorize':
			return askConsent(world, registry, request);
		case 'POST authorize':
			return takeDecision(world, registry, request);
		case 'POST access-token':
			return accessToken(world, registry, request);
		default:
			return undefined;
	}
}

function requestToken(
	world: World,
	registry: OAuthRegistry,
	request: SimulatedRequest,
): SimulatedAnswer {
	const verified = verifySigned(request, registry, world.baseUrl, world.now());
	if (!verified.ok) return oauthProblem(verified.problem);
	const { oauth_callback: callback, oauth_consumer_key: consumer = '' } = verified.parameters;
	if (callback === undefined) return oauthProblem('parameter_absent');
	if (callback === 'oob' && !registry.outOfBand) return oauthProblem('parameter_rejected');
	const token = registry.next('request-token');
	registry.requestTokens.set(token, {
		consumer,
		callback,
		expiresAt: world.now() + REQUEST_TOKEN_MS,
	});
	return form({
		oauth_token: token,
		oauth_token_secret: 'unused',
		oauth_callback_confirmed: 'true',
	});
}

function askConsent(
	world: World,
	registry: OAuthRegistry,
	{ query }: SimulatedRequest,
): SimulatedAnswer {
	const token = query.oauth_token ?? '';
	const asked = registry.requestTokens.get(token);
	if (asked === undefined) return messagePage(401, 'This request token is not known.');
	const action = `${world.baseUrl}${SERVLETS}/authorize`;
	const fields = { oauth_token: token };
	return consentPage(world, { application: asked.consumer, action, fields, scopes: [] });
}

function takeDecision(
	world: World,
	registry: OAuthRegistry,
	{ query, body }: SimulatedRequest,
): SimulatedAnswer {
	const { oauth_token: token = '', user = '', decision } = fieldsOf(query, body);
	const asked = registry.requestTokens.get(token);
	if (asked === undefined) return messagePage(401, 'This request token is not known.');
	if (!world.users.some(({ name }) => name === user)) return messagePage(401, 'Log in first.');
	if (decision !== 'allow') {
		registry.requestTokens.delete(token);
		if (asked.callback === 'oob') return messagePage(200, 'You have denied the access.');
		return redirect(asked.callback, { oauth_token: token, oauth_verifier: 'denied' });
	}
	const verifier = registry.next('verifier');
	registry.requestTokens.set(token, { ...asked, user, verifier });
	if (asked.callback === 'oob') return messagePage(200, `Your verification code is '${verifier}'`);
	return redirect(asked.callback, { oauth_token: token, oauth_verifier: verifier });
}

function accessToken(
	world: World,
	registry: OAuthRegistry,
	request: SimulatedRequest,
): SimulatedAnswer {
	const verified = verifySigned(request, registry, world.baseUrl, world.now());
	if (!verified.ok) return oauthProblem(verified.problem);
	const { oauth_token: token = '', oauth_verifier, oauth_consumer_key } = verified.parameters;
	const asked = registry.requestTokens.get(token);
	if (asked?.consumer !== oauth_consumer_key) return oauthProblem('token_rejected');
	if (asked === undefined) return oauthProblem('token_rejected');
	if (asked.expiresAt < world.now()) return oauthProblem('token_expired');
	if (asked.user === undefined || asked.verifier !== oauth_verifier)
		return oauthProblem('permission_unknown');
	registry.requestTokens.delete(token);
	const given = registry.next('access-token');
	registry.accessTokens.set(given, {
		token: given,
		user: asked.user,
		scopes: [],
		kind: 'oauth1',
		expiresAt: world.now() + FIVE_YEARS_S * 1000,
	});
	return form({
		oauth_token: given,
		oauth_token_secret: 'unused',
		oauth_expires_in: String(FIVE_YEARS_S),
	});
}

/** A refusal in the words of https://wiki.oauth.net/w/page/12238543/ProblemReporting. */
export function oauthProblem(problem: string): SimulatedAnswer {
	return {
		...form({ oauth_problem: problem }),
		status: 401,
		headers: {
			'content-type': 'application/x-www-form-urlencoded',
			'www-authenticate': `OAuth realm="https%3A%2F%2Fjira.example.com", oauth_problem="${problem}"`,
		},
	};
}

function form(fields: Readonly<Record<string, string>>): SimulatedAnswer {
	return {
		status: 200,
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(fields).toString(),
	};
}
