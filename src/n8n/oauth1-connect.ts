import { randomBytes } from 'node:crypto';
import type { IN8nHttpFullResponse, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { generatePrivateKey } from '../auth/key-pair';
import type { SignatureMoment } from '../auth/oauth1';
import { readPastedAnswer, type ConsentAnswer } from '../auth/oauth1-answer';
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
import { asError, InputError, inputError } from '../model/failure';
import { renderConnectPage, type ConnectPage } from './connect-page';
import { RSA_SIGNED } from './credentials';
import { networkRemedy } from './errors';
import {
	ANSWER_FIELD,
	connectedPage,
	CONNECTED_ALREADY,
	CREATE_FIELD,
	failurePage,
	KEY_PAGE,
	setupPage,
} from './oauth1-pages';
import { storeAccessToken, storePrivateKey } from './oauth1-store';
import { systemClock } from './system-clock';

const TIMEOUT_MS = 30_000;
/** Jira drops a request token after ten minutes. */
const PENDING_MS = 10 * 60_000;
/** In place of a callback: Jira shows a code (RFC 5849, section 2.1). */
const OUT_OF_BAND = 'oob';

/** The credential as the dance needs it. */
interface Consumer {
	readonly baseUrl: string;
	readonly consumerKey: string;
	/** Empty as long as there is none. */
	readonly privateKey: string;
	readonly isConnected: boolean;
}

/**
 * Answers the addresses of the Connect node: the one that a person opens and fills in, and the one that Jira sends the browser
 * back to. Every outcome is a page in words; no run is started.
 *
 * Whoever knows the address could connect an account of their own, so a credential that is connected stays as it is, a key is
 * never replaced, and an answer of Jira counts only for the request token that this node asked for last, once.
 */
export async function answerConnect(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const answer = await playStep(context);
		if (typeof answer === 'string') context.getResponseObject().redirect(302, answer);
		else showPage(context, 200, answer);
	} catch (error) {
		const words = error instanceof InputError ? error.message : UNKNOWN;
		showPage(context, 400, failurePage(words));
	}
	return { noWebhookResponse: true };
}

const UNKNOWN = 'Something went wrong; n8n may say more in its log.';

/** A page, or the address to go to. */
async function playStep(context: IWebhookFunctions): Promise<ConnectPage | string> {
	if (context.getMode() === 'manual') throw inputError(ONLY_ACTIVE);
	const consumer = await readConsumer(context);
	if (consumer.isConnected) return CONNECTED_ALREADY;
	if (context.getWebhookName() !== 'setup')
		return await finish(context, consumer, readCallback(context));
	const sent = fieldsOf(context.getBodyData());
	const pasted = sent(ANSWER_FIELD);
	if (pasted !== undefined) return await finish(context, consumer, readPastedAnswer(pasted));
	if (consumer.privateKey === '')
		return sent(CREATE_FIELD) === undefined ? KEY_PAGE : await createKey(context, consumer);
	const way = fieldsOf(context.getQueryData())('start');
	if (way === undefined) return showSetup(context, consumer);
	return way === 'code'
		? await startForCode(context, consumer)
		: await start(context, consumer, webhookUrl(context));
}

const ONLY_ACTIVE =
	'Activate the workflow and open the production URL of the node: Jira cannot come back to the test URL.';

function showSetup(context: IWebhookFunctions, consumer: Consumer): ConnectPage {
	return setupPage(consumer, publicKeyOf(consumer.privateKey), webhookUrl(context));
}

/** The private key goes from here into n8n's store and nowhere else. */
async function createKey(context: IWebhookFunctions, consumer: Consumer): Promise<ConnectPage> {
	const generated = await generatePrivateKey();
	const privateKey = await storePrivateKey(context, consumer.baseUrl, generated);
	return showSetup(context, { ...consumer, privateKey });
}

async function start(
	context: IWebhookFunctions,
	consumer: Consumer,
	callback: string,
): Promise<string> {
	const request = requestTokenRequest(consumer.baseUrl, consumer, callback, moment());
	const requestToken = await sendDance(context, request);
	const memory = context.getWorkflowStaticData('node');
	memory['pending'] = { requestToken, since: systemClock().now() };
	return authorizeUrl(consumer.baseUrl, requestToken);
}

/** Whether Jira takes `oob` is not documented, so a refusal has its own advice. */
async function startForCode(context: IWebhookFunctions, consumer: Consumer): Promise<string> {
	try {
		return await start(context, consumer, OUT_OF_BAND);
	} catch (error) {
		if (error instanceof InputError && error.message.includes('(parameter_rejected)'))
			throw inputError(
				'This Jira shows no codes. Start again with Continue to Jira; if your browser cannot come back, paste the address at which it ended.',
			);
		throw asError(error);
	}
}

async function finish(
	context: IWebhookFunctions,
	consumer: Consumer,
	{ token: given, verifier }: ConsentAnswer,
): Promise<ConnectPage> {
	const token = takePending(context, given);
	if (verifier === 'denied' || verifier === '')
		throw inputError(
			'The access was not allowed in Jira. Open the address of the node again and choose Allow.',
		);
	const request = accessTokenRequest(consumer.baseUrl, { ...consumer, token }, verifier, moment());
	return connectedPage(
		await storeAccessToken(context, consumer.baseUrl, await sendDance(context, request)),
	);
}

function readCallback(context: IWebhookFunctions): ConsentAnswer {
	const read = fieldsOf(context.getQueryData());
	return { token: read('oauth_token') ?? '', verifier: read('oauth_verifier') ?? '' };
}

/** The request token that this node waits for, which is then forgotten. Throws `InputError` when another one is given. */
function takePending(context: IWebhookFunctions, given: string | undefined): string {
	const memory = context.getWorkflowStaticData('node');
	const pending = isObject(memory['pending']) ? memory['pending'] : {};
	const token = textOf(pending['requestToken']);
	const age = systemClock().now() - Number(pending['since'] ?? 0);
	if (token === undefined || (given ?? token) !== token || age > PENDING_MS)
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

/** Reads texts of a query or of a form that was sent. */
function fieldsOf(fields: unknown): (name: string) => string | undefined {
	return (name) => (isObject(fields) ? textOf(fields[name]) : undefined);
}

/** Where Jira sends the browser back to. */
function webhookUrl(context: IWebhookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url === undefined) throw inputError('n8n gives this node no webhook address.');
	return url;
}

function showPage(context: IWebhookFunctions, status: number, page: ConnectPage): void {
	context
		.getResponseObject()
		.status(status)
		.set({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
		.send(renderConnectPage(page));
}
