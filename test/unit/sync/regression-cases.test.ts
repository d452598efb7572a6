import cases from '../../fixtures/regression-cases.json';
import { judgeCase, type RegressionCase } from '../../support/regression-case';

const CASES = cases as unknown as readonly RegressionCase[];

/** What the table calls a verdict: why it stays, else its kind. */
function verdictOf(given: RegressionCase): readonly [verdict: string, reason: string] {
	const verdict = judgeCase(given);
	return [verdict.kind === 'stay' ? verdict.because : verdict.kind, verdict.reason];
}

describe('the table of recurrences', () => {
	it('holds every verdict, and every case once', () => {
		const names = CASES.map(({ source, why }) => `${source}: ${why}`);

		expect(CASES.length).toBeGreaterThanOrEqual(200);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(CASES.map(({ verdict }) => verdict))).toEqual(
			new Set([
				...['reopen', 'unknown', 'notResolved', 'finalResolution', 'noRule'],
				...['seenBefore', 'coveredByFix'],
			]),
		);
	});

	it.each(CASES)('$source: $why: $verdict', (given) => {
		expect(verdictOf(given)).toEqual([given.verdict, given.reason]);
	});

	it.each(CASES)('$source: $why: the reason is plain words for people', ({ reason }) => {
		expect(reason).toMatch(/^[A-Z].*\.$/);
		expect(reason).not.toMatch(/undefined|null|NaN|\[object|Invalid/);
	});
});
