import { decide } from './oauth-consent';

/** An app of Atlassian's developer console. */
export const CLOUD_APP = {
	id: 'app',
	secret: 'app-secret',
	redirectUri: 'https://n8n.example.com/callback',
};

/** Connects the app as `admin`, as n8n would; answers with the access token. */
export async function connectApp(url: string, scope: string): Promise<string> {
	const query = new URLSearchParams({
		audience: 'api.atlassian.com',
		client_id: CLOUD_APP.id,
		scope,
		redirect_uri: CLOUD_APP.redirectUri,
		state: 's',
		response_type: 'code',
		prompt: 'consent',
	});
	const back = await decide(`${url}/authorize?${query.toString()}`);
	const answer = await fetch(`${url}/oauth/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			grant_type: 'authorization_code',
			client_id: CLOUD_APP.id,
			client_secret: CLOUD_APP.secret,
			code: new URL(back).searchParams.get('code'),
			redirect_uri: CLOUD_APP.redirectUri,
		}),
	});
	return ((await answer.json()) as { access_token: string }).access_token;
}
