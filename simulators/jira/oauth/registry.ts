/** An application link for OAuth 1.0a, as an administrator of Data Center makes it. */
export interface Consumer {
	readonly key: string;
	/** PEM. */
	readonly publicKey: string;
}

/** An OAuth 2.0 client: an incoming link of Data Center, or an app in Atlassian's developer console. */
export interface Client {
	readonly id: string;
	readonly secret: string;
	/** Where codes may be sent to, exactly. */
	readonly redirectUri: string;
	/** How long its access tokens live, where not as long as the product's. */
	readonly accessSeconds?: number;
}

/** An access token of either kind, with what it may do. */
export interface AccessToken {
	readonly token: string;
	readonly user: string;
	/** Id of the OAuth 2.0 client; absent for OAuth 1.0a. */
	readonly client?: string;
	/** Empty for OAuth 1.0a, which has no scopes. */
	readonly scopes: readonly string[];
	readonly kind: 'oauth1' | 'oauth2';
	/** Milliseconds since the epoch. */
	readonly expiresAt: number;
}

/** An API token of Cloud with scopes. */
export interface ScopedToken {
	readonly token: string;
	/** Name of the user. */
	readonly user: string;
	readonly scopes: readonly string[];
}

/** A request token of OAuth 1.0a on its way; `verifier` once the user allowed it. */
export interface RequestToken {
	readonly consumer: string;
	readonly callback: string;
	readonly user?: string;
	readonly verifier?: string;
	readonly expiresAt: number;
}

/** What an OAuth 2.0 client may exchange for an access token: a code, or a refresh token. */
export interface Grant {
	readonly client: string;
	readonly redirectUri: string;
	readonly user: string;
	readonly scopes: readonly string[];
	readonly challenge?: { readonly method: string; readonly value: string };
	/** The access token that this grant gave last; it dies with the next one. */
	readonly accessToken?: string;
	readonly expiresAt: number;
}

/** Everything OAuth that a site knows. */
export interface OAuthRegistry {
	readonly consumers: Map<string, Consumer>;
	readonly clients: Map<string, Client>;
	readonly requestTokens: Map<string, RequestToken>;
	readonly codes: Map<string, Grant>;
	readonly refreshTokens: Map<string, Grant>;
	readonly accessTokens: Map<string, AccessToken>;
	/** By the token itself. */
	readonly scopedTokens: Map<string, ScopedToken>;
	/** Nonces of OAuth 1.0a with their timestamps. */
	readonly nonces: Set<string>;
	/** What Cloud's gateway answers to an expired token. */
	expiredStatus: 401 | 403 | 404;
	/** Whether the callback `oob` is taken. */
	outOfBand: boolean;
	next(kind: string): string;
}

/** Nobody is registered yet. */
export function createOAuthRegistry(): OAuthRegistry {
	let count = 0;
	return {
		consumers: new Map(),
		clients: new Map(),
		requestTokens: new Map(),
		codes: new Map(),
		refreshTokens: new Map(),
		accessTokens: new Map(),
		scopedTokens: new Map(),
		nonces: new Set(),
		expiredStatus: 401,
		outOfBand: true,
		next: (kind) => {
			count += 1;
			return `${kind}-${count}`;
		},
	};
}
