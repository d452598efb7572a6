import { createHash } from 'node:crypto';
import type { SimulatedAnswer, SimulatedRequest } from '../../kernel/http';
import type { World } from '../state/world';
import { consentPage, fieldsOf, messagePage, redirect } from './consent-page';
import { cloudRules, dataCenterRules, type OAuth2Rules } from './oauth2-rules';
import type { Grant, OAuthRegistry } from './registry';

const CODE_MS = 60_000;

/** Answers the pages and endpoints of OAuth 2.0; undefined for every other path. */
export function answerOAuth2(
	world: World,
	registry: OAuthRegistry,
	request: SimulatedRequest,
): SimulatedAnswer | undefined {
	const rules = world.deployment === 'cloud' ? cloudRules : dataCenterRules;
	const { method, path } = request;
	if (path === rules.authorizePath && method === 'GET')
		return askConsent(world, registry, rules, request);
	if (path === rules.authorizePath && method === 'POST')
		return takeDecision(world, registry, request);
	if (path === rules.tokenPath && method === 'POST')
		return giveToken(world, registry, rules, request);
	return undefined;
}

function askConsent(
	world: World,
	registry: OAuthRegistry,
	rules: OAuth2Rules,
	{ query }: SimulatedRequest,
): SimulatedAnswer {
	const client = registry.clients.get(query.client_id ?? '');
	if (client === undefined) return messagePage(400, 'The client is not known.');
	if (query.redirect_uri !== client.redirectUri)
		return messagePage(400, 'The redirect URL is not the one that was registered.');
	const wrong = rules.refuseAuthorize(query, world.unknowns);
	if (query.response_type !== 'code' || wrong !== undefined)
		return redirect(client.redirectUri, { error: 'invalid_request', state: query.state ?? '' });
	return consentPage(world, {
		application: client.id,
		action: `${world.baseUrl}${rules.authorizePath}`,
		fields: query,
		scopes: scopesOf(query.scope),
	});
}

function takeDecision(
	world: World,
	registry: OAuthRegistry,
	{ query, body }: SimulatedRequest,
): SimulatedAnswer {
	const fields = fieldsOf(query, body);
	const client = registry.clients.get(fields.client_id ?? '');
	const known = world.users.some(({ name }) => name === fields.user);
	if (client === undefined || !known) return messagePage(401, 'Log in first.');
	const { state = '' } = fields;
	const error_description = 'User did not authorize the request';
	if (fields.decision !== 'allow')
		return redirect(client.redirectUri, { error: 'access_denied', error_description, state });
	const code = registry.next('code');
	registry.codes.set(code, {
		client: client.id,
		redirectUri: client.redirectUri,
		user: fields.user ?? '',
		scopes: scopesOf(fields.scope),
		expiresAt: world.now() + CODE_MS,
		...(fields.code_challenge !== undefined && {
			challenge: { method: fields.code_challenge_method ?? 'plain', value: fields.code_challenge },
		}),
	});
	return redirect(client.redirectUri, { code, state });
}

function scopesOf(text = ''): readonly string[] {
	return text.split(/[\s,]+/).filter((scope) => scope !== '');
}

function giveToken(
	world: World,
	registry: OAuthRegistry,
	rules: OAuth2Rules,
	request: SimulatedRequest,
): SimulatedAnswer {
	const fields = { ...basicClient(request), ...fieldsOf(request.query, request.body) };
	const client = registry.clients.get(fields.client_id ?? '');
	if (client === undefined || client.secret !== fields.client_secret)
		return { status: 401, body: { error: 'invalid_client' } };
	const refreshes = fields.grant_type === 'refresh_token';
	const store = refreshes ? registry.refreshTokens : registry.codes;
	const key = (refreshes ? fields.refresh_token : fields.code) ?? '';
	const grant = store.get(key);
	const bound = !refreshes || rules.redirectUriOnRefresh;
	const fits =
		grant !== undefined &&
		grant.client === client.id &&
		grant.expiresAt > world.now() &&
		(!bound || grant.redirectUri === fields.redirect_uri) &&
		(refreshes || provesChallenge(grant, fields.code_verifier));
	if (!fits) return { status: rules.badGrantStatus, body: { error: 'invalid_grant' } };
	store.delete(key);
	if (grant.accessToken !== undefined && rules.refreshKillsAccess)
		registry.accessTokens.delete(grant.accessToken);
	return issue(world, registry, rules, grant);
}

/** Client id and secret as HTTP Basic (RFC 6749, section 2.3.1). */
function basicClient({ headers }: SimulatedRequest): Readonly<Record<string, string>> {
	const [, credential] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
	if (credential === undefined) return {};
	const text = Buffer.from(credential, 'base64').toString('utf8');
	const at = text.indexOf(':');
	return { client_id: text.slice(0, at), client_secret: text.slice(at + 1) };
}

/** PKCE, RFC 7636, section 4.6. */
function provesChallenge({ challenge }: Grant, verifier: string | undefined): boolean {
	if (challenge === undefined) return true;
	if (verifier === undefined) return false;
	if (challenge.method === 'plain') return verifier === challenge.value;
	return createHash('sha256').update(verifier).digest('base64url') === challenge.value;
}

function issue(
	world: World,
	registry: OAuthRegistry,
	rules: OAuth2Rules,
	grant: Grant,
): SimulatedAnswer {
	const access = registry.next('oauth2-access');
	const seconds = registry.clients.get(grant.client)?.accessSeconds ?? rules.accessSeconds;
	registry.accessTokens.set(access, {
		token: access,
		user: grant.user,
		client: grant.client,
		scopes: grant.scopes,
		kind: 'oauth2',
		expiresAt: world.now() + seconds * 1000,
	});
	const { challenge: _challenge, ...rest } = grant;
	const refresh = registry.next('oauth2-refresh');
	const lives = rules.givesRefreshToken(grant.scopes);
	if (lives)
		registry.refreshTokens.set(refresh, {
			...rest,
			accessToken: access,
			expiresAt: world.now() + rules.refreshSeconds * 1000,
		});
	return {
		status: 200,
		body: {
			access_token: access,
			token_type: 'bearer',
			expires_in: seconds,
			scope: grant.scopes.join(' '),
			...(lives && { refresh_token: refresh }),
		},
	};
}
