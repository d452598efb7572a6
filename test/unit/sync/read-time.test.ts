import { planSync } from '../../../src/sync/plan';
import { mapping, syncSettings } from '../../support/engine-world';
import { CONNECTED, stateOf } from '../../support/plan-state';

const settings = syncSettings([mapping('title', 'summary', { onConflict: 'preferSource' })]);

/** Plans a record that was read at a time, over a base that a record shows since 100. */
function plan(readAt: number | undefined, source: string, jira = 'base') {
	const state = stateOf(
		{ title: source },
		{ summary: jira },
		{ 'title>summary': { s: 'base', j: 'base', at: 100 } },
	);
	const record = { ...state.record, ...(readAt !== undefined && { readAt }) };
	return planSync({ ...state, record }, settings, CONNECTED);
}

describe('row W6: when the record was read', () => {
	it.each`
		case                                 | readAt       | source    | kind           | row
		${'read before the base moved'}      | ${99}        | ${'old'}  | ${'left'}      | ${'W6'}
		${'read when the base moved'}        | ${100}       | ${'new'}  | ${'toJira'}    | ${'M3'}
		${'read later'}                      | ${101}       | ${'new'}  | ${'toJira'}    | ${'M3'}
		${'nobody knows when'}               | ${undefined} | ${'new'}  | ${'toJira'}    | ${'M3'}
		${'read before, but shows the base'} | ${99}        | ${'base'} | ${'unchanged'} | ${'M1'}
	`('$case: $kind', ({ readAt, source, kind, row }) => {
		expect(plan(readAt, source).decisions['title>summary']).toMatchObject({ kind, row });
	});

	it('an old record does not stop a change from Jira from being told', () => {
		expect(plan(99, 'base', 'other').decisions['title>summary']).toMatchObject({
			kind: 'toSource',
		});
	});

	it('a base that moves remembers when its record was read; one that stays keeps its time', () => {
		expect(plan(150, 'new').nextSnapshot.fields['title>summary']).toMatchObject({ at: 150 });
		expect(plan(150, 'base').nextSnapshot.fields['title>summary']).toMatchObject({ at: 100 });
		expect(plan(undefined, 'new').nextSnapshot.fields['title>summary']).not.toHaveProperty('at');
	});
});
