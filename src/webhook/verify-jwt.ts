import { createHmac, timingSafeEqual } from 'node:crypto';
import { isObject } from '../model/decode';

/** Why a token was or was not accepted. */
export type TokenVerdict =
	| { readonly ok: true }
	| {
			readonly ok: false;
			readonly reason:
				| 'missingToken'
				| 'noSecret'
				| 'malformedToken'
				| 'unknownAlgorithm'
				| 'tokenMismatch'
				| 'expiredToken'
				| 'earlyToken';
	  };

type Refusal = Extract<TokenVerdict, { readonly ok: false }>['reason'];
type Claims = Readonly<Record<string, unknown>>;

/** Three parts of Base64url without padding (RFC 7515, section 3.1); Jira's tokens are a few hundred characters long. */
const TOKEN = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/;
const MAX_LENGTH = 8_192;
/** How far the clocks of Jira and n8n may be apart. */
const LEEWAY_S = 60;

/**
 * Verifies the token by which Jira Cloud proves deliveries to the webhooks of an OAuth 2.0 app: a JWT in `Authorization`,
 * signed by HMAC SHA-256 with the app's client secret. Fails closed: no other algorithm (RFC 8725, section 3.1), no empty
 * secret, no token without an end.
 *
 * The token says who sends, not what is sent: unlike `X-Hub-Signature` it does not cover the body.
 * https://developer.atlassian.com/cloud/jira/platform/webhooks/
 */
export function verifyJwt(
	authorization: string | undefined,
	secret: string,
	now: number,
): TokenVerdict {
	if (secret === '') return refused('noSecret');
	const [, token] = /^(?:Bearer|JWT) +(\S+)\s*$/i.exec((authorization ?? '').trim()) ?? [];
	if (token === undefined) return refused('missingToken');
	const parts = token.length > MAX_LENGTH ? null : TOKEN.exec(token);
	const [, head = '', payload = '', signature = ''] = parts ?? [];
	const header = readPart(head);
	if (parts === null || header === undefined) return refused('malformedToken');
	if (header['alg'] !== 'HS256' || header['crit'] !== undefined) return refused('unknownAlgorithm');
	if (!signs(`${head}.${payload}`, signature, secret)) return refused('tokenMismatch');
	const claims = readPart(payload);
	const wrong = claims === undefined ? 'malformedToken' : wrongTime(claims, now / 1000);
	return wrong === undefined ? { ok: true } : refused(wrong);
}

function refused(reason: Refusal): TokenVerdict {
	return { ok: false, reason };
}

function signs(signed: string, signature: string, secret: string): boolean {
	const expected = createHmac('sha256', secret).update(signed, 'utf8').digest();
	const received = Buffer.from(signature, 'base64url');
	// The last character has spare bits: only the one true spelling counts.
	if (received.length !== expected.length || received.toString('base64url') !== signature)
		return false;
	return timingSafeEqual(received, expected);
}

function readPart(part: string): Claims | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** `exp` must be there; `iat` and `nbf` may, and then must be times that have come (RFC 7519, section 4.1). */
function wrongTime({ exp, iat, nbf }: Claims, seconds: number): Refusal | undefined {
	if (!isTime(exp)) return 'malformedToken';
	const begins = [iat, nbf].filter((time) => time !== undefined);
	if (!begins.every(isTime)) return 'malformedToken';
	if (exp + LEEWAY_S <= seconds) return 'expiredToken';
	return begins.some((time) => time - LEEWAY_S > seconds) ? 'earlyToken' : undefined;
}

function isTime(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
