import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a signature was or was not accepted. `secretIndex` tells which of the secrets signed. */
export type SignatureVerdict =
	| { readonly ok: true; readonly secretIndex: number }
	| {
			readonly ok: false;
			readonly reason: 'missingHeader' | 'unknownScheme' | 'mismatch' | 'noSecret';
	  };

const METHODS: ReadonlySet<string> = new Set(['sha256', 'sha384', 'sha512']);
const HEXADECIMAL = /^(?:[0-9a-f]{2})+$/i;

/**
 * Verifies `X-Hub-Signature` (`method=signature`, WebSub) over the raw request bytes in constant time. Fails closed: no
 * secret, or an empty one, accepts nothing; SHA-1 is refused.
 *
 * Several secrets may be live at once, so that one can be rotated without losing deliveries.
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/#secure-admin-webhooks
 */
export function verifySignature(
	rawBody: Uint8Array,
	header: string | undefined,
	secrets: readonly string[],
): SignatureVerdict {
	const usable = secrets.map((secret) => secret !== '');
	if (!usable.includes(true)) return { ok: false, reason: 'noSecret' };
	if (header === undefined || header.trim() === '') return { ok: false, reason: 'missingHeader' };
	const separator = header.indexOf('=');
	const method = header.slice(0, Math.max(0, separator)).trim().toLowerCase();
	const digest = header.slice(separator + 1).trim();
	if (!METHODS.has(method)) return { ok: false, reason: 'unknownScheme' };
	if (!HEXADECIMAL.test(digest)) return { ok: false, reason: 'mismatch' };
	const received = Buffer.from(digest, 'hex');
	const matches = secrets.map(
		(secret, index) => usable[index] === true && signs(method, secret, rawBody, received),
	);
	const secretIndex = matches.indexOf(true);
	return secretIndex < 0 ? { ok: false, reason: 'mismatch' } : { ok: true, secretIndex };
}

function signs(method: string, secret: string, rawBody: Uint8Array, received: Buffer): boolean {
	const expected = createHmac(method, secret).update(rawBody).digest();
	return received.length === expected.length && timingSafeEqual(received, expected);
}

/** Signs a body the way Jira does. For tests and simulators. */
export function signBody(rawBody: Uint8Array, secret: string): string {
	return `sha256=${createHmac('sha256', secret).update(rawBody).digest('hex')}`;
}
