import type { JsonValue } from '../../model/json';
import type { ProjectVersion } from '../../model/version';

/** What may be set of a version; dates are `yyyy-MM-dd`, an empty description takes the one there is away. */
export interface VersionChanges {
	readonly name?: string;
	readonly description?: string;
	readonly startDate?: string;
	readonly releaseDate?: string;
	readonly released?: boolean;
	readonly archived?: boolean;
}

/** Numbers of issues; one may count twice. */
export interface VersionUse {
	readonly issues: number;
	readonly custom: number;
}

/** What of Jira releases need. Every method throws `ServiceError` or `InputError`. */
export interface VersionTracker {
	/** In the project's own order, as they are at this moment. */
	projectVersions(project: string): Promise<readonly ProjectVersion[]>;
	/** Needs the permission to administer the project, as all writing here does. */
	createVersion(
		project: string,
		version: VersionChanges & { readonly name: string },
	): Promise<ProjectVersion>;
	updateVersion(versionId: string, changes: VersionChanges): Promise<void>;
	/** How many issues have the version as fix or affected version (`issues`), or in a custom field (`custom`). */
	versionUse(versionId: string): Promise<VersionUse>;
	/** Deletes the version; issues that have it as fix or affected version get the other one in its place. */
	replaceVersion(versionId: string, otherId: string): Promise<void>;
	/** Keys of the project's properties; none where the account may not see them. */
	projectPropertyKeys(project: string): Promise<readonly string[]>;
	/** Nothing when the project has no such property, or the account may not see it. */
	projectProperty(project: string, key: string): Promise<JsonValue | undefined>;
	/** The same, asked for once in the life of the tracker. */
	knownProjectProperty(project: string, key: string): Promise<JsonValue | undefined>;
	deleteProjectProperty(project: string, key: string): Promise<void>;
	setProjectProperty(project: string, key: string, value: JsonValue): Promise<void>;
}
