import { isObject } from '../model/decode';
import { jsonEqual, type JsonValue } from '../model/json';
import { own } from '../model/own';
import { canonicalFor, type Canonical } from './canonical';
import type { FieldSnapshot } from './field-snapshot';
import type { FieldMapping, SyncSettings } from './mapping';
import type { SyncState } from './plan';
import { readSides, type FieldSides } from './sides';
import { className, rowOfState } from './status';
import { isStored, storeValue, type StoredValue } from './stored-value';

interface Respelling {
	readonly mapping: FieldMapping;
	readonly settings: SyncSettings;
	readonly state: SyncState;
	readonly digest: (text: string) => string;
}

/**
 * The snapshot of a field as the present mapping spells it (docs/design/merge.md, rows X1 to X7). After the type of the field, its
 * text format or the status table has changed, a value that nobody touched is spelt otherwise than the base: taken for an edit, it
 * would be a conflict that nobody made, or overwrite the other side.
 */
export function respell(
	before: FieldSnapshot,
	sides: FieldSides,
	{ mapping, settings, state, digest }: Respelling,
): FieldSnapshot {
	// Asked only for a value that is spelt otherwise: a trip of a long text is dear.
	const old = (): FieldSides | undefined =>
		oldSides(before, sides, { mapping, settings, state, digest });
	const reread = (stored: StoredValue): JsonValue | undefined =>
		readAgain(stored, mapping, settings, state);
	const source = speller(sides.source, () => old()?.source, reread, digest);
	const jira = speller(sides.jira, () => old()?.jira, reread, digest);
	const { s, j, sent, parked } = before;
	return {
		...before,
		...(s !== undefined && { s: source(s) }),
		...(j !== undefined && { j: jira(j) }),
		...(sent && { sent: { ...sent, v: source(sent.v), j: jira(sent.j) } }),
		...(parked && { parked: { ...parked, s: source(parked.s), j: jira(parked.j) } }),
	};
}

/** Notes what the texts of a base that moved are written in. */
export function withFormat(
	next: FieldSnapshot,
	before: FieldSnapshot,
	{ plain }: FieldSides,
	{ textFormat = 'plain' }: FieldMapping,
): FieldSnapshot {
	if (plain === undefined || (next.s === before.s && next.j === before.j)) return next;
	const { f: _f, ...rest } = next;
	return textFormat === 'plain' || rest.s === undefined ? rest : { ...rest, f: textFormat };
}

/** Both sides as the mapping read them when the base was noted, where that was in another text format. */
function oldSides(
	{ f = 'plain', s }: FieldSnapshot,
	{ plain }: FieldSides,
	{ mapping, settings, state }: Respelling,
): FieldSides | undefined {
	const { textFormat = 'plain' } = mapping;
	if (plain === undefined || s === undefined || f === textFormat) return undefined;
	const { record, issue, found, texts } = state;
	const old = readSides({ ...mapping, textFormat: f }, settings, record, issue, found, texts);
	return 'kind' in old ? undefined : old;
}

function speller(
	present: Canonical,
	oldSide: () => Canonical | undefined,
	reread: (stored: StoredValue) => JsonValue | undefined,
	digest: (text: string) => string,
): (stored: StoredValue) => StoredValue {
	return (stored) => {
		if (present.kind !== 'value' || isStored(stored, present.value, digest)) return stored;
		const old = oldSide();
		const wasSo = old?.kind === 'value' && isStored(stored, old.value, digest);
		const again = wasSo ? present.value : reread(stored);
		return again !== undefined && jsonEqual(again, present.value)
			? storeValue(present.value, digest)
			: stored;
	};
}

/** A stored value as the present type of the field, or the present status table, reads it. */
function readAgain(
	stored: StoredValue,
	{ jira }: FieldMapping,
	{ status }: SyncSettings,
	{ issue }: SyncState,
): JsonValue | undefined {
	if (isObject(stored) && Object.hasOwn(stored, '#')) return undefined;
	if (jira === 'status') {
		const row = typeof stored === 'string' ? rowOfState(status, stored) : undefined;
		return row && className(row);
	}
	const schema = own(issue.schemas, jira);
	const isText = own(issue.richText?.values ?? {}, jira) !== undefined;
	if (jira === 'assignee' || isText || schema === undefined || schema.type === 'user')
		return undefined;
	const read = canonicalFor(schema, stored);
	return read.kind === 'value' ? read.value : undefined;
}
