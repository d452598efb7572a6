import type { JsonValue } from '../../src/model/json';

export type Values = Readonly<Record<string, JsonValue>>;

/** A comment of a record. Times are in milliseconds since the epoch. */
export interface StoredComment {
	readonly id: string;
	/** `API` for what a client wrote. */
	readonly author: string;
	readonly text: string;
	readonly createdAt: number;
	readonly updatedAt: number;
}

/** A record as the system keeps it. */
export interface StoredRecord {
	readonly id: string;
	readonly values: Values;
	/** In the order in which they were made. */
	readonly comments: readonly StoredComment[];
	/** Milliseconds since the epoch. */
	readonly updatedAt: number;
}
