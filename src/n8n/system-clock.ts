import { sleep } from 'n8n-workflow';
import type { Clock } from '../model/clock';
import { inputError } from '../model/failure';

/** Waits are cut into pieces of this length, so that stopping an execution does not wait for the end of a long one. */
const SLICE_MS = 500;

/** The clock of this machine; `signal` ends waiting when the execution is stopped. */
export function systemClock(signal?: AbortSignal): Clock {
	return {
		now: () => Date.now(),
		async sleep(milliseconds) {
			for (let left = milliseconds; left > 0; left -= SLICE_MS) {
				if (signal?.aborted === true) throw inputError('The execution was stopped.');
				await sleep(Math.min(left, SLICE_MS));
			}
		},
	};
}
