import type { SimulatedAnswer, SimulatedRequest } from '../../kernel/http';
import type { Identity } from '../rest/authenticate';
import { userNamed, type World } from '../state/world';
import { answerOAuth1, oauthProblem } from './oauth1';
import {
	CLOUD_ID,
	GATEWAY,
	pathBehindGateway,
	TENANT_INFO,
	UNAUTHORIZED,
	WRONG_SCOPE,
} from './gateway';
import { answerOAuth2 } from './oauth2';
import {
	createOAuthRegistry,
	type AccessToken,
	type Client,
	type Consumer,
	type OAuthRegistry,
	type ScopedToken,
} from './registry';
import { admitScopedToken } from './scoped-token';
import { isInScope } from './scopes';
import { verifySigned } from './signature';

/** Plays the administrator and the passing of time, for tests. */
export interface OAuthControl {
	/** Data Center: makes an application link for OAuth 1.0a. */
	addConsumer(consumer: Consumer): void;
	/** Data Center: makes an incoming link. Cloud: makes an app in the developer console. */
	addClient(client: Client): void;
	/** Every access token is out of date from now on; refresh tokens still work. */
	expireTokens(): void;
	/** Nobody is connected any more. */
	revoke(): void;
	/** What Cloud's gateway answers to an expired token; it has been seen to say all three. Default 401. */
	setExpiredStatus(status: 401 | 403 | 404): void;
	/** Cloud: an API token with scopes, as a user makes it for himself. It works at the gateway only, with Basic. */
	addScopedToken(token: ScopedToken): void;
	/**
	 * Data Center: whether the callback `oob` of OAuth 1.0a is taken, so that Jira shows a code instead of sending the browser
	 * back. What Jira does is not documented; default it is taken.
	 */
	setOutOfBand(taken: boolean): void;
}

/** What OAuth makes of a request: an answer at once, or the request as the site is to see it, with who sent it. */
export type Admitted =
	| { readonly answer: SimulatedAnswer }
	| { readonly request: SimulatedRequest; readonly identity?: Identity };

/** The part of a site that speaks OAuth. */
export interface OAuthDoor {
	readonly control: OAuthControl;
	admit(request: SimulatedRequest): Admitted;
}

const RESOURCES = '/oauth/token/accessible-resources';

/** A door for a world in which nobody is registered yet. */
export function createOAuthDoor(world: World): OAuthDoor {
	const registry = createOAuthRegistry();
	return {
		control: controlOf(registry),
		admit: (request) => {
			const answer =
				answerOAuth1(world, registry, request) ?? answerOAuth2(world, registry, request);
			if (answer !== undefined) return { answer };
			return world.deployment === 'cloud'
				? admitCloud(world, registry, request)
				: admitDataCenter(world, registry, request);
		},
	};
}

function controlOf(registry: OAuthRegistry): OAuthControl {
	return {
		addConsumer: (consumer) => void registry.consumers.set(consumer.key, consumer),
		addClient: (client) => void registry.clients.set(client.id, client),
		expireTokens: () => {
			for (const [key, token] of registry.accessTokens)
				registry.accessTokens.set(key, { ...token, expiresAt: 0 });
		},
		revoke: () => {
			registry.accessTokens.clear();
			registry.refreshTokens.clear();
		},
		setExpiredStatus: (status) => {
			registry.expiredStatus = status;
		},
		addScopedToken: (token) => void registry.scopedTokens.set(token.token, token),
		setOutOfBand: (taken) => {
			registry.outOfBand = taken;
		},
	};
}

/** Data Center: a signed request, or a bearer token that is no personal access token. */
function admitDataCenter(
	world: World,
	registry: OAuthRegistry,
	request: SimulatedRequest,
): Admitted {
	if (/^OAuth\s/i.test(request.headers.authorization ?? '')) {
		const verified = verifySigned(request, registry, world.baseUrl, world.now());
		if (!verified.ok) return { answer: oauthProblem(verified.problem) };
		const token = registry.accessTokens.get(verified.parameters.oauth_token ?? '');
		if (token?.kind !== 'oauth1' || token.expiresAt < world.now())
			return { answer: oauthProblem('token_rejected') };
		return { request, identity: identityOf(world, registry, token) };
	}
	const token = registry.accessTokens.get(bearerOf(request));
	if (token?.kind !== 'oauth2' || token.expiresAt < world.now()) return { request };
	if (request.method !== 'GET' && token.scopes.includes('READ'))
		return { answer: { status: 403, body: { message: 'The scope does not allow this.' } } };
	return { request, identity: identityOf(world, registry, token) };
}

/** Cloud: a token works at the gateway only, and the gateway takes nothing else but API tokens with scopes. */
function admitCloud(world: World, registry: OAuthRegistry, request: SimulatedRequest): Admitted {
	if (request.path === TENANT_INFO) return { answer: { status: 200, body: { cloudId: CLOUD_ID } } };
	const isResources = request.path === RESOURCES;
	if (!isResources && !request.path.startsWith(GATEWAY)) return { request };
	if (/^Basic /i.test(request.headers.authorization ?? ''))
		return admitScopedToken(world, registry, request);
	const token = registry.accessTokens.get(bearerOf(request));
	if (token === undefined) return { answer: { status: 401, body: UNAUTHORIZED } };
	if (token.expiresAt < world.now())
		return { answer: { status: registry.expiredStatus, body: UNAUTHORIZED } };
	if (isResources) return { answer: { status: 200, body: resourcesOf(world, token) } };
	const path = pathBehindGateway(request.path);
	if (path === undefined) return { answer: { status: 404, body: { code: 404 } } };
	if (!isInScope(token.scopes, request.method, path))
		return { answer: { status: 401, body: WRONG_SCOPE } };
	return { request: { ...request, path }, identity: identityOf(world, registry, token) };
}

function resourcesOf(world: World, { scopes }: AccessToken): unknown {
	return [{ id: CLOUD_ID, name: 'simulated', url: world.baseUrl, scopes, avatarUrl: '' }];
}

function bearerOf({ headers }: SimulatedRequest): string {
	return /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
}

/** An OAuth 2.0 token makes nobody an administrator unless its scope says so. */
function identityOf(
	world: World,
	{ clients }: OAuthRegistry,
	{ user: name, kind, scopes, client = '' }: AccessToken,
): Identity {
	const user = userNamed(world, name);
	const admin = kind === 'oauth1' || scopes.some((scope) => scope.includes('ADMIN'));
	const viaApp = kind === 'oauth2';
	const app = clients.get(client);
	return {
		user: user && { ...user, admin: user.admin && admin },
		refused: undefined,
		viaApp,
		...(app !== undefined && { app }),
	};
}
