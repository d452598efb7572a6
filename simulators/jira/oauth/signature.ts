import { createVerify } from 'node:crypto';
import type { SimulatedRequest } from '../../kernel/http';
import type { OAuthRegistry } from './registry';

/** How far a clock may be away: https://wiki.oauth.net/w/page/12238543/ProblemReporting, `timestamp_refused`. */
const CLOCK_TOLERANCE_S = 300;

/** Protocol parameters of a request whose signature holds, or the problem with it. */
export type Verified =
	| { readonly ok: true; readonly parameters: Readonly<Record<string, string>> }
	| { readonly ok: false; readonly problem: string };

/** Checks an RSA-SHA1 signature by RFC 5849, section 3.2. `baseUrl` is the address that Jira believes to have. */
export function verifySigned(
	request: SimulatedRequest,
	registry: OAuthRegistry,
	baseUrl: string,
	now: number,
): Verified {
	const parameters = protocolParameters(request.headers.authorization ?? '');
	const { oauth_consumer_key: key = '', oauth_signature: signature = '' } = parameters;
	const consumer = registry.consumers.get(key);
	const moment = Number(parameters.oauth_timestamp);
	if (consumer === undefined) return problem('consumer_key_unknown');
	if (parameters.oauth_signature_method !== 'RSA-SHA1') return problem('signature_method_rejected');
	if (!(Math.abs(now / 1000 - moment) <= CLOCK_TOLERANCE_S)) return problem('timestamp_refused');
	const once = `${key} ${moment} ${parameters.oauth_nonce ?? ''}`;
	if (parameters.oauth_nonce === undefined || registry.nonces.has(once))
		return problem('nonce_used');
	const signed = baseString(request, `${baseUrl}${request.path}`, parameters);
	if (!createVerify('sha1').update(signed).verify(consumer.publicKey, signature, 'base64'))
		return problem('signature_invalid');
	registry.nonces.add(once);
	return { ok: true, parameters };
}

function problem(name: string): Verified {
	return { ok: false, problem: name };
}

/** The parameters of `Authorization: OAuth a="b", c="d"`. */
function protocolParameters(header: string): Readonly<Record<string, string>> {
	const pairs = header.replace(/^OAuth\s+/i, '').split(',');
	return Object.fromEntries(
		pairs.flatMap((pair) => {
			const [, name = '', value = ''] = /^\s*([^=\s]+)="([^"]*)"\s*$/.exec(pair) ?? [];
			return name === '' ? [] : [[decodeURIComponent(name), decodeURIComponent(value)]];
		}),
	);
}

/** RFC 5849, section 3.4.1: written for this simulator, so that it judges the client instead of agreeing with it. */
function baseString(
	{ method, search = '', headers, body }: SimulatedRequest,
	address: string,
	protocol: Readonly<Record<string, string>>,
): string {
	const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
	const pairs = [
		...new URLSearchParams(search),
		...(isForm && typeof body === 'object' && body !== null ? Object.entries(body) : []),
		...Object.entries(protocol).filter(([name]) => name !== 'oauth_signature' && name !== 'realm'),
	].map(([name, value]) => `${encode(name)}=${encode(String(value))}`);
	const sorted = pairs.sort((a, b) => {
		const [x, y] = [a.split('='), b.split('=')];
		return compare(x[0] ?? '', y[0] ?? '') || compare(x[1] ?? '', y[1] ?? '');
	});
	const url = new URL(address);
	const plain = `${url.protocol}//${url.host}${url.pathname}`;
	return [method.toUpperCase(), encode(plain), encode(sorted.join('&'))].join('&');
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}

/** RFC 5849, section 3.6, byte by byte. */
function encode(text: string): string {
	return [...Buffer.from(text, 'utf8')]
		.map((byte) => {
			const sign = String.fromCharCode(byte);
			return /[A-Za-z0-9\-._~]/.test(sign)
				? sign
				: `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
		})
		.join('');
}
