import { isObject, textOf } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { utf8Length } from '../utf8-length';
import type { VersionFields } from './release';

/** Version of the format below. A reader that meets a higher one must not write. */
const TABLE_FORMAT = 1;

/** What a release and its version were last known to share; a description as its digest. */
export type ReleaseBase = VersionFields;

/** The version of one release. `version` is null for a release that has none on purpose (row V1). */
export interface ReleaseLink {
	readonly version: string | null;
	readonly base?: ReleaseBase;
}

/** By `releaseKey`. */
export type ReleaseTable = ReadonlyMap<string, ReleaseLink>;

export function releaseKey({
	system,
	id,
}: {
	readonly system: string;
	readonly id: string;
}): string {
	return `${encodeURIComponent(system)} ${encodeURIComponent(id)}`;
}

export type TableReading =
	| {
			readonly kind: 'table';
			readonly table: ReleaseTable;
			/** Digest of the unlinked versions that were found to belong to no release (row V12). */
			readonly checked?: string;
	  }
	| { readonly kind: 'newer' };

/** Reads the project property leniently: what is damaged is forgotten, and found again by its name. */
export function decodeReleaseTable(value: JsonValue | undefined): TableReading {
	if (!isObject(value)) return { kind: 'table', table: new Map() };
	const format = value['format'];
	if (typeof format === 'number' && format > TABLE_FORMAT) return { kind: 'newer' };
	const links = isObject(value['links']) ? value['links'] : {};
	const table = new Map(
		Object.entries(links).flatMap(([key, row]) => {
			const link = decodeLink(row);
			return link === undefined ? [] : [[key, link] as const];
		}),
	);
	const checked = textOf(value['checked']);
	return { kind: 'table', table, ...(checked !== undefined && { checked }) };
}

/** A row is short, since a property is: version, then the base in the order of `encodeLink`. */
function decodeLink(row: unknown): ReleaseLink | undefined {
	if (row === null) return { version: null };
	if (!Array.isArray(row)) return undefined;
	const [version, name, start, end, released, archived, description] = row as readonly unknown[];
	const id = textOf(version);
	if (id === undefined) return undefined;
	if (typeof name !== 'string') return { version: id };
	const base = {
		name,
		startDate: textOf(start) ?? null,
		releaseDate: textOf(end) ?? null,
		released: released === 1,
		archived: archived === 1,
		description: typeof description === 'string' ? description : null,
	};
	return { version: id, base };
}

function encodeLink({ version, base }: ReleaseLink): JsonValue {
	if (version === null) return null;
	if (base === undefined) return [version];
	const { name, startDate, releaseDate, released, archived, description } = base;
	return [version, name, startDate, releaseDate, released ? 1 : 0, archived ? 1 : 0, description];
}

/** Largest value of a property (Jira Cloud REST v3, setProjectProperty). */
const PROPERTY_LIMIT = 32_768;

/**
 * The value of the project property. Where it would not fit, the oldest releases give up their bases first, then their links: they
 * are found by name then, and their next difference is decided as at first sight.
 */
export function encodeReleaseTable(table: ReleaseTable, checked?: string): JsonValue {
	const rows = [...table];
	const sizeOf = ([key, link]: readonly [string, ReleaseLink]): number =>
		utf8Length(JSON.stringify({ [key]: encodeLink(link) }));
	let over = rows.reduce((sum, row) => sum + sizeOf(row), FRAME) - PROPERTY_LIMIT;
	const short = rows.map(([key, link]): readonly [string, ReleaseLink] => {
		if (over <= 0) return [key, link];
		const bare = { version: link.version };
		over -= sizeOf([key, link]) - sizeOf([key, bare]);
		return [key, bare];
	});
	const kept = short.filter((row) => {
		if (over <= 0) return true;
		over -= sizeOf(row);
		return false;
	});
	const links = Object.fromEntries(kept.map(([key, link]) => [key, encodeLink(link)]));
	return { format: TABLE_FORMAT, links, ...(checked !== undefined && { checked }) };
}

/** Characters around the rows, with room to spare. */
const FRAME = 64;

/** Property of a project that holds which version is which release's. */
export function versionsPropertyKey(profile: string): string {
	return `n8n-jira-sync.${profile}.versions`;
}
