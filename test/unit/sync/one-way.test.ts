import { applyPolicies, mergeField, type MergeRules } from '../../../src/sync/merge';

/** The tables of docs/design/merge.md, written out: every direction, rule and blank. */
type Kind = 'toJira' | 'toSource' | 'converged' | 'left' | 'conflict' | 'unchanged';

const DIRECTIONS = ['both', 'toJira', 'toSource'] as const;
const FILLED = { source: false, jira: false };
const NO_SOURCE = { source: true, jira: false };
const NO_JIRA = { source: false, jira: true };
const FIRST = { first: true, source: false, jira: false, equal: false };

const rules = (changes: Partial<MergeRules>): MergeRules => ({
	direction: 'both',
	onConflict: 'ask',
	onLinking: 'source',
	againstDirection: 'leave',
	...changes,
});

const J = 'toJira';
const S = 'toSource';
const N = 'converged';

describe('M6: the source of truth on linking', () => {
	it.each`
		onLinking       | direction     | filled | noSource | noJira | enforced | enforcedNoSource | enforcedNoJira
		${'source'}     | ${'both'}     | ${J}   | ${J}     | ${J}   | ${J}     | ${J}             | ${J}
		${'source'}     | ${'toJira'}   | ${J}   | ${J}     | ${J}   | ${J}     | ${J}             | ${J}
		${'source'}     | ${'toSource'} | ${N}   | ${N}     | ${N}   | ${S}     | ${S}             | ${S}
		${'jira'}       | ${'both'}     | ${S}   | ${S}     | ${S}   | ${S}     | ${S}             | ${S}
		${'jira'}       | ${'toJira'}   | ${N}   | ${N}     | ${N}   | ${J}     | ${J}             | ${J}
		${'jira'}       | ${'toSource'} | ${S}   | ${S}     | ${S}   | ${S}     | ${S}             | ${S}
		${'fillBlanks'} | ${'both'}     | ${N}   | ${S}     | ${J}   | ${N}     | ${S}             | ${J}
		${'fillBlanks'} | ${'toJira'}   | ${N}   | ${N}     | ${J}   | ${N}     | ${N}             | ${J}
		${'fillBlanks'} | ${'toSource'} | ${N}   | ${S}     | ${N}   | ${N}     | ${S}             | ${N}
	`('$onLinking, $direction', ({ onLinking, direction, ...wanted }) => {
		const given = { onLinking, direction } as Partial<MergeRules>;
		const kind = (blank: typeof FILLED, againstDirection: 'leave' | 'enforce'): Kind =>
			applyPolicies(mergeField(FIRST), rules({ ...given, againstDirection }), blank).kind;

		expect({
			filled: kind(FILLED, 'leave'),
			noSource: kind(NO_SOURCE, 'leave'),
			noJira: kind(NO_JIRA, 'leave'),
			enforced: kind(FILLED, 'enforce'),
			enforcedNoSource: kind(NO_SOURCE, 'enforce'),
			enforcedNoJira: kind(NO_JIRA, 'enforce'),
		}).toEqual(wanted);
	});
});

describe('M3, M4, M7: an edit on one side', () => {
	it.each`
		direction     | edited      | leave     | enforce
		${'both'}     | ${'source'} | ${J}      | ${J}
		${'both'}     | ${'jira'}   | ${S}      | ${S}
		${'toJira'}   | ${'source'} | ${J}      | ${J}
		${'toJira'}   | ${'jira'}   | ${'left'} | ${J}
		${'toSource'} | ${'source'} | ${'left'} | ${S}
		${'toSource'} | ${'jira'}   | ${S}      | ${S}
	`('$direction, edited in the $edited', ({ direction, edited, leave, enforce }) => {
		const merged = mergeField({
			first: false,
			source: edited === 'source',
			jira: edited === 'jira',
			equal: false,
		});
		const kind = (againstDirection: 'leave' | 'enforce'): Kind =>
			applyPolicies(merged, rules({ direction, againstDirection }), FILLED).kind;

		expect([kind('leave'), kind('enforce')]).toEqual([leave, enforce]);
	});
});

describe('M5, M7: edits on both sides', () => {
	it.each`
		direction     | onConflict        | leave         | enforce
		${'both'}     | ${'ask'}          | ${'conflict'} | ${'conflict'}
		${'both'}     | ${'preferSource'} | ${J}          | ${J}
		${'both'}     | ${'preferJira'}   | ${S}          | ${S}
		${'toJira'}   | ${'ask'}          | ${'conflict'} | ${'conflict'}
		${'toJira'}   | ${'preferSource'} | ${J}          | ${J}
		${'toJira'}   | ${'preferJira'}   | ${'left'}     | ${J}
		${'toSource'} | ${'ask'}          | ${'conflict'} | ${'conflict'}
		${'toSource'} | ${'preferSource'} | ${'left'}     | ${S}
		${'toSource'} | ${'preferJira'}   | ${S}          | ${S}
	`('$direction, $onConflict', ({ direction, onConflict, leave, enforce }) => {
		const merged = mergeField({ first: false, source: true, jira: true, equal: false });
		const kind = (againstDirection: 'leave' | 'enforce'): Kind =>
			applyPolicies(merged, rules({ direction, onConflict, againstDirection }), FILLED).kind;

		expect([kind('leave'), kind('enforce')]).toEqual([leave, enforce]);
	});
});

describe('what no rule may do', () => {
	const all = DIRECTIONS.flatMap((direction) =>
		(['leave', 'enforce'] as const).flatMap((againstDirection) =>
			(['source', 'jira', 'fillBlanks'] as const).flatMap((onLinking) =>
				(['ask', 'preferJira', 'preferSource'] as const).map((onConflict) =>
					rules({ direction, againstDirection, onLinking, onConflict }),
				),
			),
		),
	);
	const changes = [FIRST, { ...FIRST, first: false, source: true }].flatMap((one) => [
		one,
		{ ...one, jira: !one.first },
	]);

	it('M7: nothing flows against a one-way direction', () => {
		for (const rule of all)
			for (const change of changes)
				for (const blank of [FILLED, NO_SOURCE, NO_JIRA]) {
					const { kind } = applyPolicies(mergeField(change), rule, blank);
					expect([rule, kind]).not.toEqual([{ ...rule, direction: 'toJira' }, 'toSource']);
					expect([rule, kind]).not.toEqual([{ ...rule, direction: 'toSource' }, 'toJira']);
				}
	});

	it('M6, L4: fill blanks never empties a side that is filled', () => {
		for (const rule of all.filter(({ onLinking }) => onLinking === 'fillBlanks')) {
			expect(applyPolicies(mergeField(FIRST), rule, NO_SOURCE).kind).not.toBe('toJira');
			expect(applyPolicies(mergeField(FIRST), rule, NO_JIRA).kind).not.toBe('toSource');
		}
	});
});
