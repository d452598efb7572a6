import {
	asHistogram,
	attributeText,
	attributeValues,
	mostFrequent,
} from '../../../src/sync/attribute';

describe('attributes', () => {
	it.each`
		value                   | histogram
		${[['1.0', 2], [3, 1]]} | ${[['1.0', 2], ['3', 1]]}
		${[]}                   | ${undefined}
		${[['1.0', '2']]}       | ${undefined}
		${[['1.0', 2], 'x']}    | ${undefined}
		${[['1.0', 2, 3]]}      | ${undefined}
		${[[['1.0'], 2]]}       | ${undefined}
		${'1.0'}                | ${undefined}
		${undefined}            | ${undefined}
	`('reads $value as a histogram: $histogram', ({ value, histogram }) => {
		expect(asHistogram(value)).toEqual(histogram);
	});

	it.each`
		histogram                              | first
		${[['a', 1], ['b', 9]]}                | ${'b'}
		${[['1.9.0', 4], ['1.10.0', 4]]}       | ${'1.10.0'}
		${[['b', 4], ['a', 4]]}                | ${'a'}
		${[['1.0', 4], ['5x', 4], ['9.0', 4]]} | ${'9.0'}
		${[['9.0', 4], ['5x', 4], ['1.0', 4]]} | ${'9.0'}
		${[['5x', 4], ['9.0', 4], ['1.0', 4]]} | ${'9.0'}
		${[]}                                  | ${''}
	`('the most frequent of $histogram is $first', ({ histogram, first }) => {
		expect(mostFrequent(histogram)).toBe(first);
	});

	it.each`
		value                   | text         | values
		${null}                 | ${''}        | ${[]}
		${''}                   | ${''}        | ${[]}
		${0}                    | ${'0'}       | ${['0']}
		${['a', 1, null]}       | ${'a, 1, '}  | ${['a', '1', '']}
		${[['a', 1], ['b', 2]]} | ${'b'}       | ${['a', 'b']}
		${{ a: 1 }}             | ${'{"a":1}'} | ${['{"a":1}']}
	`('text of $value is "$text"', ({ value, text, values }) => {
		expect(attributeText(value)).toBe(text);
		expect(attributeValues(value)).toEqual(values);
	});
});
