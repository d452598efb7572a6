import type { IN8nHttpFullResponse, IWebhookFunctions } from 'n8n-workflow';
import { MYSELF_PATH } from '../auth/credential-test';
import { isObject, textOf } from '../model/decode';
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
				data: { ...data, handshake: '', grantedToken },
			},
		},
	);
	const { body } = answer;
	return isObject(body) ? (textOf(body['displayName']) ?? textOf(body['name'])) : undefined;
}
