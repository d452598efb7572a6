import type { Unknowns } from '../unknowns';

/** In what the OAuth 2.0 of the two products differs. */
export interface OAuth2Rules {
	readonly authorizePath: string;
	readonly tokenPath: string;
	readonly accessSeconds: number;
	readonly refreshSeconds: number;
	/** A refresh must name the redirect URL again. */
	readonly redirectUriOnRefresh: boolean;
	/** A refresh ends the access token before it, not only the refresh token. */
	readonly refreshKillsAccess: boolean;
	readonly badGrantStatus: number;
	givesRefreshToken(scopes: readonly string[]): boolean;
	/** What is wrong with a request for consent. */
	refuseAuthorize(
		query: Readonly<Record<string, string>>,
		unknowns: Pick<Unknowns, 'pkceMethod'>,
	): string | undefined;
}

/**
 * https://confluence.atlassian.com/adminjiraserver/jira-oauth-2-0-provider-api-1115659070.html. Parameters of the token endpoint
 * may stand in the address, as in the examples there.
 */
export const dataCenterRules: OAuth2Rules = {
	authorizePath: '/rest/oauth2/latest/authorize',
	tokenPath: '/rest/oauth2/latest/token',
	accessSeconds: 7200,
	refreshSeconds: 90 * 24 * 3600,
	redirectUriOnRefresh: true,
	refreshKillsAccess: true,
	badGrantStatus: 400,
	givesRefreshToken: () => true,
	refuseAuthorize: ({ scope = '', code_challenge_method: method = 'plain' }, { pkceMethod }) => {
		if (!['READ', 'WRITE', 'ADMIN', 'SYSTEM_ADMIN'].includes(scope)) return 'scope';
		return ['plain', pkceMethod].includes(method) ? undefined : 'code_challenge_method';
	},
};

/** https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/ */
export const cloudRules: OAuth2Rules = {
	authorizePath: '/authorize',
	tokenPath: '/oauth/token',
	accessSeconds: 3600,
	refreshSeconds: 90 * 24 * 3600,
	redirectUriOnRefresh: false,
	refreshKillsAccess: false,
	badGrantStatus: 403,
	givesRefreshToken: (scopes) => scopes.includes('offline_access'),
	refuseAuthorize: ({ audience, prompt }) =>
		audience === 'api.atlassian.com' && prompt === 'consent' ? undefined : 'audience',
};
