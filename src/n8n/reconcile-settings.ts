import { recordKey } from '../engine/find-pairs';
import type { ReconcileSettings } from '../engine/reconcile-settings';
import type { Member } from './dead-letter';
import { readEnsureSettings, RECONCILE_LOOK_BACK_HOURS } from './ensure-settings';
import type { Parameters } from './parameters';
import { readSyncSettings } from './sync-settings';

const DEFAULT_MAX_CHANGES = 500;
const DEFAULT_MAX_PERCENT = 50;
const DEFAULT_CONCURRENCY = 4;
const MINUTE_MS = 60_000;

/** How Reconcile Many is set, and which of its records are tried again. */
export function readReconcileSettings(
	parameters: Parameters,
	members: readonly Member[],
): ReconcileSettings {
	const creates = parameters.choice('missingIssues', ['report', 'create']) === 'create';
	const startAt = parameters.text('options.startAt');
	const maxPairs = parameters.number('options.maxPairs', 0);
	const maxMs = parameters.number('options.maxMinutes', 0) * MINUTE_MS;
	const sync = readSyncSettings(parameters);
	const { hierarchy } = sync;
	return {
		sync,
		...(creates && {
			ensure: {
				...readEnsureSettings(parameters, RECONCILE_LOOK_BACK_HOURS),
				lookBack: 'always' as const,
				...(hierarchy && { hierarchy }),
			},
		}),
		retryParked: parameters.flag('options.retryParked'),
		dryRun: parameters.flag('options.dryRun'),
		brakes: {
			maxChanges: parameters.number('options.maxChanges', DEFAULT_MAX_CHANGES),
			maxPercent: parameters.number('options.maxPercent', DEFAULT_MAX_PERCENT),
			allowEmpty: parameters.flag('options.allowEmpty'),
		},
		concurrency: parameters.number('options.concurrency', DEFAULT_CONCURRENCY),
		limits: { ...(maxPairs > 0 && { maxPairs }), ...(maxMs > 0 && { maxMs }) },
		...(startAt !== '' && { startAt }),
		keepRank: parameters.flag('options.keepRank'),
		retries: new Map(
			members.flatMap(({ record, seen }) =>
				seen === undefined ? [] : [[recordKey(record), seen] as const],
			),
		),
	};
}
