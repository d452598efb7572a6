import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { isSecret, webhookIdentity } from '../auth/webhook-secret';
import type { ChangeEvent } from '../model/change-event';
import { isObject, textOf, toJson } from '../model/decode';
import { asError } from '../model/failure';
import { forgetDelivery } from '../webhook/dedupe';
import { receiveJiraDelivery, type Delivery, type DeliveryProof } from '../webhook/receive';
import { readClientSecret, readTriggerSecrets, webhookRight } from './credentials';
import { deliveryLogs } from './process-state';
import { eventJson } from './trigger-events';
import { systemClock } from './system-clock';
import { isInScope } from './trigger-scope';
import { SECRET_PARAMETER, UNFILTERED_PARAMETER } from './trigger-own-hook';
import { readTriggerSettings, type TriggerSettings } from './trigger-settings';

/**
 * Answers one delivery: 200 when a run was started, 200 with the reason when there is nothing to do (Jira would send an error
 * again), 401 when it does not prove where it comes from, 400 when it is not JSON.
 */
export async function answerDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const delivery = await readDelivery(context);
	const url = context.getNodeWebhookUrl('default') ?? '';
	const settings = readTriggerSettings(context);
	const webhook = webhookIdentity(url);
	const { status, reason, events, log } = receiveJiraDelivery(
		delivery,
		await proofOf(context, delivery, settings, url),
		settings,
		deliveryLogs.get(webhook),
	);
	deliveryLogs.set(webhook, log);
	if (status !== 200) context.logger.warn(`Jira Sync Trigger refused a delivery: ${reason ?? ''}`);
	const [event] = events;
	if (event === undefined) return answer(context, status, reason);
	if (!(await isWanted(context, event, settings, webhook)))
		return answer(context, 200, 'The issue does not match the filter of the trigger.');
	const items = events.map((event) => ({
		json: toJson(eventJson(event, settings.includeBody)) as IDataObject,
	}));
	return { workflowData: [items] };
}

/** When Jira cannot be asked, the delivery counts as not seen: n8n answers with an error, and Jira Cloud sends it again. */
async function isWanted(
	context: IWebhookFunctions,
	event: ChangeEvent,
	settings: TriggerSettings,
	webhook: string,
): Promise<boolean> {
	const query: unknown = context.getQueryData();
	const isFiltered = !(isObject(query) && Object.hasOwn(query, UNFILTERED_PARAMETER));
	try {
		return await isInScope(context, event, settings, isFiltered);
	} catch (error) {
		const { deliveryId = '' } = event;
		deliveryLogs.set(webhook, forgetDelivery(deliveryLogs.get(webhook), deliveryId));
		throw asError(error);
	}
}

function answer(context: IWebhookFunctions, status: number, reason = ''): IWebhookResponseData {
	const body = status === 200 ? { ignored: reason } : { error: reason };
	context.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
}

/**
 * Deliveries to the webhook of an app prove themselves by their token alone. Else a signature counts before all, and a secret
 * in the address is for servers that do not sign.
 */
async function proofOf(
	context: IWebhookFunctions,
	{ headers }: Delivery,
	{ registration }: TriggerSettings,
	url: string,
): Promise<DeliveryProof> {
	if (registration === 'automatic' && webhookRight(context) === 'app') {
		const clientSecret = await readClientSecret(context);
		return { kind: 'token', clientSecret, now: systemClock().now() };
	}
	const { secrets } = await readTriggerSecrets(context, url);
	const query: unknown = context.getQueryData();
	const given = isObject(query) ? textOf(query[SECRET_PARAMETER]) : undefined;
	if (headers['x-hub-signature'] !== undefined || given === undefined)
		return { kind: 'signature', secrets };
	return { kind: 'elsewhere', accepted: isSecret(given, secrets) };
}

/** n8n keeps the raw bytes beside the parsed body; for some content types only when they are asked for. */
async function readDelivery(context: IWebhookFunctions): Promise<Delivery> {
	const request = context.getRequestObject();
	if (!Buffer.isBuffer(request.rawBody)) await request.readRawBody();
	const rawBody = Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0);
	const headers = Object.fromEntries(
		Object.entries(context.getHeaderData()).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
		),
	);
	return { rawBody, headers };
}
