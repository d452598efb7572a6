/** A repeatable source of chance: mulberry32, numbers from 0 up to 1. */
export function createRandom(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Decides whose call goes next when several workers run at once, so that a history plays the same way every time. */
export interface Turns {
	/** Waits for a turn; outside of `runAll` there is nobody to wait for. */
	wait(): Promise<void>;
	/** Runs tasks side by side, one call at a time in an order that chance chooses. Tasks must not reject. */
	runAll(tasks: readonly (() => Promise<void>)[]): Promise<void>;
}

/** Event-loop rounds after which everybody who can run has come to the next call. */
const ROUNDS = 4;

export function createTurns(random: () => number): Turns {
	const waiting: (() => void)[] = [];
	let running = 0;
	return {
		wait: async () => {
			if (running > 0) await new Promise<void>((resolve) => waiting.push(resolve));
		},
		async runAll(tasks) {
			running = tasks.length;
			const done = tasks.map(async (task) => {
				await task();
				running -= 1;
			});
			while (running > 0) {
				for (let round = 0; round < ROUNDS; round += 1)
					await new Promise((resolve) => setImmediate(resolve));
				const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
				next?.();
			}
			await Promise.all(done);
		},
	};
}

/** Work that may fail as a workflow may: with an error. */
export async function safely(work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof Error)) throw error;
	}
}
