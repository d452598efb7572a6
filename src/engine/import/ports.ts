import type { JiraIssue } from '../../model/issue';
import type { IssueRead } from '../ports';

/** Which of the issues of a query are looked at. */
export interface CreatedFilter {
	/** Milliseconds since the epoch. */
	readonly since?: number;
	/** Those of this account as well. */
	readonly includeOwn: boolean;
}

export interface ImportTracker {
	/** Issues that match, the oldest first, up to the limit. Throws `ServiceError` or `InputError`. */
	searchCreated(
		jql: string,
		filter: CreatedFilter,
		read: IssueRead,
		limit: number,
	): Promise<readonly JiraIssue[]>;
}
