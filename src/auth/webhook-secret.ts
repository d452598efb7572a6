import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

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

/** Whether a text is one of the secrets; takes the same time whichever it is, and never holds without a secret. */
export function isSecret(candidate: string, secrets: readonly string[]): boolean {
	const given = sha256(candidate);
	const matches = secrets.map((secret) => secret !== '' && timingSafeEqual(given, sha256(secret)));
	return matches.includes(true);
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text, 'utf8').digest();
}

/** Short mark by which a webhook tells, without telling the secret, which secret it was registered with. */
export function secretMark(secret: string): string {
	return createHmac('sha256', secret).update(`${PURPOSE}mark`, 'utf8').digest('hex').slice(0, 8);
}

/** Short mark of an n8n by its instance id, by which it knows a webhook of its own again after its address has changed. */
export function instanceMark(instanceId: string): string {
	return sha256(`${PURPOSE}instance ${instanceId}`).toString('hex').slice(0, 8);
}
