import type { JiraIssue } from '../../model/issue';
import type { IssueRead } from '../ports';

/** An issue type of a project, each by name or id. */
export interface TypeAt {
	readonly project: string;
	readonly issueType: string;
}

/** How one issue can hang below another, by their types (rows H1 to H5). */
export type ParentPlace =
	{ readonly kind: 'field'; readonly field: string } | { readonly kind: 'link' };

/** What of Jira the hierarchy of issues needs. Every method throws `ServiceError` or `InputError`. */
export interface ParentTracker {
	/** Ids of the fields that hold an issue's parent. */
	parentFields(): Promise<readonly string[]>;
	/** Throws `InputError` where one can neither be below nor be linked to the other. */
	parentPlace(child: TypeAt, parent: TypeAt): Promise<ParentPlace>;
	/** Id of the field that holds the parent of issues of the type. Throws `InputError` when this Jira has none. */
	parentField(child: TypeAt): Promise<string>;
	/** Whether issues of the type cannot be without a parent. */
	isSubtask(type: TypeAt): Promise<boolean>;
	/** Issues by key, a hundred a search; what is not there, or hidden, is left out. */
	readIssues(keys: readonly string[], read: IssueRead): Promise<readonly JiraIssue[]>;
	/** Links two issues by a type of that name. Jira keeps one link for the same two and type, however often it is asked. */
	linkIssues(typeName: string, issueId: string, otherKey: string): Promise<void>;
	/** Removes the links of that type between two issues. */
	unlinkIssues(typeName: string, issueId: string, otherKey: string): Promise<void>;
}
