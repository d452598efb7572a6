import { generateKeyPairSync } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { JiraSite } from '../../simulators/jira';
import {
	accessTokenRequest,
	authorizeUrl,
	readDanceToken,
	requestTokenRequest,
	type DanceRequest,
} from '../../src/auth/oauth1-dance';
import { CLOUD_APP, grantToApp, grantToLink } from './oauth-app';
import { decide } from './oauth-consent';

/** A Jira that the package is made for, as `docs/credentials.md` names it. */
export interface Deployment {
	readonly name: 'Cloud' | 'Data Center 9.12' | 'Data Center 10.3' | 'Data Center 11.3';
	readonly deployment: 'cloud' | 'dataCenter';
	readonly version?: string;
}

export const CLOUD: Deployment = { name: 'Cloud', deployment: 'cloud' };
export const DATA_CENTERS: readonly Deployment[] = [
	{ name: 'Data Center 9.12', deployment: 'dataCenter', version: '9.12.12' },
	{ name: 'Data Center 10.3', deployment: 'dataCenter', version: '10.3.2' },
	{ name: 'Data Center 11.3', deployment: 'dataCenter', version: '11.3.1' },
];

/** A way to log in to Jira, as the package offers it. */
export interface CredentialKind {
	/** As people see it in n8n. */
	readonly name: string;
	readonly type: string;
	/** The choice of the nodes' parameter "Authentication". */
	readonly authentication: string;
	readonly deployments: readonly Deployment[];
	/** n8n renews the access by itself. */
	readonly renews: boolean;
	/** Which webhooks the trigger can register with it. */
	readonly webhooks: 'admin' | 'app' | 'none';
	/** Connects the account of the administrator as a person would; answers with what n8n then stores. */
	readonly connect: (site: JiraSite, baseUrl: string) => Promise<IDataObject>;
}

/** Every kind, in the order of the page. */
export const CREDENTIAL_KINDS: readonly CredentialKind[] = [
	{
		name: 'Jira Sync Basic API',
		type: 'jiraSyncBasicApi',
		authentication: 'basic',
		deployments: [CLOUD, ...DATA_CENTERS],
		renews: false,
		webhooks: 'admin',
		connect: async ({ deployment }, baseUrl) =>
			deployment === 'cloud'
				? { baseUrl, user: 'admin@example.com', password: 'cloud-token-admin' }
				: { baseUrl, user: 'admin', password: 'password-admin' },
	},
	{
		name: 'Jira Sync Personal Access Token API',
		type: 'jiraSyncPatApi',
		authentication: 'pat',
		deployments: DATA_CENTERS,
		renews: false,
		webhooks: 'admin',
		connect: async (_site, baseUrl) => ({ baseUrl, token: 'pat-admin' }),
	},
	{
		name: 'Jira Sync OAuth 1.0a API',
		type: 'jiraSyncOAuth1Api',
		authentication: 'oAuth1',
		deployments: DATA_CENTERS,
		renews: false,
		webhooks: 'admin',
		connect: connectSigned,
	},
	{
		name: 'Jira Sync OAuth2 API',
		type: 'jiraSyncOAuth2Api',
		authentication: 'oAuth2',
		deployments: [CLOUD],
		renews: true,
		webhooks: 'app',
		connect: async ({ oauth }, baseUrl) => {
			oauth.addClient(CLOUD_APP);
			const oauthTokenData = await grantToApp(baseUrl, CLOUD_SCOPES);
			const hosts = { authHost: baseUrl, apiHost: baseUrl };
			const accessTokenUrl = `${baseUrl}/oauth/token`;
			return { baseUrl, ...hosts, ...CLIENT, accessTokenUrl, oauthTokenData };
		},
	},
	{
		name: 'Jira Sync Data Center OAuth2 API',
		type: 'jiraSyncDataCenterOAuth2Api',
		authentication: 'dataCenterOAuth2',
		deployments: DATA_CENTERS,
		renews: true,
		webhooks: 'none',
		connect: async ({ oauth }, baseUrl) => {
			oauth.addClient(CLOUD_APP);
			const oauthTokenData = await grantToLink(baseUrl, 'WRITE');
			const back = encodeURIComponent(CLOUD_APP.redirectUri);
			const accessTokenUrl = `${baseUrl}/rest/oauth2/latest/token?redirect_uri=${back}`;
			return { baseUrl, ...CLIENT, accessTokenUrl, oauthTokenData };
		},
	},
];

const CLOUD_SCOPES =
	'read:jira-work write:jira-work read:jira-user manage:jira-webhook offline_access';
const CLIENT = { clientId: CLOUD_APP.id, clientSecret: CLOUD_APP.secret };

/** The dance of OAuth 1.0a, as the Connect node plays it. */
async function connectSigned({ oauth }: JiraSite, baseUrl: string): Promise<IDataObject> {
	const { publicKey, privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'spki', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
	});
	oauth.addConsumer({ key: 'n8n', publicKey });
	const consumer = { consumerKey: 'n8n', privateKey };
	const moment = (nonce: string) => ({ nonce, timestamp: Math.floor(Date.now() / 1000) });
	const send = async ({ method, url, authorization }: DanceRequest): Promise<string> => {
		const answer = await fetch(url, { method, headers: { authorization } });
		return readDanceToken(answer.status, await answer.text());
	};
	const callback = 'https://n8n.example.com/webhook/1/connected';
	const token = await send(requestTokenRequest(baseUrl, consumer, callback, moment('first')));
	const back = new URL(await decide(authorizeUrl(baseUrl, token)));
	const verifier = back.searchParams.get('oauth_verifier') ?? '';
	const signer = { ...consumer, token };
	const accessToken = await send(accessTokenRequest(baseUrl, signer, verifier, moment('second')));
	return { baseUrl, ...consumer, accessToken };
}
