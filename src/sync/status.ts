import type { IssueStatus, StatusCategory } from '../model/issue';

/**
 * One class of statuses. All states and statuses of a row count as equal, so "In Review" does not flap with
 * "In Progress"; the first of each list is the one that is written.
 */
export interface StatusRow {
	readonly source: readonly string[];
	/** Status names or ids. */
	readonly jira: readonly string[];
	/** Jira statuses that no row names fall into the first row with their category. */
	readonly category?: StatusCategory;
}

export interface StatusTable {
	readonly rows: readonly StatusRow[];
	/** Statuses that a walk through the workflow may pass; the rows' own statuses always may. */
	readonly via: readonly string[];
	/** Inputs for fields of transition screens, used only where the screen has the field, for example `resolution`. */
	readonly screenFields: Readonly<Record<string, string>>;
}

function same(left: string, right: string): boolean {
	return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function has(list: readonly string[], text: string): boolean {
	return list.some((entry) => same(entry, text));
}

/** The row of a state of the record. */
export function rowOfState(table: StatusTable, state: string): StatusRow | undefined {
	return table.rows.find((row) => has(row.source, state));
}

/** The row that names a Jira status, else the first row with its category. */
export function rowOfStatus(table: StatusTable, status: IssueStatus): StatusRow | undefined {
	return (
		table.rows.find((row) => isNamed(row, status)) ??
		table.rows.find((row) => row.category === status.category)
	);
}

function isNamed(row: StatusRow, status: IssueStatus): boolean {
	return row.jira.some((nameOrId) => isStatusOf(status, nameOrId));
}

/** Whether a table means this status by a name or an id. */
export function isStatusOf(status: IssueStatus, nameOrId: string): boolean {
	return status.id === nameOrId || same(nameOrId, status.name);
}

/** Name of the class: the state that would be written to the source. */
export function className(row: StatusRow): string | undefined {
	return row.source[0];
}
