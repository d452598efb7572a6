import { createHash, createHmac } from 'node:crypto';
import type { RawDelivery } from './engine-receiver';

/** A genuine delivery, as somebody who listens at the line has it, and the secret, which he does not have. */
export interface Stolen {
	readonly body: string;
	readonly signature: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly secret: string;
	readonly token: string;
	readonly otherSecret: string;
}

/** Digest of a body with a secret, in hexadecimal. */
export const hmac = (method: string, secret: string, body: string | Buffer) =>
	createHmac(method, secret).update(body).digest('hex');
/** The delivery with another signature; several values are several headers. */
export const signed = (
	stolen: Stolen,
	signature: string | readonly string[],
	more: object = {},
) => ({
	body: stolen.body,
	headers: { ...stolen.headers, 'x-hub-signature': signature },
	...more,
});
/** The delivery, signed with this secret. */
export const signedWith = (stolen: Stolen, secret: string) =>
	signed(stolen, `sha256=${hmac('sha256', secret, stolen.body)}`);
const unsigned = ({ body, headers }: Stolen, more: object = {}) => {
	const { 'x-hub-signature': _signature, ...rest } = headers;
	return { body, headers: rest, ...more };
};
/** The hexadecimal digits of the right signature. */
export const digestOf = ({ signature }: Stolen) => signature.slice('sha256='.length);
const flipped = (hex: string, at: number) =>
	hex.slice(0, at) + (hex[at] === '0' ? '1' : '0') + hex.slice(at + 1);
const rewritten = ({ body }: Stolen) => JSON.stringify(JSON.parse(body), null, 2);

/** Deliveries that are not Jira's, by what is wrong with them. */
export const FORGERIES: readonly (readonly [string, (stolen: Stolen) => RawDelivery])[] = [
	['no signature', (s) => unsigned(s)],
	['an empty signature', (s) => signed(s, '')],
	['a blank signature', (s) => signed(s, '   ')],
	['a method without digest', (s) => signed(s, 'sha256=')],
	['a method alone', (s) => signed(s, 'sha256')],
	['a digest without method', (s) => signed(s, digestOf(s))],
	['a digest with an empty method', (s) => signed(s, `=${digestOf(s)}`)],
	['an unknown method', (s) => signed(s, `none=${digestOf(s)}`)],
	['SHA-1 with the right secret', (s) => signed(s, `sha1=${hmac('sha1', s.secret, s.body)}`)],
	['MD5 with the right secret', (s) => signed(s, `md5=${hmac('md5', s.secret, s.body)}`)],
	['a SHA-1 digest called SHA-256', (s) => signed(s, `sha256=${hmac('sha1', s.secret, s.body)}`)],
	['a SHA-256 digest called SHA-512', (s) => signed(s, `sha512=${digestOf(s)}`)],
	['a method of the language', (s) => signed(s, `constructor=${digestOf(s)}`)],
	['a digest without its last byte', (s) => signed(s, s.signature.slice(0, -2))],
	['a digest without its last digit', (s) => signed(s, s.signature.slice(0, -1))],
	['a digest without its first byte', (s) => signed(s, `sha256=${digestOf(s).slice(2)}`)],
	['a digest with a byte too many', (s) => signed(s, `${s.signature}00`)],
	['another first digit', (s) => signed(s, `sha256=${flipped(digestOf(s), 0)}`)],
	['another last digit', (s) => signed(s, `sha256=${flipped(digestOf(s), 63)}`)],
	['a digest of zeros', (s) => signed(s, `sha256=${'0'.repeat(64)}`)],
	[
		'a digest in base64',
		(s) => signed(s, `sha256=${Buffer.from(digestOf(s), 'hex').toString('base64')}`),
	],
	['letters that are no digits', (s) => signed(s, `sha256=${'z'.repeat(64)}`)],
	['a blank inside the digest', (s) => signed(s, s.signature.replace(/.{8}$/, ' $&'))],
	['a huge digest', (s) => signed(s, `sha256=${'ab'.repeat(3000)}`)],
	['two headers, the right one first', (s) => signed(s, [s.signature, `sha256=${'0'.repeat(64)}`])],
	['two headers, the right one last', (s) => signed(s, [`sha256=${'0'.repeat(64)}`, s.signature])],
	['two right headers', (s) => signed(s, [s.signature, s.signature])],
	[
		'the header of another service',
		(s) => unsigned({ ...s, headers: { ...s.headers, 'x-hub-signature-256': s.signature } }),
	],
	[
		'the signature of another rendition of the JSON',
		(s) => signed(s, `sha256=${hmac('sha256', s.secret, rewritten(s))}`),
	],
	['another rendition of the JSON', (s) => signed({ ...s, body: rewritten(s) }, s.signature)],
	['a line end behind the body', (s) => signed({ ...s, body: `${s.body}\n` }, s.signature)],
	[
		'a byte order mark before the body',
		(s) => signed({ ...s, body: `\uFEFF${s.body}` }, s.signature),
	],
	[
		'another issue in the body',
		(s) => signed({ ...s, body: s.body.replaceAll('CRASH-1', 'CRASH-2') }, s.signature),
	],
	['an empty body', (s) => signed({ ...s, body: '' }, s.signature)],
	[
		'a garbage body of a megabyte',
		(s) => signed({ ...s, body: 'x'.repeat(1_000_000) }, s.signature),
	],
	[
		'an empty body, signed with no secret',
		(s) => signed({ ...s, body: '' }, `sha256=${createHash('sha256').digest('hex')}`),
	],
	[
		'a hash without a secret',
		(s) => signed(s, `sha256=${createHash('sha256').update(s.body).digest('hex')}`),
	],
	[
		'a hash of secret and body',
		(s) =>
			signed(
				s,
				`sha256=${createHash('sha256')
					.update(s.secret + s.body)
					.digest('hex')}`,
			),
	],
	[
		'secret and body the wrong way round',
		(s) => signed(s, `sha256=${hmac('sha256', s.body, s.secret)}`),
	],
	['the secret of another webhook', (s) => signedWith(s, s.otherSecret)],
	['the token as the secret', (s) => signedWith(s, s.token)],
	['an empty secret', (s) => signedWith(s, ' ')],
	['the secret "undefined"', (s) => signedWith(s, 'undefined')],
	['the secret with a line end', (s) => signedWith(s, `${s.secret}\n`)],
	['the secret in capitals', (s) => signedWith(s, s.secret.toUpperCase())],
	[
		'the bytes of the secret, not its text',
		(s) =>
			signed(
				s,
				`sha256=${createHmac('sha256', Buffer.from(s.secret, 'hex')).update(s.body).digest('hex')}`,
			),
	],
	['a wrong secret in the address', (s) => unsigned(s, { query: '?secret=wrong' })],
	['an empty secret in the address', (s) => unsigned(s, { query: '?secret=' })],
	['the token in the address', (s) => unsigned(s, { query: `?secret=${s.token}` })],
	['a list of secrets in the address', (s) => unsigned(s, { query: '?secret=a&secret=b' })],
	[
		'a wrong signature beside the right secret in the address',
		(s) => signed(s, `sha256=${'0'.repeat(64)}`, { query: `?secret=${s.secret}` }),
	],
];
