import type { ReconcileProgress } from '../engine/reconcile-settings';
import type { Clock } from '../model/clock';

/** People look now and then; a line for each pair would drown the log of n8n. */
const EVERY_MS = 5_000;

/** Hands progress on in words, at most once in five seconds. */
export function throttledProgress(
	clock: Pick<Clock, 'now'>,
	say: (words: string) => void,
): (progress: ReconcileProgress) => void {
	let last = clock.now();
	return ({ phase, done, total }) => {
		const now = clock.now();
		if (now - last < EVERY_MS) return;
		last = now;
		say(
			phase === 'reading'
				? `Reconcile: ${done} of ${total} records looked up in Jira`
				: `Reconcile: ${done} of ${total} pairs that differ worked on`,
		);
	};
}
