import { own } from '../model/own';
import type { ConflictPolicy, FieldMapping } from './mapping';

/** When a field of an issue was last changed, by field id, in milliseconds since the epoch; absent where nothing tells. */
export type ChangeTimes = Readonly<Record<string, number>>;

/** A policy that needs no clock any more, and why it was chosen. */
export interface TimedPolicy {
	readonly policy: Exclude<ConflictPolicy, 'preferNewer'>;
	/** Words for the report; absent when the policy did not depend on times. */
	readonly reason?: string;
}

/**
 * "Prefer newer": the later edit wins, Jira's as its changelog dates the field, the record's as the record dates itself. Where
 * either time is unknown, or both are the same, nobody can say who was later, so nothing is moved.
 */
export function policyByTime(
	{ onConflict, jira }: Pick<FieldMapping, 'onConflict' | 'jira'>,
	recordTime: number | undefined,
	issueTimes: ChangeTimes,
): TimedPolicy {
	if (onConflict !== 'preferNewer') return { policy: onConflict };
	const jiraTime = own(issueTimes, jira);
	if (recordTime === undefined)
		return {
			policy: 'ask',
			reason:
				'The record does not tell when it was changed, so the newer value is unknown. Map its time of change, or choose another policy.',
		};
	if (jiraTime === undefined)
		return {
			policy: 'ask',
			reason:
				'The changelog does not tell when Jira’s value was changed, so the newer value is unknown.',
		};
	const times = `record ${isoTime(recordTime)}, Jira ${isoTime(jiraTime)}`;
	if (recordTime === jiraTime)
		return { policy: 'ask', reason: `Both sides were changed at the same time (${times}).` };
	return recordTime > jiraTime
		? { policy: 'preferSource', reason: `The record’s value is newer (${times}).` }
		: { policy: 'preferJira', reason: `Jira’s value is newer (${times}).` };
}

function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
