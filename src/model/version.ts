/** A version of a Jira project. */
export interface ProjectVersion {
	readonly id: string;
	readonly name: string;
	readonly released: boolean;
	readonly archived: boolean;
	/** `yyyy-MM-dd`, if set. */
	readonly startDate?: string;
	/** `yyyy-MM-dd`, if set. */
	readonly releaseDate?: string;
	readonly description?: string;
}
