import { isObject, textOf } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';
import type { FieldValues } from '../../model/record';

/** What a release and a version have in common. Dates are `yyyy-MM-dd`. */
export interface VersionFields {
	readonly name: string;
	readonly description: string | null;
	readonly startDate: string | null;
	readonly releaseDate: string | null;
	readonly released: boolean;
	readonly archived: boolean;
}

/** A release of the source. What it does not say of its version is left alone. */
export interface Release {
	readonly system: string;
	/** Its id in its system; never empty. */
	readonly id: string;
	readonly fields: Partial<VersionFields> & Pick<VersionFields, 'name'>;
	/** A place for ideas without a date: never a version (row V1). */
	readonly parkingLot: boolean;
	/** Id of the version that the release itself names, if it names one. */
	readonly versionId?: string;
}

/** Names of the attributes that a release is read from. */
export type ReleaseAttributes = Readonly<
	Record<keyof VersionFields | 'parkingLot' | 'versionId', string>
>;

/** As Aha! names them. */
export const AHA_ATTRIBUTES: ReleaseAttributes = {
	name: 'name',
	description: 'description',
	startDate: 'start_date',
	releaseDate: 'release_date',
	released: 'released',
	archived: 'archived',
	parkingLot: 'parking_lot',
	versionId: 'version_id',
};

export type ReleaseReading =
	| { readonly kind: 'release'; readonly release: Release }
	| { readonly kind: 'problem'; readonly problem: string };

/** The longest name of a version (Jira Cloud REST v3, createVersion). */
const NAME_LIMIT = 255;
/** In bytes on Jira's side; characters of any kind fit. */
const DESCRIPTION_LIMIT = 4_000;

/** Reads a release; a date or a flag that cannot be read is a problem, since writing less than is meant would look like a success. */
export function readRelease(
	ends: Pick<Release, 'system' | 'id'>,
	values: FieldValues,
	names: ReleaseAttributes,
): ReleaseReading {
	const raw = (name: keyof ReleaseAttributes): JsonValue | undefined => own(values, names[name]);
	const parkingLot = raw('parkingLot') === true;
	const name = textOf(raw('name'))?.replace(/\s+/g, ' ').trim();
	if (name === undefined || name === '') return problem(`It has no "${names.name}".`);
	const [start, end] = [readDay(raw('startDate')), readDay(raw('releaseDate'))];
	if (start === 'unreadable') return problem(notADay(names.startDate, raw('startDate')));
	if (end === 'unreadable') return problem(notADay(names.releaseDate, raw('releaseDate')));
	const [released, archived] = [raw('released'), raw('archived')];
	const description = raw('description');
	const versionId = textOf(raw('versionId'))?.trim();
	const fields = {
		name: name.slice(0, NAME_LIMIT),
		...(description !== undefined && {
			description: textOf(description)?.trim().slice(0, DESCRIPTION_LIMIT) || null,
		}),
		...(start !== undefined && { startDate: start }),
		...(end !== undefined && { releaseDate: end }),
		...(typeof released === 'boolean' && { released }),
		...(typeof archived === 'boolean' && { archived }),
	};
	const link = versionId === undefined || versionId === '' ? {} : { versionId };
	return { kind: 'release', release: { ...ends, fields, parkingLot, ...link } };
}

function problem(text: string): ReleaseReading {
	return { kind: 'problem', problem: text };
}

function notADay(name: string, value: JsonValue | undefined): string {
	const shown = isObject(value) ? 'an object' : String(value);
	return `"${name}" is no date: ${shown}. Give it as yyyy-MM-dd.`;
}

/** The day of a date or a time, as it is written there; `null` when empty. */
function readDay(value: JsonValue | undefined): string | null | undefined | 'unreadable' {
	if (value === undefined) return undefined;
	const text = typeof value === 'string' ? value.trim() : undefined;
	if (value === null || text === '') return null;
	const day = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text ?? '')?.[1];
	return day === undefined || Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? 'unreadable' : day;
}
