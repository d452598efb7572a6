import { policyByTime } from '../../../src/sync/newer';
import { fieldsToDate, planSync } from '../../../src/sync/plan';
import { mapping, syncSettings } from '../../support/engine-world';
import { CONNECTED, stateOf } from '../../support/plan-state';

const NEWER = { onConflict: 'preferNewer', jira: 'summary' } as const;

describe('the newer value wins', () => {
	it.each`
		record       | jira         | policy            | words
		${2}         | ${1}         | ${'preferSource'} | ${'The record’s value is newer (record 1970-01-01T00:00:00.002Z, Jira 1970-01-01T00:00:00.001Z).'}
		${1}         | ${2}         | ${'preferJira'}   | ${'Jira’s value is newer (record 1970-01-01T00:00:00.001Z, Jira 1970-01-01T00:00:00.002Z).'}
		${2}         | ${2}         | ${'ask'}          | ${'Both sides were changed at the same time'}
		${undefined} | ${2}         | ${'ask'}          | ${'The record does not tell when it was changed'}
		${2}         | ${undefined} | ${'ask'}          | ${'The changelog does not tell when Jira’s value was changed'}
	`('record at $record, Jira at $jira: $policy', ({ record, jira, policy, words }) => {
		const times = jira === undefined ? {} : { summary: jira };

		expect(policyByTime(NEWER, record, times)).toEqual({
			policy,
			reason: expect.stringContaining(words),
		});
	});

	it('leaves every other policy alone', () => {
		expect(policyByTime({ onConflict: 'ask', jira: 'summary' }, 1, {})).toEqual({ policy: 'ask' });
	});

	it('L7: asks for times only where both sides changed and the record has one', () => {
		const settings = syncSettings([
			mapping('title', 'summary', { onConflict: 'preferNewer' }),
			mapping('text', 'description', { onConflict: 'preferJira' }),
		]);
		const base = { 'title>summary': { s: 'a', j: 'a' }, 'text>description': { s: 'a', j: 'a' } };
		const both = stateOf({ title: 'b', text: 'b' }, { summary: 'c', description: 'c' }, base);
		const one = stateOf({ title: 'b', text: 'b' }, { summary: 'a', description: 'c' }, base);
		const dated = { ...both, record: { ...both.record, updatedAt: 5 } };

		expect(fieldsToDate(dated, settings, CONNECTED)).toEqual(['summary']);
		expect(fieldsToDate(both, settings, CONNECTED)).toEqual([]);
		expect(
			fieldsToDate({ ...one, record: { ...one.record, updatedAt: 5 } }, settings, CONNECTED),
		).toEqual([]);
		expect(
			planSync({ ...dated, changed: { summary: 4 } }, settings, CONNECTED).decisions[
				'title>summary'
			],
		).toMatchObject({ kind: 'toJira', row: 'M5', conflict: true, reason: expect.any(String) });
	});
});
