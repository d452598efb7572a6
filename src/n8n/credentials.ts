import { webhookSecrets } from '../auth/webhook-secret';
import { normalizeBaseUrl } from '../jira/base-url';
import { textOf } from '../model/decode';
import { own } from '../model/own';
import type { N8nContext } from './context';

/** One way to log in: the credential type behind a choice of the "Authentication" parameter. */
interface AuthenticationKind {
	/** Name of the credential type. */
	readonly credential: string;
	/** Field of the credential that holds the API token, password or access token. */
	readonly keyField: string;
	/** n8n can get a fresh token after a 401. */
	readonly refreshes: boolean;
	/** An OAuth 2.0 app of Jira Cloud, which has its own kind of webhook. */
	readonly oauthApp: boolean;
}

const BASIC: AuthenticationKind = {
	credential: 'jiraSyncBasicApi',
	keyField: 'password',
	refreshes: false,
	oauthApp: false,
};

const KINDS: Readonly<Record<string, AuthenticationKind>> = {
	basic: BASIC,
	pat: { credential: 'jiraSyncPatApi', keyField: 'token', refreshes: false, oauthApp: false },
};

/** What is known of the credential of a node, without its secrets. */
export interface JiraAccess extends Pick<
	AuthenticationKind,
	'credential' | 'refreshes' | 'oauthApp'
> {
	/** Normalized. */
	readonly baseUrl: string;
}

function kindOf(context: N8nContext): AuthenticationKind {
	const choice = textOf(context.getNode().parameters['authentication']) ?? 'basic';
	return own(KINDS, choice) ?? BASIC;
}

/** Reads which Jira the node's credential leads to. Throws `InputError` for an address that cannot be one. */
export async function readAccess(context: N8nContext): Promise<JiraAccess> {
	const { credential, refreshes, oauthApp } = kindOf(context);
	const data = await context.getCredentials(credential);
	const baseUrl = normalizeBaseUrl(textOf(data['baseUrl']) ?? '');
	return { credential, refreshes, oauthApp, baseUrl };
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
