import { isObject } from '../model/decode';
import { jsonEqual, type JsonValue } from '../model/json';

/** Texts up to this length are stored as they are, longer ones as digests. */
const SHORT_TEXT = 120;

/** Lists and objects up to this length of JSON are stored whole. */
const LONG_LIST = 4_000;

/** A value as the snapshot stores it: itself, or the digest of a long one. */
export type StoredValue = JsonValue | { readonly '#': string };

/** Stores short texts as they are and long ones as digests. Lists stay whole: a set merge needs their elements. */
export function storeValue(
	value: JsonValue,
	digest: (text: string) => string,
	longest = SHORT_TEXT,
): StoredValue {
	if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
	const text = textForm(value);
	// An object that looks like a digest is stored as one, so that it is not taken for the digest of something else.
	if (isObject(value) && Object.hasOwn(value, '#')) return { '#': digest(text) };
	const limit = typeof value === 'string' ? longest : LONG_LIST;
	return text.length <= limit ? value : { '#': digest(text) };
}

/** Is the present value the stored one? Holds for either form of storing. */
export function isStored(
	stored: StoredValue | undefined,
	value: JsonValue,
	digest: (text: string) => string,
): boolean {
	if (stored === undefined) return false;
	const known = knownDigest(stored);
	return known === undefined
		? jsonEqual(stored, value)
		: isDigestOf(known, textForm(value), digest);
}

/** Whether two stored values stand for one value, in whatever form each of them is. */
export function sameStored(
	left: StoredValue,
	right: StoredValue,
	digest: (text: string) => string,
): boolean {
	const [a, b] = [knownDigest(left), knownDigest(right)];
	if (a !== undefined && b !== undefined) return shortDigest(a) === shortDigest(b);
	return a === undefined ? isStored(right, left, digest) : isStored(left, right, digest);
}

/** Digests are stored at least this long, in characters: 48 bits, so that no edit is missed by chance. */
const SHORTEST = 12;

/** Length of a digest as the snapshot stores it at first, in characters of JSON: `{"#":"…"}` with 32 of them. */
export const DIGEST_JSON = 40;

/** The shorter form of a digest, for a snapshot that would not fit else. */
export function shortDigest(digest: string): string {
	return digest.slice(0, SHORTEST);
}

/** Whether a stored digest, short or whole, is the one of a text. */
export function isDigestOf(
	stored: string,
	text: string,
	digest: (text: string) => string,
): boolean {
	return stored.length >= SHORTEST && digest(text).startsWith(stored);
}

/** The digest of a stored value that is none yet. */
export function digestOf(value: StoredValue, digest: (text: string) => string): StoredValue {
	return knownDigest(value) === undefined ? { '#': digest(textForm(value)) } : value;
}

function knownDigest(stored: StoredValue): string | undefined {
	return isObject(stored) && typeof stored['#'] === 'string' ? stored['#'] : undefined;
}

function textForm(value: JsonValue): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}
