/** Lets a bounded number of tasks run at once; the others wait in order. */
export interface Limiter {
	run<T>(task: () => Promise<T>): Promise<T>;
}

/** Limiter for at most `maxConcurrent` (1 or more) tasks. */
export function createLimiter(maxConcurrent: number): Limiter {
	let running = 0;
	const waiting: (() => void)[] = [];
	const enter = async (): Promise<void> => {
		if (running < maxConcurrent) running += 1;
		else await new Promise<void>((resolve) => waiting.push(resolve));
	};
	const leave = (): void => {
		const next = waiting.shift();
		if (next === undefined) running -= 1;
		else next();
	};
	return {
		async run(task) {
			await enter();
			try {
				return await task();
			} finally {
				leave();
			}
		},
	};
}
