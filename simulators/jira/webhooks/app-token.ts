import { createHmac } from 'node:crypto';
import type { AppIdentity } from '../rest/authenticate';

const LIFE_S = 180;

/**
 * The token that comes with deliveries to an app's webhooks: a JWT, signed by HMAC SHA-256 with the client secret.
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
export function appToken({ id, secret }: AppIdentity, now: number): string {
	const issued = Math.floor(now / 1000);
	const signed = [
		{ alg: 'HS256', typ: 'JWT' },
		{ iss: id, iat: issued, exp: issued + LIFE_S },
	]
		.map((part) => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url'))
		.join('.');
	return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
