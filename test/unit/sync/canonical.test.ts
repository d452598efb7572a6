import { canonicalFor, canonicalSummary, canonicalText } from '../../../src/sync/canonical';

const text = { type: 'string' };
const set = { type: 'array', items: 'string' };

describe('canonicalFor', () => {
	it.each`
		type           | value                                    | canonical
		${'string'}    | ${' a \r\nb\t\r\r\r\rc '}                | ${'a\nb\n\nc'}
		${'string'}    | ${'  \n '}                               | ${null}
		${'string'}    | ${''}                                    | ${null}
		${'string'}    | ${undefined}                             | ${null}
		${'string'}    | ${12}                                    | ${'12'}
		${'string'}    | ${true}                                  | ${'true'}
		${'priority'}  | ${{ name: 'High', id: '2' }}             | ${'High'}
		${'option'}    | ${{ value: 'Red' }}                      | ${'Red'}
		${'issuelink'} | ${{ key: 'ABC-1' }}                      | ${'ABC-1'}
		${'number'}    | ${'12.50'}                               | ${12.5}
		${'number'}    | ${0}                                     | ${0}
		${'number'}    | ${'  '}                                  | ${null}
		${'date'}      | ${'2026-11-21'}                          | ${'2026-11-21'}
		${'date'}      | ${'2026-11-21T23:30:00-05:00'}           | ${'2026-11-21'}
		${'date'}      | ${1795219200}                            | ${'2026-11-21'}
		${'date'}      | ${'1795219200000'}                       | ${'2026-11-21'}
		${'datetime'}  | ${'2026-11-21T23:30:00.000-0500'}        | ${'2026-11-22T04:30:00.000Z'}
		${'datetime'}  | ${'2026-11-21 10:15'}                    | ${'2026-11-21T10:15:00.000Z'}
		${'datetime'}  | ${'2026-11-21'}                          | ${'2026-11-21T00:00:00.000Z'}
		${'array'}     | ${'b, a,,a '}                            | ${['a', 'b']}
		${'array'}     | ${[{ name: '1.1' }, '1.0', null, '1.0']} | ${['1.0', '1.1']}
		${'array'}     | ${[]}                                    | ${null}
		${'any'}       | ${{ a: [1] }}                            | ${{ a: [1] }}
		${'any'}       | ${false}                                 | ${false}
	`('$type $value is $canonical', ({ type, value, canonical }) => {
		expect(canonicalFor({ type, items: 'string' }, value)).toEqual({
			kind: 'value',
			value: canonical,
		});
	});

	it.each`
		type        | value
		${'number'} | ${'many'}
		${'number'} | ${true}
		${'number'} | ${'Infinity'}
		${'date'}   | ${'Release 5'}
		${'date'}   | ${'5'}
		${'date'}   | ${'2026-02-31'}
		${'date'}   | ${'2026-11-21T25:00'}
		${'date'}   | ${'21.11.2026'}
		${'string'} | ${['a', 'b']}
		${'string'} | ${{ a: 1 }}
		${'array'}  | ${[['1.2.3', 10]]}
		${'array'}  | ${[{ a: 1 }]}
		${'array'}  | ${[true]}
	`('$type $value has no canonical form, and is not read as empty', ({ type, value }) => {
		expect(canonicalFor({ type }, value).kind).toBe('unmapped');
	});

	it('cuts a summary to one line of 254 characters, and no character in half', () => {
		const long = `${'a'.repeat(252)}😀${'b'.repeat(50)}`;

		const summary = canonicalFor({ type: 'string', system: 'summary' }, `x\r\ny\t${long}`);

		expect(summary).toEqual({ kind: 'value', value: `x y ${'a'.repeat(249)}…` });
		expect(canonicalSummary(long)).toBe(`${'a'.repeat(252)}…`);
		expect(canonicalSummary('a'.repeat(254))).toBe('a'.repeat(254));
		expect(canonicalSummary('\n')).toBeNull();
	});

	it('is settled: canonical text stays as it is', () => {
		const once = canonicalText(' \n a\u00a0\n\n\n\n b \r c\n');

		expect(canonicalText(once ?? '')).toBe(once);
		expect(canonicalFor(set, ['b', 'a'])).toEqual(canonicalFor(set, 'a,b'));
	});

	it('takes linear time on runs of blanks inside a line', () => {
		const hostile = `a${' \t'.repeat(200_000)}b\n`.repeat(3);
		const start = performance.now();

		canonicalFor(text, hostile);

		expect(performance.now() - start).toBeLessThan(1_000);
	});
});
