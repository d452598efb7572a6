import { recordKey } from '../find-pairs';

/** The id inside a `recordKey`; nothing for a record of another system. */
export function recordIdIn(key: string, system: string): string | undefined {
	const prefix = recordKey({ system, id: '' });
	return key.startsWith(prefix) ? decodeURIComponent(key.slice(prefix.length)) : undefined;
}
