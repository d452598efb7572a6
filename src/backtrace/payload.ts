import { isObject, type UnknownRecord } from '../model/decode';

/**
 * The error group inside an item: the item itself, its `body`, where n8n's Webhook node puts what was posted, or its `record`,
 * where the nodes of this package hand on the item that they worked on.
 */
export function payloadOf(json: unknown): UnknownRecord {
	const item = isObject(json) ? json : {};
	return find(item) ?? item;
}

function find(item: UnknownRecord): UnknownRecord | undefined {
	if (item['fingerprint'] !== undefined) return item;
	for (const inner of [item['body'], item['record']]) {
		const found = isObject(inner) ? find(inner) : undefined;
		if (found !== undefined) return found;
	}
	return undefined;
}
