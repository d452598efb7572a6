import { randomBytes } from 'node:crypto';
import type { IN8nHttpFullResponse, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { SignatureMoment } from '../auth/oauth1';
import {
	accessTokenRequest,
	authorizeUrl,
	readDanceToken,
	requestTokenRequest,
	type DanceRequest,
} from '../auth/oauth1-dance';
import { publicKeyOf } from '../auth/private-key';
import { normalizeBaseUrl } from '../jira/base-url';
import { isObject, textOf } from '../model/decode';
import { InputError, inputError } from '../model/failure';
import { renderConnectPage, type ConnectPage } from './connect-page';
import { RSA_SIGNED } from './credentials';
import { storeAccessToken } from './oauth1-store';
import { networkRemedy } from './errors';
import { systemClock } from './system-clock';

const TIMEOUT_MS = 30_000;
/** Jira drops a request token after ten minutes. */
const PENDING_MS = 10 * 60_000;

/** The credential as the dance needs it. */
interface Consumer {
	readonly baseUrl: string;
	readonly consumerKey: string;
	readonly privateKey: string;
	readonly isConnected: boolean;
}

/**
 * Answers the two addresses of the Connect node: the one that a person opens, and the one that Jira sends the browser back
 * to. Every outcome is a page in words; no run is started.
 *
 * Whoever knows the address could connect an account of their own, so a credential that is connected stays as it is, and a
 * callback counts only for the request token that this node asked for last, once.
 */
export async function answerConnect(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const answer = await playStep(context);
		if (typeof answer === 'string') context.getResponseObject().redirect(302, answer);
		else showPage(context, 200, answer);
	} catch (error) {
		showPage(context, 400, failurePage(error));
	}
	return { noWebhookResponse: true };
}

/** A page, or the address to go to. */
async function playStep(context: IWebhookFunctions): Promise<ConnectPage | string> {
	if (context.getMode() === 'manual') throw inputError(ONLY_ACTIVE);
	const consumer = await readConsumer(context);
	if (consumer.isConnected) return CONNECTED_ALREADY;
	if (context.getWebhookName() !== 'setup') return await finish(context, consumer);
	if (queryOf(context, 'start') === undefined) return setupPage(context, consumer);
	return await start(context, consumer);
}

const ONLY_ACTIVE =
	'Activate the workflow and open the production URL of the node: Jira cannot come back to the test URL.';

const CONNECTED_ALREADY: ConnectPage = {
	title: 'The credential is connected already',
	paragraphs: [
		'To connect another account, empty the field Access Token of the credential, save it, and open this address again.',
		'If you are done, deactivate the workflow with the Connect node.',
	],
};

function setupPage(context: IWebhookFunctions, consumer: Consumer): ConnectPage {
	return {
		title: 'Connect n8n to Jira',
		paragraphs: [
			`An administrator of ${consumer.baseUrl} enters the consumer key and the public key in the application link for n8n, under incoming authentication.`,
			'When that is done, go on: Jira asks you to allow the access, as the account with which you are logged in there.',
		],
		values: {
			'Consumer key': consumer.consumerKey,
			'Public key': publicKeyOf(consumer.privateKey),
			'Consumer callback URL': webhookUrl(context, 'default'),
		},
		link: { address: `${webhookUrl(context, 'setup')}?start=1`, text: 'Continue to Jira' },
	};
}

async function start(context: IWebhookFunctions, consumer: Consumer): Promise<string> {
	const callback = webhookUrl(context, 'default');
	const request = requestTokenRequest(consumer.baseUrl, consumer, callback, moment());
	const requestToken = await sendDance(context, request);
	const memory = context.getWorkflowStaticData('node');
	memory['pending'] = { requestToken, since: systemClock().now() };
	return authorizeUrl(consumer.baseUrl, requestToken);
}

async function finish(context: IWebhookFunctions, consumer: Consumer): Promise<ConnectPage> {
	const token = takePending(context, queryOf(context, 'oauth_token') ?? '');
	const verifier = queryOf(context, 'oauth_verifier') ?? '';
	if (verifier === 'denied' || verifier === '')
		throw inputError(
			'The access was not allowed in Jira. Open the address of the node again and choose Allow.',
		);
	const request = accessTokenRequest(consumer.baseUrl, { ...consumer, token }, verifier, moment());
	const name = await storeAccessToken(context, consumer.baseUrl, await sendDance(context, request));
	return {
		title: name === undefined ? 'Connected' : `Connected as ${name}`,
		paragraphs: [
			name === undefined
				? 'The access token is in the credential, but Jira did not say whose it is: test the credential.'
				: 'The access token is in the credential. Jira keeps it valid for five years.',
			'Deactivate the workflow with the Connect node: it is not needed any more.',
		],
	};
}

/** The request token that this node waits for, which is then forgotten. Throws `InputError` for any other. */
function takePending(context: IWebhookFunctions, token: string): string {
	const memory = context.getWorkflowStaticData('node');
	const pending = isObject(memory['pending']) ? memory['pending'] : {};
	const age = systemClock().now() - Number(pending['since'] ?? 0);
	if (token === '' || pending['requestToken'] !== token || age > PENDING_MS)
		throw inputError(
			'This answer of Jira does not belong to the last request of this node, or it took longer than ten minutes. Open the address of the node again.',
		);
	delete memory['pending'];
	return token;
}

async function readConsumer(context: IWebhookFunctions): Promise<Consumer> {
	const data = await context.getCredentials(RSA_SIGNED);
	const read = (name: string): string => (textOf(data[name]) ?? '').trim();
	if (read('consumerKey') === '')
		throw inputError('The consumer key of the credential is empty. Choose one, for example n8n.');
	return {
		baseUrl: normalizeBaseUrl(read('baseUrl')),
		consumerKey: read('consumerKey'),
		privateKey: read('privateKey'),
		isConnected: read('accessToken') !== '',
	};
}

async function sendDance(
	context: IWebhookFunctions,
	{ method, url, authorization }: DanceRequest,
): Promise<string> {
	const { statusCode, body } = await sendPlain(context, { method, url, authorization });
	return readDanceToken(statusCode, body);
}

/** Not through the credential's `authenticate`: there is no access token yet to sign with. */
async function sendPlain(
	context: IWebhookFunctions,
	{ method, url, authorization }: Pick<DanceRequest, 'method' | 'url' | 'authorization'>,
): Promise<IN8nHttpFullResponse> {
	try {
		return await context.helpers.httpRequest({
			method,
			url,
			headers: { authorization },
			encoding: 'text',
			timeout: TIMEOUT_MS,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
	} catch (error) {
		throw noAnswer(error);
	}
}

function noAnswer(error: unknown): InputError {
	const code = isObject(error) ? (textOf(error['code']) ?? '') : '';
	return inputError(`Jira did not answer. ${networkRemedy({ messages: [code] })}`);
}

function moment(): SignatureMoment {
	const timestamp = Math.floor(systemClock().now() / 1000);
	return { nonce: randomBytes(16).toString('hex'), timestamp };
}

function queryOf(context: IWebhookFunctions, name: string): string | undefined {
	const query: unknown = context.getQueryData();
	return isObject(query) ? textOf(query[name]) : undefined;
}

function webhookUrl(context: IWebhookFunctions, name: 'default' | 'setup'): string {
	const url = context.getNodeWebhookUrl(name);
	if (url === undefined) throw inputError('n8n gives this node no webhook address.');
	return url;
}

/** Only words of ours reach the page; anything else could hold a request with its header. */
function failurePage(error: unknown): ConnectPage {
	const words =
		error instanceof InputError
			? error.message
			: 'Something went wrong; n8n may say more in its log.';
	return { title: 'Not connected', paragraphs: [words] };
}

function showPage(context: IWebhookFunctions, status: number, page: ConnectPage): void {
	context
		.getResponseObject()
		.status(status)
		.set({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
		.send(renderConnectPage(page));
}
