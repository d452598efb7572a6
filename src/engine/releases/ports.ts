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
	/** Nothing when the project has no such property, or the account may not see it. */
	projectProperty(project: string, key: string): Promise<JsonValue | undefined>;
	/** The same, asked for once in the life of the tracker. */
	knownProjectProperty(project: string, key: string): Promise<JsonValue | undefined>;
	setProjectProperty(project: string, key: string, value: JsonValue): Promise<void>;
}
