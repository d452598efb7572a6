/** Time as a dependency: `Date.now` and timers never appear in the core. */
export interface Clock {
	/** Milliseconds since the epoch. */
	now(): number;
	sleep(milliseconds: number): Promise<void>;
}
