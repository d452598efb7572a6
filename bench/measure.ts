import type { JiraSite } from '../simulators/jira/site';

/** What one run cost. */
export interface Cost {
	readonly reads: number;
	readonly writes: number;
	readonly issues: number;
	readonly milliseconds: number;
}

/** Counts the requests of a piece of work and the issues that it made, and takes its time. */
export async function measure(site: JiraSite, work: () => Promise<void>): Promise<Cost> {
	site.clearRequests();
	const before = site.issues().length;
	const start = performance.now();
	await work();
	const milliseconds = Math.round(performance.now() - start);
	const reads = site.requests.filter(({ kind }) => kind === 'read').length;
	const writes = site.requests.length - reads;
	return { reads, writes, issues: site.issues().length - before, milliseconds };
}

/** Ours beside n8n's built-in Jira node, in the same run against the same Jira. */
export interface Comparison {
	readonly name: string;
	readonly ours: Cost;
	readonly builtIn: Cost;
	/** Requests of the built-in node for each of ours. */
	readonly requestRatio: number;
	/** Time of the built-in node for each unit of ours; machines are noisy, so never a test. */
	readonly timeRatio: number;
}

export function compare(name: string, ours: Cost, builtIn: Cost): Comparison {
	const requests = (cost: Cost) => cost.reads + cost.writes;
	return {
		name,
		ours,
		builtIn,
		requestRatio: round(requests(builtIn) / Math.max(1, requests(ours))),
		timeRatio: round(builtIn.milliseconds / Math.max(1, ours.milliseconds)),
	};
}

/** To two places. */
export function round(value: number): number {
	return Math.round(value * 100) / 100;
}

/** How long a piece of work takes: the best of so many rounds, but of fewer when they take longer than allowed. */
export function bestMilliseconds(work: () => void, rounds: number, mostMs: number): number {
	let best = Infinity;
	const begin = performance.now();
	for (let count = 0; count < rounds && performance.now() - begin < mostMs; count += 1) {
		const start = performance.now();
		work();
		best = Math.min(best, performance.now() - start);
	}
	return best;
}

/** How often a pure function runs in a second: the best of several rounds. */
export function perSecond(work: () => void, roundMs = 200, rounds = 5): number {
	let best = 0;
	for (let round = 0; round < rounds; round += 1) {
		const start = performance.now();
		let runs = 0;
		while (performance.now() - start < roundMs) {
			work();
			runs += 1;
		}
		best = Math.max(best, (runs * 1_000) / (performance.now() - start));
	}
	return Math.round(best);
}
