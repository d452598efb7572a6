import { decide } from './oauth-consent';

/** An app of Atlassian's developer console, or an incoming application link of Data Center. */
export const CLOUD_APP = {
	id: 'app',
	secret: 'app-secret',
	redirectUri: 'https://n8n.example.com/callback',
};

/** What a token endpoint answers, as n8n stores it. */
export type TokenData = { readonly access_token: string } & Record<string, string | number>;

/** Connects the app of a Jira Cloud as `admin`, as n8n would; answers with the access token. */
export async function connectApp(url: string, scope: string): Promise<string> {
	return (await grantToApp(url, scope)).access_token;
}

/** The same; answers with all that n8n stores. */
export async function grantToApp(url: string, scope: string): Promise<TokenData> {
	const asks = { audience: 'api.atlassian.com', prompt: 'consent', scope };
	return await connect(`${url}/authorize`, `${url}/oauth/token`, asks);
}

/** Connects the application link of a Jira Data Center as `admin`; answers with all that n8n stores. */
export async function grantToLink(url: string, scope: string): Promise<TokenData> {
	const endpoints = `${url}/rest/oauth2/latest`;
	return await connect(`${endpoints}/authorize`, `${endpoints}/token`, { scope });
}

async function connect(
	authorizeUrl: string,
	tokenUrl: string,
	asks: Readonly<Record<string, string>>,
): Promise<TokenData> {
	const client = { client_id: CLOUD_APP.id, redirect_uri: CLOUD_APP.redirectUri };
	const query = new URLSearchParams({ ...client, ...asks, state: 's', response_type: 'code' });
	const back = new URL(await decide(`${authorizeUrl}?${query.toString()}`));
	const answer = await fetch(tokenUrl, {
		method: 'POST',
		body: new URLSearchParams({
			...client,
			grant_type: 'authorization_code',
			client_secret: CLOUD_APP.secret,
			code: back.searchParams.get('code') ?? '',
		}),
	});
	return (await answer.json()) as TokenData;
}
