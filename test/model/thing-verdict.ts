/** What is wrong with the things of one kind, of one record, in the end. */
export interface ThingVerdict {
	/** What people did and neither side shows, nor any report. */
	readonly lost: readonly string[];
	/** The same, where no read could exclude it (docs/design/write-order.md, "The window"). */
	readonly raced: readonly string[];
	/** What one side shows twice. */
	readonly doubled: readonly string[];
	readonly disagreements: readonly string[];
}

export const NOTHING_WRONG: ThingVerdict = {
	lost: [],
	raced: [],
	doubled: [],
	disagreements: [],
};
