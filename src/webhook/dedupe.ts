/** Ids of deliveries seen lately, oldest first. Plain data, so that it can be kept anywhere. */
export interface DeliveryLog {
	readonly ids: readonly string[];
}

/** Ids remembered by default: far more than Jira's retries of one delivery can be apart. */
export const DELIVERY_LOG_SIZE = 1_000;

export const EMPTY_DELIVERY_LOG: DeliveryLog = { ids: [] };

/**
 * Notes a delivery and tells whether it was there before. A saving, never the guarantee: the log may be lost, and whoever
 * acts on an event reads the state first.
 */
export function noteDelivery(
	log: DeliveryLog,
	deliveryId: string,
	size = DELIVERY_LOG_SIZE,
): { readonly log: DeliveryLog; readonly seen: boolean } {
	if (log.ids.includes(deliveryId)) return { log, seen: true };
	return { log: { ids: [...log.ids, deliveryId].slice(-size) }, seen: false };
}

/** Takes a delivery out again: it could not be dealt with, and may come once more. */
export function forgetDelivery(log: DeliveryLog, deliveryId: string): DeliveryLog {
	return { ids: log.ids.filter((id) => id !== deliveryId) };
}
