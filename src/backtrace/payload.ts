import { isObject, type UnknownRecord } from '../model/decode';

/** The error group inside an item: the item itself, or its `body`, where n8n's Webhook node puts what was posted. */
export function payloadOf(json: unknown): UnknownRecord {
	const item = isObject(json) ? json : {};
	const body = item['body'];
	return item['fingerprint'] === undefined && isObject(body) ? body : item;
}
