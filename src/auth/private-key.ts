import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { inputError, type InputError } from '../model/failure';

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;
const REPAIRS: readonly (readonly [RegExp, string])[] = [
	[
		/PUBLIC KEY|CERTIFICATE/,
		'This is the public half. Paste the private key: the file that begins with -----BEGIN PRIVATE KEY-----. The public key belongs into Jira.',
	],
	[
		/ENCRYPTED/,
		'It is protected by a passphrase. Take the passphrase off: openssl pkcs8 -in jira.pem -topk8 -nocrypt.',
	],
	[/OPENSSH/, 'It is in the format of OpenSSH. Convert it: ssh-keygen -p -m PEM -f <file>.'],
	[/^EC |^DSA /, 'It is no RSA key. Make one: openssl genrsa -out jira.pem 2048.'],
];
const UNREADABLE =
	'It cannot be read. Paste the whole file with its first and last line (-----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY-----).';

/**
 * An RSA private key as people paste it: PKCS#1 or PKCS#8, with line breaks, with the two characters `\n` in their place, or
 * on one line. Throws `InputError` that says what is wrong, and never holds any of the key.
 */
export function readPrivateKey(input: string): KeyObject {
	const text = input
		.replace(/\\r|\r/g, '')
		.replace(/\\n/g, '\n')
		.trim();
	if (text === '')
		throw badKey(
			'It is empty. Paste the private key of the application link, or let the Jira OAuth 1.0a Connect node create a key pair.',
		);
	const [, label, content = ''] = PEM.exec(text) ?? [];
	const kind = label ?? (text.includes('-----') ? text.slice(0, 80) : '');
	const repair = REPAIRS.find(([mark]) => mark.test(`${kind} ${encryptionOf(content)}`.trim()));
	if (repair !== undefined) throw badKey(repair[1]);
	if (label === undefined && text.includes('-----')) throw badKey(UNREADABLE);
	return fromDer(Buffer.from((label === undefined ? text : content).replace(/\s+/g, ''), 'base64'));
}

/** Old PEM files say inside that they are encrypted (RFC 1421). */
function encryptionOf(content: string): string {
	return content.includes('Proc-Type') ? 'ENCRYPTED' : '';
}

function fromDer(key: Buffer): KeyObject {
	const found = tryRead(key, 'pkcs8') ?? tryRead(key, 'pkcs1');
	if (found === undefined) throw badKey(UNREADABLE);
	if (found.asymmetricKeyType !== 'rsa')
		throw badKey('It is no RSA key. Make one: openssl genrsa -out jira.pem 2048.');
	return found;
}

function tryRead(key: Buffer, type: 'pkcs1' | 'pkcs8'): KeyObject | undefined {
	try {
		return createPrivateKey({ key, format: 'der', type });
	} catch {
		return undefined;
	}
}

/** The public half as a PEM file, which an administrator pastes into Jira. Throws `InputError` like `readPrivateKey`. */
export function publicKeyOf(privateKey: string): string {
	const key = createPublicKey(readPrivateKey(privateKey));
	return key.export({ format: 'pem', type: 'spki' }).toString().trim();
}

function badKey(message: string): InputError {
	return inputError(`The private key of the credential cannot be used. ${message}`, [
		{ field: 'Private Key', message },
	]);
}
