import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { publicKeyOf, readPrivateKey } from '../../../src/auth/private-key';
import { InputError } from '../../../src/model/failure';
import { VECTOR_KEY } from './rsa-vector';

const key = createPrivateKey(VECTOR_KEY);
const pkcs1 = key.export({ format: 'pem', type: 'pkcs1' }).toString();
const body = VECTOR_KEY.split('\n').slice(1, -1).join('');

describe('a private key', () => {
	it.each([
		['PKCS#8', VECTOR_KEY],
		['PKCS#1', pkcs1],
		['with line breaks of Windows', VECTOR_KEY.replaceAll('\n', '\r\n')],
		['with written line breaks', VECTOR_KEY.replaceAll('\n', '\\n')],
		['with written line breaks of Windows', pkcs1.replaceAll('\n', '\\r\\n')],
		['on one line, with spaces', VECTOR_KEY.replaceAll('\n', ' ')],
		['on one line, without spaces', VECTOR_KEY.replaceAll('\n', '')],
		['with text around it', `Bag Attributes\n\n${VECTOR_KEY}\n\nend`],
		['without first and last line', body],
	])('is read: %s', (_form, text) => {
		expect(readPrivateKey(text).equals(key)).toBe(true);
	});

	it.each([
		['nothing', '  ', 'empty'],
		['the public key', publicKeyOf(VECTOR_KEY), 'public half'],
		[
			'a certificate',
			'-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----',
			'public half',
		],
		['an encrypted key', encrypted(), 'passphrase'],
		[
			'an old encrypted key',
			'-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END RSA PRIVATE KEY-----',
			'passphrase',
		],
		[
			'a key of OpenSSH',
			'-----BEGIN OPENSSH PRIVATE KEY-----\nAA==\n-----END OPENSSH PRIVATE KEY-----',
			'OpenSSH',
		],
		['a key of another kind', ellipticCurve(), 'no RSA key'],
		['half a key', VECTOR_KEY.slice(0, 400), 'cannot be read'],
		['nonsense', 'my secret', 'cannot be read'],
	])('is refused in words: %s', (_what, text, words) => {
		const refuse = () => readPrivateKey(text);

		expect(refuse).toThrow(InputError);
		expect(refuse).toThrow(words);
		expect(refuse).not.toThrow('my secret');
	});
});

it('gives its public key, for the application link', () => {
	expect(publicKeyOf(VECTOR_KEY.replaceAll('\n', ' '))).toMatch(
		/^-----BEGIN PUBLIC KEY-----\n[\s\S]+\n-----END PUBLIC KEY-----$/,
	);
});

function encrypted(): string {
	const options = { format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' } as const;
	return key.export(options).toString();
}

function ellipticCurve(): string {
	const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	return privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}
