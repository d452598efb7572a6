import type { JsonValue } from '../model/json';
import type { FieldValues } from '../model/record';
import { mappingKey } from './mapping';
import { isStored, type FieldSnapshot, type PairSnapshot } from './snapshot';

/** A snapshot after a delivery, and the fields whose value is now known to have been written. */
export interface Confirmation {
	readonly snapshot: PairSnapshot;
	/** Mapping keys. */
	readonly confirmed: readonly string[];
}

/**
 * Row W5: the workflow says that it wrote the source, so the base of each field is what was sent.
 *
 * Without it, arrival is known only when a later sync sees the value there. A person who puts the old value back before that
 * sync looks would be taken for a patch that never came, and the value would be handed out again over their edit.
 *
 * @param now milliseconds since the epoch; records that were read earlier may still show the value before (row W6)
 */
export function confirmSent(
	snapshot: PairSnapshot,
	delivered: FieldValues,
	digest: (text: string) => string,
	now: number,
): Confirmation {
	const confirmed: string[] = [];
	const fields = Object.entries(snapshot.fields).map(([key, state]) => {
		const { sent } = state;
		const value = deliveredValue(key, delivered);
		if (sent === undefined || value === undefined || !isStored(sent.v, value, digest))
			return [key, state] as const;
		confirmed.push(key);
		const next: FieldSnapshot = { s: sent.v, j: sent.j, at: now };
		return [key, next] as const;
	});
	return { snapshot: { ...snapshot, fields: Object.fromEntries(fields) }, confirmed };
}

/** The value that was delivered for a mapping; a key is `source>jira`, or the one name that both sides share. */
function deliveredValue(key: string, delivered: FieldValues): JsonValue | undefined {
	const name = Object.keys(delivered).find(
		(source) => key === source || key.startsWith(mappingKey({ source, jira: '' })),
	);
	return name === undefined ? undefined : delivered[name];
}
