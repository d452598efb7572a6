import { isObject, textOf } from '../../model/decode';
import type { JiraIssue } from '../../model/issue';
import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';
import type { SourceRecord } from '../../model/record';
import type { ProjectVersion } from '../../model/version';
import type { SyncSettings } from '../../sync/mapping';
import { byName } from '../../sync/releases/plan';
import {
	decodeReleaseTable,
	releaseKey,
	versionsPropertyKey,
	type ReleaseTable,
} from '../../sync/releases/table';
import type { EngineContext } from '../context';

/** A record whose releases are spelt as Jira's versions. */
export interface VersionedRecord {
	readonly record: SourceRecord;
	readonly warnings: readonly string[];
}

/**
 * Puts the names of Jira's versions in the place of a record's releases (row V11): found by the ids that `syncReleases` stored, so
 * a renamed release still means its version. Versions and links are asked for once an execution and project. A release without a
 * version leaves the field as it is.
 */
export async function withVersionNames(
	{ tracker }: EngineContext,
	record: SourceRecord,
	{ projectKey }: JiraIssue,
	{ releaseAttribute: attribute, profile }: SyncSettings,
): Promise<VersionedRecord> {
	const raw = attribute === undefined ? undefined : own(record.values, attribute);
	if (attribute === undefined || raw === undefined) return { record, warnings: [] };
	const releases = (Array.isArray(raw) ? raw : [raw]).flatMap((entry) => releaseOf(entry) ?? []);
	if (releases.length === 0) return { record: withValue(record, attribute, []), warnings: [] };
	const versions = await tracker.versions(projectKey);
	const property = await tracker.knownProjectProperty(projectKey, versionsPropertyKey(profile));
	const reading = decodeReleaseTable(property);
	const table: ReleaseTable = reading.kind === 'table' ? reading.table : new Map();
	const found = releases.map((release) => versionOf(release, record, table, versions));
	const lost = releases.filter((_release, index) => found[index] === undefined);
	if (lost.length === 0)
		return {
			record: withValue(
				record,
				attribute,
				found.flatMap((name) => name ?? []),
			),
			warnings: [],
		};
	const { [attribute]: _left, ...values } = record.values;
	const ids = lost.map(({ id, name }) => name ?? id).join(', ');
	return {
		record: { ...record, values },
		warnings: [
			`${attribute}: Project ${projectKey} has no version for ${ids}, so the fix versions were left. Run "Sync Releases" for it first.`,
		],
	};
}

interface NamedRelease {
	readonly id: string;
	readonly name?: string;
	readonly parkingLot: boolean;
}

/** An id, or an object with `id`, `name` and `parking_lot`, as Aha! gives it. */
function releaseOf(raw: JsonValue): NamedRelease | undefined {
	const parts = isObject(raw) ? raw : { id: raw };
	const id = textOf(parts['id'])?.trim();
	if (id === undefined || id === '') return undefined;
	const name = textOf(parts['name']);
	return { id, parkingLot: parts['parking_lot'] === true, ...(name !== undefined && { name }) };
}

/** The name of the release's version; none for a parking lot, nothing when it has no version yet. */
function versionOf(
	{ id, name, parkingLot }: NamedRelease,
	{ system }: SourceRecord,
	table: ReleaseTable,
	versions: readonly ProjectVersion[],
): readonly string[] | undefined {
	if (parkingLot) return [];
	const link = table.get(releaseKey({ system, id }));
	if (link?.version === null) return [];
	const linked = versions.find((version) => version.id === link?.version);
	const found = linked ?? (name === undefined ? undefined : byName(name, versions));
	return found === undefined ? undefined : [found.name];
}

function withValue(
	record: SourceRecord,
	attribute: string,
	names: readonly string[],
): SourceRecord {
	return { ...record, values: { ...record.values, [attribute]: [...names] } };
}
