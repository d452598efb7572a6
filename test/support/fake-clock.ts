import type { Clock } from '../../src/model/clock';

/** Time that moves only when someone sleeps; `slept` is what a test asserts on. */
export function fakeClock(start = 0): Clock & { readonly slept: readonly number[] } {
	let now = start;
	const slept: number[] = [];
	return {
		slept,
		now: () => now,
		sleep: async (milliseconds) => {
			slept.push(milliseconds);
			now += milliseconds;
		},
	};
}
