import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { verifyJwt } from '../../../src/webhook/verify-jwt';

const SECRET = 'client-secret';
const NOW = Date.UTC(2026, 10, 21);
const seconds = NOW / 1000;
const HEAD = { alg: 'HS256', typ: 'JWT' };
const CLAIMS = { iss: 'app', iat: seconds - 1, exp: seconds + 180 };

const part = (value: unknown): string => encode(JSON.stringify(value));
const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');
const mac = (signed: string, secret = SECRET, method = 'sha256'): string =>
	createHmac(method, secret).update(signed).digest('base64url');

function token(claims: object = {}, head: object = {}, secret = SECRET, method = 'sha256'): string {
	const signed = `${part({ ...HEAD, ...head })}.${part({ ...CLAIMS, ...claims })}`;
	return `${signed}.${mac(signed, secret, method)}`;
}

const genuine = token();
const [head = '', payload = '', signature = ''] = genuine.split('.');
const verdict = (value: string | undefined, secret = SECRET): unknown =>
	verifyJwt(value, secret, NOW);
const raw = (first: string, second: string): string =>
	`${first}.${second}.${mac(`${first}.${second}`)}`;

it("accepts a token that is signed with the app's client secret", () => {
	expect(verdict(`Bearer ${genuine}`)).toEqual({ ok: true });
});

it.each([
	['of the scheme JWT', `JWT ${genuine}`],
	['in any letter case', `bEaReR ${genuine}`],
	['between blanks', `  Bearer   ${genuine}  `],
	['without typ and iat', `Bearer ${token({ iat: undefined }, { typ: undefined })}`],
	['of a clock that is a little ahead', `Bearer ${token({ iat: seconds + 59 })}`],
	['that ended a moment ago', `Bearer ${token({ exp: seconds - 59 })}`],
])('accepts a token %s', (_case, header) => {
	expect(verdict(header)).toEqual({ ok: true });
});

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsaSigned = `${part({ ...HEAD, alg: 'RS256' })}.${payload}`;
const rsa = createSign('RSA-SHA256').update(rsaSigned).sign(privateKey, 'base64url');
const none = `${part({ ...HEAD, alg: 'none' })}.${payload}`;
const last = signature.at(-1) ?? '';
const twin = String.fromCharCode(last.charCodeAt(0) + 1);
const HOUR = 3_600;

it.each([
	['no header', undefined, 'missingToken'],
	['an empty header', '', 'missingToken'],
	['a scheme alone', 'Bearer', 'missingToken'],
	['no scheme', genuine, 'missingToken'],
	['another scheme', `Basic ${genuine}`, 'missingToken'],
	['two tokens', `Bearer ${genuine} ${genuine}`, 'missingToken'],
	['tokens of two headers', `Bearer ${genuine}, Bearer ${genuine}`, 'missingToken'],
	['two parts', `Bearer ${head}.${payload}`, 'malformedToken'],
	['an empty signature', `Bearer ${head}.${payload}.`, 'malformedToken'],
	['four parts', `Bearer ${genuine}.${signature}`, 'malformedToken'],
	['padding', `Bearer ${genuine}=`, 'malformedToken'],
	['Base64 instead of Base64url', `Bearer ${head}.${payload}.+/${signature}`, 'malformedToken'],
	['a header that is no JSON', `Bearer ${raw(encode('{'), payload)}`, 'malformedToken'],
	['a header that is a list', `Bearer ${raw(encode('["HS256"]'), payload)}`, 'malformedToken'],
	['a header that is null', `Bearer ${raw(encode('null'), payload)}`, 'malformedToken'],
	['a token of megabytes', `Bearer ${token({ fill: 'x'.repeat(1e6) })}`, 'malformedToken'],
	['alg none, unsigned', `Bearer ${none}.`, 'malformedToken'],
	['alg none, signed', `Bearer ${token({}, { alg: 'none' })}`, 'unknownAlgorithm'],
	['alg nOnE', `Bearer ${token({}, { alg: 'nOnE' })}`, 'unknownAlgorithm'],
	['alg in small letters', `Bearer ${token({}, { alg: 'hs256' })}`, 'unknownAlgorithm'],
	['no alg', `Bearer ${token({}, { alg: undefined })}`, 'unknownAlgorithm'],
	['a list as alg', `Bearer ${token({}, { alg: ['HS256'] })}`, 'unknownAlgorithm'],
	['HS512', `Bearer ${token({}, { alg: 'HS512' }, SECRET, 'sha512')}`, 'unknownAlgorithm'],
	['RS256', `Bearer ${rsaSigned}.${rsa}`, 'unknownAlgorithm'],
	['RS256 signed with the secret', `Bearer ${token({}, { alg: 'RS256' })}`, 'unknownAlgorithm'],
	['an extension that must be known', `Bearer ${token({}, { crit: ['b64'] })}`, 'unknownAlgorithm'],
	['another secret', `Bearer ${token({}, {}, 'other')}`, 'tokenMismatch'],
	['an empty secret', `Bearer ${token({}, {}, '')}`, 'tokenMismatch'],
	['SHA-512 called HS256', `Bearer ${token({}, {}, SECRET, 'sha512')}`, 'tokenMismatch'],
	['other claims', `Bearer ${head}.${part({ ...CLAIMS, exp: 9e9 })}.${signature}`, 'tokenMismatch'],
	[
		'another header',
		`Bearer ${part({ ...HEAD, kid: '1' })}.${payload}.${signature}`,
		'tokenMismatch',
	],
	['a signature cut short', `Bearer ${genuine.slice(0, -2)}`, 'tokenMismatch'],
	['a longer signature', `Bearer ${genuine}AA`, 'tokenMismatch'],
	['another spelling of the signature', `Bearer ${genuine.slice(0, -1)}${twin}`, 'tokenMismatch'],
	['a signature in hexadecimal', `Bearer ${head}.${payload}.${'ab'.repeat(32)}`, 'tokenMismatch'],
	['claims that are no JSON', `Bearer ${raw(head, encode('x'))}`, 'malformedToken'],
	['claims that are a text', `Bearer ${raw(head, encode('"x"'))}`, 'malformedToken'],
	['no end', `Bearer ${token({ exp: undefined })}`, 'malformedToken'],
	['an end that is a text', `Bearer ${token({ exp: String(seconds + HOUR) })}`, 'malformedToken'],
	['an end beyond numbers', `Bearer ${raw(head, encode('{"exp":1e999}'))}`, 'malformedToken'],
	['an end long ago', `Bearer ${token({ exp: seconds - HOUR })}`, 'expiredToken'],
	['an end just over the leeway', `Bearer ${token({ exp: seconds - 60 })}`, 'expiredToken'],
	['a beginning to come', `Bearer ${token({ iat: seconds + HOUR })}`, 'earlyToken'],
	['validity to come', `Bearer ${token({ nbf: seconds + HOUR })}`, 'earlyToken'],
	['a beginning that is a text', `Bearer ${token({ iat: 'now' })}`, 'malformedToken'],
])('L10: refuses %s', (_forgery, header, reason) => {
	expect(verdict(header)).toEqual({ ok: false, reason });
});

it('accepts nothing without a secret', () => {
	expect(verdict(`Bearer ${token({}, {}, '')}`, '')).toEqual({ ok: false, reason: 'noSecret' });
});
