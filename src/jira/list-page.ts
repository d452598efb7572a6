/** A part of a long list. */
export interface ListPage<Row> {
	readonly rows: readonly Row[];
	/** Where the next part starts; absent at the end. */
	readonly next?: number;
	/** Jira gave all there is at once, whatever part was asked for. */
	readonly isWhole?: boolean;
}
