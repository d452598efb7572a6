import { generateKeyPairSync } from 'node:crypto';
import type { JiraSite } from '../site';

/** Where n8n on this machine waits for the answer of an OAuth 2.0 consent page. */
export const LOCAL_REDIRECT_URL = 'http://localhost:5678/rest/oauth2-credential/callback';

/** What a person enters into the credentials of n8n; names as the fields there. */
export interface SampleClients {
	readonly oauth2: Readonly<Record<'clientId' | 'clientSecret' | 'redirectUrl', string>> & {
		/** Cloud: this simulator stands in for both hosts of Atlassian. */
		readonly authHost?: string;
		readonly apiHost?: string;
	};
	/** Data Center; the private key is PEM. */
	readonly oauth1?: Readonly<Record<'consumerKey' | 'privateKey', string>>;
}

/** Plays the administrator who registers n8n: an OAuth 2.0 client, and on Data Center a consumer for OAuth 1.0a with a new key. */
export function registerSampleClients(
	site: Pick<JiraSite, 'deployment' | 'oauth'>,
	url: string,
	redirectUrl: string,
): SampleClients {
	const client = { clientId: 'n8n', clientSecret: 'n8n-secret', redirectUrl };
	site.oauth.addClient({
		id: client.clientId,
		secret: client.clientSecret,
		redirectUri: redirectUrl,
	});
	if (site.deployment === 'cloud') return { oauth2: { ...client, authHost: url, apiHost: url } };
	const { publicKey, privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	site.oauth.addConsumer({ key: 'n8n', publicKey });
	return { oauth2: client, oauth1: { consumerKey: 'n8n', privateKey } };
}
