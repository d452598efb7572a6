import type { MergeRules } from '../../../src/sync/merge';
import { applyPolicies, mergeField, mergeSets } from '../../../src/sync/merge';

const RULES: MergeRules = {
	direction: 'both',
	onConflict: 'ask',
	onLinking: 'source',
	againstDirection: 'leave',
};
const FILLED = { source: false, jira: false };
const NO_SOURCE = { source: true, jira: false };
const NO_JIRA = { source: false, jira: true };

describe('mergeField', () => {
	it.each`
		row     | first    | source   | jira     | equal    | kind
		${'M1'} | ${false} | ${false} | ${false} | ${true}  | ${'unchanged'}
		${'M1'} | ${false} | ${false} | ${false} | ${false} | ${'unchanged'}
		${'M2'} | ${false} | ${true}  | ${true}  | ${true}  | ${'converged'}
		${'M2'} | ${true}  | ${false} | ${false} | ${true}  | ${'converged'}
		${'M3'} | ${false} | ${true}  | ${false} | ${false} | ${'toJira'}
		${'M4'} | ${false} | ${false} | ${true}  | ${false} | ${'toSource'}
		${'M5'} | ${false} | ${true}  | ${true}  | ${false} | ${'conflict'}
		${'M6'} | ${true}  | ${false} | ${false} | ${false} | ${'conflict'}
	`(
		'$row: first $first, changed $source/$jira, equal $equal is $kind',
		({ row, kind, ...changes }) => {
			expect(mergeField(changes)).toEqual({ kind, row });
		},
	);
});

describe('applyPolicies', () => {
	it.each`
		from                                | rules                                                                      | blank        | to
		${{ kind: 'conflict', row: 'M5' }}  | ${{ onConflict: 'ask' }}                                                   | ${FILLED}    | ${{ kind: 'conflict', row: 'M5' }}
		${{ kind: 'conflict', row: 'M5' }}  | ${{ onConflict: 'preferJira' }}                                            | ${FILLED}    | ${{ kind: 'toSource', row: 'M5' }}
		${{ kind: 'conflict', row: 'M5' }}  | ${{ onConflict: 'preferSource' }}                                          | ${FILLED}    | ${{ kind: 'toJira', row: 'M5' }}
		${{ kind: 'conflict', row: 'M5' }}  | ${{ onConflict: 'preferSource', direction: 'toSource' }}                   | ${FILLED}    | ${{ kind: 'left', row: 'M7' }}
		${{ kind: 'conflict', row: 'M6' }}  | ${{ onLinking: 'source' }}                                                 | ${NO_SOURCE} | ${{ kind: 'toJira', row: 'M6' }}
		${{ kind: 'conflict', row: 'M6' }}  | ${{ onLinking: 'jira' }}                                                   | ${FILLED}    | ${{ kind: 'toSource', row: 'M6' }}
		${{ kind: 'conflict', row: 'M6' }}  | ${{ onLinking: 'fillBlanks' }}                                             | ${NO_JIRA}   | ${{ kind: 'toJira', row: 'M6' }}
		${{ kind: 'conflict', row: 'M6' }}  | ${{ onLinking: 'fillBlanks' }}                                             | ${NO_SOURCE} | ${{ kind: 'toSource', row: 'M6' }}
		${{ kind: 'conflict', row: 'M6' }}  | ${{ onLinking: 'fillBlanks' }}                                             | ${FILLED}    | ${{ kind: 'converged', row: 'M6' }}
		${{ kind: 'conflict', row: 'M6' }}  | ${{ onLinking: 'jira', direction: 'toJira' }}                              | ${FILLED}    | ${{ kind: 'converged', row: 'M7' }}
		${{ kind: 'conflict', row: 'M6' }}  | ${{ onLinking: 'jira', direction: 'toJira', againstDirection: 'enforce' }} | ${FILLED}    | ${{ kind: 'toJira', row: 'M7' }}
		${{ kind: 'toJira', row: 'M3' }}    | ${{ direction: 'toSource' }}                                               | ${FILLED}    | ${{ kind: 'left', row: 'M7' }}
		${{ kind: 'toJira', row: 'M3' }}    | ${{ direction: 'toSource', againstDirection: 'enforce' }}                  | ${FILLED}    | ${{ kind: 'toSource', row: 'M7' }}
		${{ kind: 'toSource', row: 'M4' }}  | ${{ direction: 'toJira' }}                                                 | ${FILLED}    | ${{ kind: 'left', row: 'M7' }}
		${{ kind: 'toSource', row: 'M4' }}  | ${{ direction: 'toJira', againstDirection: 'enforce' }}                    | ${FILLED}    | ${{ kind: 'toJira', row: 'M7' }}
		${{ kind: 'toJira', row: 'M3' }}    | ${{ direction: 'toJira' }}                                                 | ${FILLED}    | ${{ kind: 'toJira', row: 'M3' }}
		${{ kind: 'unchanged', row: 'M1' }} | ${{ direction: 'toJira' }}                                                 | ${FILLED}    | ${{ kind: 'unchanged', row: 'M1' }}
		${{ kind: 'converged', row: 'M2' }} | ${{ onConflict: 'preferJira' }}                                            | ${FILLED}    | ${{ kind: 'converged', row: 'M2' }}
	`('$from with $rules is $to', ({ from, rules, blank, to }) => {
		expect(applyPolicies(from, { ...RULES, ...rules }, blank)).toEqual(to);
	});
});

describe('mergeSets', () => {
	it.each`
		base          | source        | jira          | merged
		${['a']}      | ${['a']}      | ${['a']}      | ${['a']}
		${['a']}      | ${['a', 'b']} | ${['a', 'c']} | ${['a', 'b', 'c']}
		${['a', 'b']} | ${['b']}      | ${['a']}      | ${[]}
		${['a']}      | ${[]}         | ${['a', 'c']} | ${['c']}
		${[]}         | ${['b']}      | ${['b']}      | ${['b']}
		${undefined}  | ${['b']}      | ${['a']}      | ${['a', 'b']}
	`('M8: $base, $source, $jira is $merged', ({ base, source, jira, merged }) => {
		expect(mergeSets(base, source, jira)).toEqual(merged);
	});
});
