import { generateKeyPair } from 'node:crypto';

/** What Atlassian's own guide makes: https://developer.atlassian.com/server/jira/platform/oauth/ */
const BITS = 2048;

/** A new RSA private key as a PEM file (PKCS#8); its public half is what `publicKeyOf` gives. */
export async function generatePrivateKey(): Promise<string> {
	return await new Promise((resolve, reject) => {
		generateKeyPair(
			'rsa',
			{
				modulusLength: BITS,
				publicKeyEncoding: { type: 'spki', format: 'pem' },
				privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
			},
			(error, _publicKey, privateKey) => {
				if (error === null) resolve(privateKey);
				else reject(error);
			},
		);
	});
}
