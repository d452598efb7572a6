import { isObject } from '../../model/decode';
import type { JsonValue } from '../../model/json';

/** How often an issue is handed out before it is given up (row I5). */
export const HAND_OUT_LIMIT = 3;

/** Property of an issue that holds how often it was handed out for a record of its own. */
export function importPropertyKey(profile: string): string {
	return `n8n-jira-sync.${profile}.import`;
}

/** How often the issue was handed out; what cannot be read counts as never. */
export function timesHandedOut(value: JsonValue | undefined): number {
	const count = isObject(value) ? value['count'] : undefined;
	return typeof count === 'number' && Number.isInteger(count) && count > 0 ? count : 0;
}

export function importNote(count: number): JsonValue {
	return { count };
}
