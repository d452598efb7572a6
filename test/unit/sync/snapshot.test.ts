import type { JsonValue } from '../../../src/model/json';
import {
	decodeSnapshot,
	encodeSnapshot,
	exceedsPropertyLimit,
	isStored,
	newSnapshot,
	storeValue,
} from '../../../src/sync/snapshot';
import { digest } from '../../support/engine-world';

const link = { system: 'backtrace', recordId: '7' };

function fieldOf(field: JsonValue): unknown {
	const reading = decodeSnapshot({ format: 1, link, fields: { a: field } });
	return reading.kind === 'snapshot' ? reading.snapshot.fields['a'] : reading;
}

describe('decodeSnapshot', () => {
	it.each`
		value                                               | kind
		${undefined}                                        | ${'none'}
		${null}                                             | ${'none'}
		${'garbage'}                                        | ${'damaged'}
		${[]}                                               | ${'damaged'}
		${{}}                                               | ${'damaged'}
		${{ format: 1 }}                                    | ${'damaged'}
		${{ format: '1', link }}                            | ${'damaged'}
		${{ format: 0, link }}                              | ${'damaged'}
		${{ format: 1, link: { system: 'x' } }}             | ${'damaged'}
		${{ format: 1, link: { system: '', recordId: 1 } }} | ${'damaged'}
		${{ format: 3 }}                                    | ${'newer'}
		${{ format: 1.5, link }}                            | ${'newer'}
		${{ format: 1, link }}                              | ${'snapshot'}
		${{ format: 1, link, fields: 'garbage' }}           | ${'snapshot'}
		${{ format: 1, link, extra: true }}                 | ${'snapshot'}
	`('reads $value as $kind', ({ value, kind }) => {
		expect(decodeSnapshot(value).kind).toBe(kind);
	});

	it.each`
		field                                        | kept
		${'garbage'}                                 | ${undefined}
		${{}}                                        | ${{}}
		${{ s: 'x', j: null, other: 1 }}             | ${{ s: 'x', j: null }}
		${{ sent: { v: 1, j: 2, n: 3 } }}            | ${{ sent: { v: 1, j: 2, n: 3 } }}
		${{ s: 1, sent: { n: 1 } }}                  | ${{ s: 1 }}
		${{ s: 1, sent: { v: 1, j: 2, n: -9 } }}     | ${{ s: 1 }}
		${{ s: 1, sent: { v: 1, j: 2, n: 'many' } }} | ${{ s: 1 }}
		${{ s: 1, parked: { s: 1 } }}                | ${{ s: 1 }}
		${{ parked: { s: 1, j: null } }}             | ${{ parked: { s: 1, j: null } }}
	`('keeps of the field $field what can be read', ({ field, kept }) => {
		expect(fieldOf(field)).toEqual(kept);
	});

	it.each`
		regression                                    | kept
		${{ count: 2, version: '1.2' }}               | ${{ count: 2, version: '1.2' }}
		${{ count: 2, version: '1.2', owes: 'text' }} | ${{ count: 2, version: '1.2', owes: 'text' }}
		${{ count: 2, version: '1.2', owes: '' }}     | ${{ count: 2, version: '1.2', owes: '' }}
		${{ count: 1, owes: '', clears: ['1'] }}      | ${{ count: 1, version: '', owes: '', clears: ['1'] }}
		${{ version: '1.2' }}                         | ${undefined}
		${'garbage'}                                  | ${undefined}
	`('reads the note $regression', ({ regression, kept }) => {
		const reading = decodeSnapshot({ format: 1, link, regression });

		expect(reading).toMatchObject({ kind: 'snapshot' });
		expect(reading.kind === 'snapshot' && reading.snapshot.regression).toEqual(kept);
	});

	it('does not let a field name reach the prototype', () => {
		const property = JSON.parse(
			'{"format":1,"link":{"system":"a","recordId":"1"},"fields":{"__proto__":{"s":1,"j":1}}}',
		) as JsonValue;

		const reading = decodeSnapshot(property);

		expect(reading.kind === 'snapshot' && Object.keys(reading.snapshot.fields)).toEqual([
			'__proto__',
		]);
		expect(({} as Record<string, unknown>)['s']).toBeUndefined();
	});
});

describe('storeValue', () => {
	const long = 'x'.repeat(200);
	const object = { '#': digest('other') };

	it.each`
		value
		${null}
		${0}
		${false}
		${''}
		${'short'}
		${long}
		${['a', 'b']}
		${{ a: [1, null] }}
		${object}
		${Array.from({ length: 500 }, (_, index) => `a label ${index}`)}
	`('knows $value again, and no other', ({ value }) => {
		const stored = JSON.parse(JSON.stringify(storeValue(value, digest))) as JsonValue;

		expect(isStored(stored, value, digest)).toBe(true);
		expect(isStored(stored, 'something else', digest)).toBe(false);
		expect(isStored(undefined, value, digest)).toBe(false);
	});

	it('keeps short texts and lists, and digests of long ones', () => {
		expect(storeValue('a'.repeat(120), digest)).toBe('a'.repeat(120));
		expect(storeValue('a'.repeat(121), digest)).toEqual({ '#': digest('a'.repeat(121)) });
		expect(storeValue(['a'.repeat(121)], digest)).toEqual(['a'.repeat(121)]);
	});
});

describe('encodeSnapshot', () => {
	it('writes fields in a fixed order, so that equal snapshots are equal texts', () => {
		const of = (...names: string[]) =>
			JSON.stringify(
				encodeSnapshot({
					...newSnapshot(link),
					fields: Object.fromEntries(names.map((name) => [name, { s: name }])),
				}),
			);

		expect(of('b', 'a')).toBe(of('a', 'b'));
	});

	it('knows the size that Jira takes', () => {
		expect(exceedsPropertyLimit('x'.repeat(32_766))).toBe(false);
		expect(exceedsPropertyLimit('x'.repeat(32_767))).toBe(true);
	});
});
