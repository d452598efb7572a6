import { createSign } from 'node:crypto';
import { OAuth } from '../third-party/oauth';
import { readPrivateKey } from './private-key';

/** A parameter of a request, not encoded. A name may come more than once. */
export type Parameter = readonly [name: string, value: string];

/** The part of a request that OAuth 1.0a signs. A JSON body is not signed. */
export interface SignedRequest {
	readonly method: string;
	/** Absolute, as it is sent, with its query. */
	readonly url: string;
	/** Parameters of a form-encoded body. */
	readonly form?: readonly Parameter[];
}

/** Who signs. The token's secret is no part of an RSA signature. */
export interface Signer {
	readonly consumerKey: string;
	/** As pasted; see `readPrivateKey`. */
	readonly privateKey: string;
	/** Request or access token; empty before there is one. */
	readonly token: string;
}

/** What makes each signature different. */
export interface SignatureMoment {
	/** Never used twice in one second. */
	readonly nonce: string;
	/** Seconds since the epoch. */
	readonly timestamp: number;
}

const METHOD = 'RSA-SHA1';
/** The library builds a signing key of secrets, which an RSA signature does not need. */
const NO_SECRET = '';

/** RFC 5849, section 3.4.1: what is signed. `protocol` are the `oauth_` parameters, without signature and realm. */
export function signatureBaseString(
	{ method, url, form = [] }: SignedRequest,
	protocol: Readonly<Record<string, string>>,
): string {
	const address = new URL(url);
	const data = grouped([...address.searchParams, ...form]);
	const plain = `${address.protocol}//${address.host}${address.pathname}`;
	return oauth().getBaseString(
		{ method, url: plain, data },
		protocol as unknown as Parameters<OAuth['getBaseString']>[1],
	);
}

/**
 * Value of the `Authorization` header (RFC 5849, section 3.5.1) with an RSA-SHA1 signature. `extra` holds further protocol
 * parameters, for example `oauth_callback`. Throws `InputError` for a key that cannot sign.
 */
export function oauth1Authorization(
	request: SignedRequest,
	{ consumerKey, privateKey, token }: Signer,
	{ nonce, timestamp }: SignatureMoment,
	extra: Readonly<Record<string, string>> = {},
): string {
	const protocol: Readonly<Record<string, string>> = {
		oauth_consumer_key: consumerKey.trim(),
		oauth_nonce: nonce,
		oauth_signature_method: METHOD,
		oauth_timestamp: String(timestamp),
		oauth_version: '1.0',
		...(token.trim() !== '' && { oauth_token: token.trim() }),
		...extra,
	};
	const signature = sign(signatureBaseString(request, protocol), privateKey);
	const header = { ...protocol, oauth_signature: signature };
	return oauth().toHeader(header as unknown as Parameters<OAuth['toHeader']>[0]).Authorization;
}

/** RSA-SHA1 (RFC 5849, section 3.4.3) in base64. */
function sign(baseString: string, privateKey: string): string {
	return createSign('RSA-SHA1')
		.update(baseString, 'utf8')
		.sign(readPrivateKey(privateKey), 'base64');
}

/** Values by name: the library sorts the values of a name that comes more than once. */
function grouped(parameters: readonly Parameter[]): Readonly<Record<string, readonly string[]>> {
	return Object.fromEntries(
		parameters.map(([name]) => [
			name,
			parameters.filter(([other]) => other === name).map(([, value]) => value),
		]),
	);
}

function oauth(): OAuth {
	return new OAuth({
		consumer: { key: '', secret: NO_SECRET },
		signature_method: METHOD,
		hash_function: () => '',
	});
}
