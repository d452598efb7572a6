import { setTimeout as sleep } from 'node:timers/promises';

/** How long to try, and how often. */
export interface Patience {
	/** Default 60,000: long enough for a busy machine. */
	readonly timeoutMs?: number;
	/** Default 150. */
	readonly everyMs?: number;
}

/**
 * Asks until the answer is not `undefined` and returns it. Rejects when time is up, naming what was awaited; an
 * answer that throws ends the wait at once.
 */
export async function waitFor<T>(
	what: string,
	ask: () => Promise<T | undefined> | T | undefined,
	{ timeoutMs = 60_000, everyMs = 150 }: Patience = {},
): Promise<T> {
	const deadline = performance.now() + timeoutMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (performance.now() > deadline)
			throw new Error(`gave up waiting for ${what} (${timeoutMs} ms)`);
		await sleep(everyMs);
	}
}
