import type { KeyedLock } from './ports';

/** A lock that lives in this process: work on one key runs one after the other, in the order it came. */
export function createKeyedLock(): KeyedLock {
	const tails = new Map<string, Promise<unknown>>();
	return {
		async run<T>(key: string, work: () => Promise<T>): Promise<T> {
			const before = tails.get(key) ?? Promise.resolve();
			// The next one waits for the end, not for success: a failure belongs to its own caller alone.
			const mine = before.then(work, work);
			const tail = mine.catch(() => undefined);
			tails.set(key, tail);
			try {
				return await mine;
			} finally {
				if (tails.get(key) === tail) tails.delete(key);
			}
		},
	};
}

/** Holds several keys at once. They are taken in one fixed order, so two callers never wait for each other in a ring. */
export async function runWithKeys<T>(
	lock: KeyedLock,
	keys: readonly string[],
	work: () => Promise<T>,
): Promise<T> {
	const ordered = [...new Set(keys)].sort();
	const nested = ordered.reduceRight<() => Promise<T>>(
		(inner, key) => async () => await lock.run(key, inner),
		work,
	);
	return await nested();
}
