import { isFailure } from '../model/failure';
import type { EngineContext } from './context';
import type { ReconcileSettings } from './reconcile-settings';
import type { ReconciledPair, StopReason } from './reports';

/** Failures one after the other that are Jira's or the network's, not the pair's, before the run gives up. */
const OUTAGE = 5;

/** Says when a reconcile must not begin another pair (rows R8 to R11). Once stopped, it stays so. */
export interface Stops {
	/** Why no further pair may be begun; undefined while it may. */
	reason(): StopReason | undefined;
	/** How many of `most` pairs may be begun before one of them has ended. */
	allowance(most: number): number;
	/** A pair is begun. */
	begin(): void;
	/** A pair has ended. */
	note(pair: ReconciledPair): void;
}

/** Watches limits, the execution and Jira for one run that began at `startedAt` (milliseconds since the epoch). */
export function createStops(
	{ clock }: EngineContext,
	{ limits = {}, isCancelled }: ReconcileSettings,
	startedAt: number,
): Stops {
	const { maxPairs = Infinity, maxMs = Infinity } = limits;
	let stopped: StopReason | undefined;
	let begun = 0;
	let settled = 0;
	let outages = 0;
	const find = (): StopReason | undefined => {
		if (isCancelled?.() === true) return 'cancelled';
		if (settled >= maxPairs) return 'pairs';
		if (outages >= OUTAGE) return 'outage';
		// Every run gets on by one pair at least, however long the reading took.
		return begun > 0 && clock.now() - startedAt >= maxMs ? 'time' : undefined;
	};
	return {
		reason() {
			stopped ??= find();
			return stopped;
		},
		allowance: (most) => Math.min(most, maxPairs - settled),
		begin() {
			begun += 1;
		},
		note(pair) {
			const error = pair.kind === 'failed' ? pair.error : undefined;
			if (isFailure(error, 'authentication')) stopped ??= 'login';
			outages = isOutage(error) ? outages + 1 : 0;
			if (pair.kind === 'synced') settled += 1;
		},
	};
}

function isOutage(error: unknown): boolean {
	return isFailure(error, 'network') || isFailure(error, 'server') || isFailure(error, 'rateLimit');
}
