import { explain, explainDecision } from '../../../src/sync/explain';

describe('explain', () => {
	it.each`
		decision                                                                   | line
		${{ kind: 'toJira', row: 'M3', source: 'a', jira: null }}                  | ${'f: source → Jira [M3] — source: "a", Jira: empty'}
		${{ kind: 'conflict', row: 'M5', conflict: true, source: 'a', jira: 'b' }} | ${'f: conflict: both sides changed, nothing was moved [M5] — source: "a", Jira: "b"'}
		${{ kind: 'toSource', row: 'M5', conflict: true, source: 'a', jira: 'b' }} | ${'f: Jira → source [M5] (both sides had changed; the policy chose) — source: "a", Jira: "b"'}
		${{ kind: 'both', row: 'M8', source: ['a'], jira: ['b'] }}                 | ${'f: merged into both sides [M8] — source: "["a"]", Jira: "["b"]"'}
		${{ kind: 'unmapped', reason: 'Why.' }}                                    | ${'f: cannot be mapped. Why.'}
		${{ kind: 'absent' }}                                                      | ${'f: not in the record'}
	`('$line', ({ decision, line }) => {
		expect(explainDecision('f', decision)).toBe(line);
	});

	it('cuts long values', () => {
		const decision = { kind: 'toJira', source: 'x'.repeat(500), jira: null } as const;

		expect(explainDecision('f', decision).length).toBeLessThan(150);
	});

	it('leaves out what is unchanged', () => {
		expect(explain({ a: { kind: 'unchanged', row: 'M1' }, b: { kind: 'absent' } })).toEqual([
			'b: not in the record',
		]);
	});
});
