import type { IDataObject, IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';
import { MYSELF_PATH } from '../auth/credential-test';
import { isObject, textOf } from '../model/decode';
import { inputError } from '../model/failure';
import { RSA_SIGNED } from './credentials';

/**
 * Puts a new access token into the stored credential of the node, and asks Jira whose it is; undefined when Jira does not say.
 *
 * A node cannot write a credential. n8n stores what the credential's `preAuthentication` answers, and that runs on the data
 * that is given with a request: here the new token.
 */
export async function storeAccessToken(
	context: IWebhookFunctions,
	baseUrl: string,
	grantedToken: string,
): Promise<string | undefined> {
	const { body } = await storeWith(context, baseUrl, { grantedToken });
	return isObject(body) ? (textOf(body['displayName']) ?? textOf(body['name'])) : undefined;
}

/**
 * Puts a new private key into the stored credential of the node, and answers with the key that is stored then. Nothing is sent
 * to Jira: the credential signs nothing before it has an access token.
 */
export async function storePrivateKey(
	context: IWebhookFunctions,
	baseUrl: string,
	generatedKey: string,
): Promise<string> {
	await storeWith(context, baseUrl, { generatedKey }).catch(() => undefined);
	const { privateKey } = await context.getCredentials(RSA_SIGNED);
	const stored = textOf(privateKey);
	if (stored !== undefined) return stored;
	throw inputError(
		'n8n did not store the key pair. If the field Private Key of the credential holds an expression, remove it; else paste a key of your own.',
	);
}

async function storeWith(
	context: IWebhookFunctions,
	baseUrl: string,
	news: IDataObject,
): Promise<IN8nHttpFullResponse> {
	const data = await context.getCredentials(RSA_SIGNED);
	const { id, name = '' } = context.getNode().credentials?.[RSA_SIGNED] ?? {};
	const answer: IN8nHttpFullResponse = await context.helpers.httpRequestWithAuthentication.call(
		context,
		RSA_SIGNED,
		{
			method: 'GET',
			url: `${baseUrl}${MYSELF_PATH}`,
			json: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		},
		{
			credentialsDecrypted: {
				id: id ?? '',
				name,
				type: RSA_SIGNED,
				data: { ...data, handshake: '', ...news },
			},
		},
	);
	return answer;
}
