/** A failure to play instead of, or after, the real answer. Status 0 breaks the connection. */
export interface PlannedFault {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: unknown;
	/** `processed`: the work is done, the answer is lost. Default `refused`. */
	readonly after?: 'refused' | 'processed';
	/** Only requests whose `METHOD path` matches. Default: any. */
	readonly matching?: RegExp;
}

/** Queue of failures: the first one that matches a request is used up by it. */
export interface Faults {
	plan(count: number, fault: PlannedFault): void;
	take(method: string, path: string): PlannedFault | undefined;
}

/** No faults planned yet. */
export function createFaults(): Faults {
	const planned: PlannedFault[] = [];
	return {
		plan: (count, fault) => {
			for (let index = 0; index < count; index += 1) planned.push(fault);
		},
		take: (method, path) => {
			const index = planned.findIndex(
				({ matching }) => matching === undefined || matching.test(`${method} ${path}`),
			);
			return index < 0 ? undefined : planned.splice(index, 1)[0];
		},
	};
}

/** Delay of answers. */
export interface Latency {
	set(milliseconds: number): void;
	wait(): Promise<void>;
}

/** No delay, but an answer still never comes in the same turn as its request. */
export function createLatency(): Latency {
	let delayMs = 0;
	return {
		set: (milliseconds) => {
			delayMs = milliseconds;
		},
		wait: () =>
			new Promise((resolve) => {
				if (delayMs > 0) setTimeout(resolve, delayMs);
				else setImmediate(resolve);
			}),
	};
}
