import { createHmac } from 'node:crypto';

/** What a credential says about the secret of webhooks. */
export interface WebhookSecretSource {
	/** Typed by a person; empty when the secret is to be derived. */
	readonly secret: string;
	/** The secret before the last change, still accepted; empty when there is none. */
	readonly previousSecret: string;
	/** API token, password or personal access token. */
	readonly key: string;
}

const PURPOSE = 'n8n-jira-sync webhook ';

/**
 * Secrets that deliveries to a webhook may be signed with, the one to sign with first; none when the credential is empty.
 *
 * Without a typed secret, one is derived from the credential and the webhook. It needs no storage: n8n saves a node's
 * static data only after all triggers are registered, and a delivery may arrive before that.
 */
export function webhookSecrets(source: WebhookSecretSource, webhookUrl: string): readonly string[] {
	const typed = source.secret.trim();
	const current = typed === '' ? derivedSecret(source.key, webhookUrl) : typed;
	return [current, source.previousSecret.trim()].filter((secret) => secret !== '');
}

function derivedSecret(key: string, webhookUrl: string): string {
	if (key === '') return '';
	const message = `${PURPOSE}${webhookIdentity(webhookUrl)}`;
	return createHmac('sha256', key).update(message, 'utf8').digest('hex');
}

/**
 * The part of a webhook's address that names the webhook: id and path. What stands before differs between test and
 * production, and changes with the public address of n8n.
 */
export function webhookIdentity(webhookUrl: string): string {
	const path = webhookUrl.replace(/[?#].*$/, '').replace(/\/+$/, '');
	return path.split('/').slice(-2).join('/');
}
