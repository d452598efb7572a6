import { readPrivateKey } from '../auth/private-key';
import { webhookSecrets } from '../auth/webhook-secret';
import { normalizeBaseUrl } from '../jira/base-url';
import type { LoginAdvice } from '../jira/login';
import { isObject, textOf } from '../model/decode';
import { inputError } from '../model/failure';
import { own } from '../model/own';
import type { N8nContext } from './context';

/** Credential type of OAuth 1.0a, which the Connect node fills in. */
export const RSA_SIGNED = 'jiraSyncOAuth1Api';

/** One way to log in: the credential type behind a choice of the "Authentication" parameter. */
interface AuthenticationKind {
	/** Name of the credential type. */
	readonly credential: string;
	/** Field of the credential of which the secret of webhooks is derived. */
	readonly keyField: string;
	/** Statuses after which n8n may get a fresh token and send again; none where it cannot. */
	readonly renewsOn: readonly number[];
	readonly webhooks: WebhookRight;
	readonly gateway: (data: Data) => GatewayAccess | undefined;
	readonly advice: (data: Data) => LoginAdvice;
	/** Throws `InputError` for a credential that is not ready to be used. */
	readonly check: (data: Data) => void;
}

/**
 * Which webhooks the node may register: those of administrators, those of an OAuth 2.0 app of Jira Cloud, or none, so that
 * an administrator sets them up by hand.
 */
export type WebhookRight = 'admin' | 'app' | 'none';

/** Atlassian's gateway, for credentials whose API is there and not at the site. */
export interface GatewayAccess {
	/** Without trailing slash. */
	readonly url: string;
	/** Who tells the cloud id of the site: the list of what the account gave access to, or the site itself. */
	readonly cloudIdFrom: 'grants' | 'site';
}

type Data = Readonly<Record<string, unknown>>;

const ONLY_SCOPED =
	'On Jira Cloud, an API token that was made with scopes works only when Token With Scopes is on in the credential.';
const ONLY_UNSCOPED =
	'An API token that was made without scopes works only when Token With Scopes is off in the credential.';
const NEW_TOKEN =
	'The scopes of an API token cannot be changed: make a new one with this scope too.';

const BASIC: AuthenticationKind = {
	credential: 'jiraSyncBasicApi',
	keyField: 'password',
	renewsOn: [],
	webhooks: 'admin',
	gateway: (data) => (isScoped(data) ? gatewayOf(data, 'site') : undefined),
	advice: (data) =>
		isScoped(data) ? { login: ONLY_UNSCOPED, scope: NEW_TOKEN } : { login: ONLY_SCOPED },
	check: () => undefined,
};

/** Everything but an API token: the API is at the site, and nothing more is known of a refused login. */
const AT_SITE: AuthenticationKind = { ...BASIC, gateway: () => undefined, advice: () => ({}) };

const OAUTH2: AuthenticationKind = {
	...AT_SITE,
	credential: 'jiraSyncDataCenterOAuth2Api',
	keyField: 'clientSecret',
	renewsOn: [401],
	webhooks: 'none',
	check: checkConnected,
};

const KINDS: Readonly<Record<string, AuthenticationKind>> = {
	basic: BASIC,
	pat: { ...AT_SITE, credential: 'jiraSyncPatApi', keyField: 'token' },
	oAuth1: {
		...AT_SITE,
		credential: RSA_SIGNED,
		keyField: 'privateKey',
		check: checkSigner,
	},
	dataCenterOAuth2: OAUTH2,
	// The gateway says any of these for a token that has expired.
	oAuth2: {
		...OAUTH2,
		credential: 'jiraSyncOAuth2Api',
		webhooks: 'app',
		renewsOn: [401, 403, 404],
		gateway: (data) => gatewayOf(data, 'grants'),
	},
};

function isScoped(data: Data): boolean {
	return data['hasScopes'] === true;
}

function gatewayOf(data: Data, cloudIdFrom: GatewayAccess['cloudIdFrom']): GatewayAccess {
	return { url: (textOf(data['apiHost']) ?? '').replace(/\/+$/, ''), cloudIdFrom };
}

function checkSigner(data: Data): void {
	readPrivateKey(textOf(data['privateKey']) ?? '');
	if (textOf(data['accessToken']) !== undefined) return;
	const message =
		'Run the Jira OAuth 1.0a Connect node once, or paste an access token into the credential.';
	throw inputError('The credential is not connected to Jira yet.', [
		{ field: 'Access Token', message },
	]);
}

function checkConnected(data: Data): void {
	const token = data['oauthTokenData'];
	if (isObject(token) && textOf(token['access_token']) !== undefined) return;
	throw inputError('The credential is not connected to Jira yet.', [
		{ field: 'Credential', message: 'Open it and connect the account.' },
	]);
}

/** What is known of the credential of a node, without its secrets. */
export interface JiraAccess extends Pick<
	AuthenticationKind,
	'credential' | 'renewsOn' | 'webhooks'
> {
	/** For people, normalized. */
	readonly baseUrl: string;
	readonly gateway?: GatewayAccess;
	/** What to do about a refused login. */
	readonly advice: LoginAdvice;
}

function kindOf(context: N8nContext): AuthenticationKind {
	const choice = textOf(context.getNode().parameters['authentication']) ?? 'basic';
	return own(KINDS, choice) ?? BASIC;
}

/**
 * Reads which Jira the node's credential leads to. Throws `InputError` for an address that cannot be one, and for a credential
 * that is not connected.
 */
export async function readAccess(context: N8nContext): Promise<JiraAccess> {
	const { credential, renewsOn, webhooks, ...kind } = kindOf(context);
	const data = await context.getCredentials(credential);
	const baseUrl = normalizeBaseUrl(textOf(data['baseUrl']) ?? '');
	kind.check(data);
	const gateway = kind.gateway(data);
	return {
		credential,
		renewsOn,
		webhooks,
		baseUrl,
		advice: kind.advice(data),
		...(gateway !== undefined && { gateway }),
	};
}

/** Which webhooks the credential that the node has chosen may register. Asks nobody. */
export function webhookRight(context: N8nContext): WebhookRight {
	return kindOf(context).webhooks;
}

/** The client secret of the node's OAuth 2.0 app, which signs the deliveries to its webhooks; empty when there is none. */
export async function readClientSecret(context: N8nContext): Promise<string> {
	const data = await context.getCredentials(kindOf(context).credential);
	return textOf(data['clientSecret']) ?? '';
}

/** Secrets that deliveries to a webhook may be signed with, and whether a person typed the first one. */
export interface TriggerSecrets {
	readonly secrets: readonly string[];
	readonly typed: boolean;
}

/** Reads or derives the secrets of a trigger's webhook from its credential. */
export async function readTriggerSecrets(
	context: N8nContext,
	webhookUrl: string,
): Promise<TriggerSecrets> {
	const { credential, keyField } = kindOf(context);
	const data = await context.getCredentials(credential);
	const secret = textOf(data['webhookSecret']) ?? '';
	const source = {
		secret,
		previousSecret: textOf(data['previousWebhookSecret']) ?? '',
		key: textOf(data[keyField]) ?? '',
	};
	return { secrets: webhookSecrets(source, webhookUrl), typed: secret.trim() !== '' };
}
