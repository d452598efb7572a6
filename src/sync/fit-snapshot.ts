import { isObject } from '../model/decode';
import type { FieldSnapshot } from './field-snapshot';
import { encodeSnapshot, PROPERTY_LIMIT, type PairSnapshot } from './snapshot';
import { DIGEST_JSON, digestOf, shortDigest, type StoredValue } from './stored-value';
import { utf8Length } from './utf8-length';

/** Kept free for what a run notes after its plan, in bytes: where a walk through the workflow ended. */
const MARGIN = 512;

type Fields = Readonly<Record<string, FieldSnapshot>>;

/** A snapshot that Jira stores, and what had to be given up for it. */
export interface FittedSnapshot {
	readonly snapshot: PairSnapshot;
	readonly warnings: readonly string[];
}

/**
 * Makes a snapshot fit into a property (docs/design/snapshot.md, rows P1 to P5): notes of past conflicts go, long texts become digests, then lists, then all
 * digests short ones; what still does not fit gives up bases, fields that are no longer mapped first and the largest next. Equal
 * states give equal snapshots, so that a pair in step stays silent (law L5).
 */
export function fitSnapshot(
	snapshot: PairSnapshot,
	mapped: ReadonlySet<string>,
	digest: (text: string) => string,
): FittedSnapshot {
	const rest = utf8Length(JSON.stringify(encodeSnapshot({ ...snapshot, fields: {} })));
	const room = PROPERTY_LIMIT - MARGIN - rest;
	const isOld = (key: string): boolean => !mapped.has(key);
	let fields = snapshot.fields;
	for (const step of [
		dropNotes,
		(all: Fields) =>
			changeAll(all, (value) => (typeof value === 'string' ? digestOf(value, digest) : value)),
		(all: Fields) => changeAll(all, (value) => digestOf(value, digest)),
		(all: Fields) => shortenAll(all),
		(all: Fields) => giveUp(all, room, isOld, isSettled),
		(all: Fields) => giveUp(all, room, isOld, () => true),
		(all: Fields) => forget(all, room, isOld),
	]) {
		if (sizeOf(fields) <= room) break;
		fields = step(fields);
	}
	return { snapshot: { ...snapshot, fields }, warnings: warningsOf(fields, mapped) };
}

function warningsOf(fields: Fields, mapped: ReadonlySet<string>): readonly string[] {
	const gone = Object.keys(fields).filter((key) => fields[key]?.gone === true && mapped.has(key));
	return gone.length === 0
		? []
		: [
				`What both sides last shared of ${gone.join(', ')} does not fit into the issue property: where the sides differ, that is a conflict. Sync fewer fields in one profile.`,
			];
}

function sizeOf(fields: Fields): number {
	return utf8Length(JSON.stringify(fields));
}

/** What was disputed once is for people to read; the bases are what the next run needs. */
function dropNotes(fields: Fields): Fields {
	return Object.fromEntries(
		Object.entries(fields).map(([key, { disputed, ...field }]) => [
			key,
			disputed === undefined || disputed.kept === true ? field : { ...field, disputed },
		]),
	);
}

function changeAll(fields: Fields, change: (value: StoredValue) => StoredValue): Fields {
	const shorter = (value: StoredValue): StoredValue =>
		utf8Length(JSON.stringify(value)) > DIGEST_JSON ? change(value) : value;
	return changeValues(fields, shorter, (plain) => plain);
}

function shortenAll(fields: Fields): Fields {
	const short = (value: StoredValue): StoredValue =>
		isObject(value) && typeof value['#'] === 'string' ? { '#': shortDigest(value['#']) } : value;
	return changeValues(fields, short, shortDigest);
}

function changeValues(
	fields: Fields,
	change: (value: StoredValue) => StoredValue,
	changePlain: (digest: string) => string,
): Fields {
	return Object.fromEntries(
		Object.entries(fields).map(([key, field]) => {
			const { s, j, sent, parked, ...rest } = field;
			return [
				key,
				{
					...rest,
					...(s !== undefined && { s: change(s) }),
					...(j !== undefined && { j: change(j) }),
					...(sent && {
						sent: {
							...sent,
							v: change(sent.v),
							j: change(sent.j),
							...(sent.p !== undefined && { p: changePlain(sent.p) }),
						},
					}),
					...(parked && { parked: { ...parked, s: change(parked.s), j: change(parked.j) } }),
				},
			] as const;
		}),
	);
}

/** Nothing is on its way, and nothing is given up until a side changes. */
function isSettled({ sent, parked }: FieldSnapshot): boolean {
	return sent === undefined && parked === undefined;
}

/** Fields that are no longer mapped first, then the largest; their order is total. */
function inOrder(fields: Fields, isOld: (key: string) => boolean): readonly string[] {
	const weight = (key: string): number => utf8Length(JSON.stringify(fields[key] ?? null));
	return Object.keys(fields).sort(
		(left, right) =>
			Number(isOld(right)) - Number(isOld(left)) ||
			weight(right) - weight(left) ||
			(left < right ? -1 : 1),
	);
}

function giveUp(
	fields: Fields,
	room: number,
	isOld: (key: string) => boolean,
	mayGo: (field: FieldSnapshot) => boolean,
): Fields {
	const kept = { ...fields };
	let excess = sizeOf(fields) - room;
	for (const key of inOrder(fields, isOld)) {
		const field = kept[key];
		if (excess <= 0) break;
		if (field === undefined || field.gone === true || !mayGo(field)) continue;
		const marker: FieldSnapshot = { gone: true };
		excess -= utf8Length(JSON.stringify(field)) - utf8Length(JSON.stringify(marker));
		kept[key] = marker;
	}
	return kept;
}

/** Even the marks do not fit: such a field is then one that was just mapped. */
function forget(fields: Fields, room: number, isOld: (key: string) => boolean): Fields {
	let excess = sizeOf(fields) - room;
	const gone = inOrder(fields, isOld).filter((key) => {
		if (excess <= 0) return false;
		// Its comma goes as well; the braces stay.
		excess -= utf8Length(JSON.stringify({ [key]: fields[key] ?? null })) - 1;
		return true;
	});
	return Object.fromEntries(Object.entries(fields).filter(([key]) => !gone.includes(key)));
}
