import { explainTie } from '../../../src/sync/compare-versions';
import { compareVersions, createVersionOrder, parseVersion } from '../../../src/sync/version-order';

describe('parseVersion', () => {
	it.each`
		text                   | parts                 | prerelease
		${'1'}                 | ${[1]}                | ${[]}
		${'1.2'}               | ${[1, 2]}             | ${[]}
		${'3.25.47.21'}        | ${[3, 25, 47, 21]}    | ${[]}
		${'1.2.3.4.5.6'}       | ${[1, 2, 3, 4, 5, 6]} | ${[]}
		${'v1.2.3'}            | ${[1, 2, 3]}          | ${[]}
		${'V.1.2'}             | ${[1, 2]}             | ${[]}
		${' 01.002 '}          | ${[1, 2]}             | ${[]}
		${'release-1.2'}       | ${[1, 2]}             | ${[]}
		${'release/v1.2'}      | ${[1, 2]}             | ${[]}
		${'My App 1.2'}        | ${[1, 2]}             | ${[]}
		${'my-app@5.36.2'}     | ${[5, 36, 2]}         | ${[]}
		${'log4j@2.17.1'}      | ${[2, 17, 1]}         | ${[]}
		${'com.acme.app2@1.0'} | ${[1, 0]}             | ${[]}
		${'20261121101500'}    | ${[20261121101500]}   | ${[]}
		${'1.2.3+build.5'}     | ${[1, 2, 3]}          | ${[]}
		${'1.2.3-rc.1+b7'}     | ${[1, 2, 3]}          | ${['rc', '1']}
		${'1.2.3rc10'}         | ${[1, 2, 3]}          | ${['rc', '10']}
		${'1.0.0.dev3'}        | ${[1, 0, 0]}          | ${['dev', '3']}
		${'2.0-SNAPSHOT'}      | ${[2, 0]}             | ${['snapshot']}
		${'1.0.0.M1'}          | ${[1, 0, 0]}          | ${['m', '1']}
		${'1.0 beta'}          | ${[1, 0]}             | ${['beta']}
		${'1.2.3-45-nightly'}  | ${[1, 2, 3]}          | ${['45', 'nightly']}
	`('reads "$text"', ({ text, parts, prerelease }) => {
		expect(parseVersion(text)).toMatchObject({ parts, prerelease, revision: [] });
	});

	it.each([
		'',
		' ',
		'trunk',
		'v',
		'1.2.3.4.5.6.7',
		'1234567890123456',
		'1..2',
		'1.2.',
		'1.2.x',
		'5 apples',
		'1.2.3banana',
		'1.2.3-',
		'1.2.3-...',
		'1.2.3+',
		'1.2.3+a b',
		'dev1',
		'app@',
		'deadbeef12',
		'1,2',
		'NaN',
	])('takes "%s" for no version', (text) => {
		expect(parseVersion(text)).toBeUndefined();
	});

	it.each([' ', '-', 'v.', '1.', '9', '1.2.3-a.', '1.2.3-0', 'a@', '+', '1.2 b', '\t1'])(
		'takes linear time on many of "%s"',
		(part) => {
			const start = performance.now();

			parseVersion(`a${part.repeat(100_000)}!`);

			expect(performance.now() - start).toBeLessThan(500);
		},
	);
});

describe('compareVersions', () => {
	it.each`
		older                         | newer
		${'1.9'}                      | ${'1.10'}
		${'1.2'}                      | ${'1.2.1'}
		${'1.2.3-alpha'}              | ${'1.2.3-beta'}
		${'1.2.3-rc9'}                | ${'1.2.3-rc10'}
		${'1.2.3-rc'}                 | ${'1.2.3-rc.1'}
		${'1.2.3-1'}                  | ${'1.2.3-a'}
		${'1.2.3-rc.1'}               | ${'1.2.3'}
		${'10.18.7'}                  | ${'10.24.0'}
		${'3.25.47.9'}                | ${'3.25.47.21'}
		${'1-n.99999999999999999998'} | ${'1-n.99999999999999999999'}
	`('$older is older than $newer', ({ older, newer }) => {
		const [a, b] = [parseVersion(older), parseVersion(newer)];
		if (a === undefined || b === undefined) throw new Error('unread');

		expect([compareVersions(a, b), compareVersions(b, a)]).toEqual([-1, 1]);
	});

	it.each([
		['1.2', '1.2.0'],
		['v1.2.3', 'app@1.2.3+5'],
		['1.0-rc01', '1.0-RC1'],
	])('%s is the same as %s', (left, right) => {
		const [a, b] = [parseVersion(left), parseVersion(right)];
		if (a === undefined || b === undefined) throw new Error('unread');

		expect(compareVersions(a, b)).toBe(0);
	});
});

describe('explainTie', () => {
	it.each`
		left       | right        | words
		${'1.2'}   | ${'1.2.0'}   | ${'missing numbers count as 0'}
		${'1.2+5'} | ${'1.2 (6)'} | ${'the build is no part of the order'}
		${'v1.2'}  | ${'app@1.2'} | ${'they are spelt differently'}
		${'1.2'}   | ${' 1.2 '}   | ${undefined}
		${'1.2'}   | ${'1.3'}     | ${undefined}
		${'trunk'} | ${'latest'}  | ${undefined}
	`('$left and $right: $words', ({ left, right, words }) => {
		expect(explainTie(left, right)).toBe(words);
	});
});

describe('createVersionOrder', () => {
	const list = ['v1.0.0', 'Falcon', 'v0.9', 'Kestrel'].map((name) => ({
		id: name,
		name,
		released: true,
		archived: false,
	}));

	it.each`
		left         | right        | comparison
		${'Falcon'}  | ${'Kestrel'} | ${{ order: -1, basis: 'jiraList' }}
		${'1.0'}     | ${'0.9.0'}   | ${{ order: -1, basis: 'jiraList' }}
		${'Falcon'}  | ${'1.0.0'}   | ${{ order: 1, basis: 'jiraList' }}
		${'2.0'}     | ${'1.0.0'}   | ${{ order: 1, basis: 'parsed' }}
		${'Falcon'}  | ${'2.0'}     | ${undefined}
		${'Falcon '} | ${'Falcon'}  | ${{ order: 0, basis: 'jiraList' }}
		${'x'}       | ${'x'}       | ${undefined}
	`('$left and $right: $comparison', ({ left, right, comparison }) => {
		expect(createVersionOrder(list).compare(left, right)).toEqual(comparison);
	});

	const listed = (...names: readonly string[]) =>
		names.map((name, index) => ({
			id: name,
			name,
			released: true,
			archived: false,
			releaseDate: `2026-01-${String(index + 1).padStart(2, '0')}`,
		}));

	it.each`
		row     | names                                           | left         | right        | order | hotfix
		${'O3'} | ${['10.18.0', '10.24.0', '10.18.7']}            | ${'10.18.7'} | ${'10.24.0'} | ${-1} | ${true}
		${'O3'} | ${['10.24.0', '10.18.7']}                       | ${'10.18.7'} | ${'10.24.0'} | ${-1} | ${true}
		${'O3'} | ${['8.0.0', '8.1', '8.0.1', '8.2']}             | ${'8.0.1'}   | ${'8.1'}     | ${-1} | ${true}
		${'O3'} | ${['8.0.0', '8.1', '8.0.1', '8.2']}             | ${'8.0.1'}   | ${'8.0.0'}   | ${1}  | ${undefined}
		${'O3'} | ${['9.8.6', '10.0.0', '9.8.7']}                 | ${'9.8.7'}   | ${'10.0.0'}  | ${-1} | ${true}
		${'O2'} | ${['2025.2', '2026.1', '3.0']}                  | ${'3.0'}     | ${'2026.1'}  | ${1}  | ${undefined}
		${'O3'} | ${['2026.1', '3.0', '3.1', '3.0.1']}            | ${'3.0.1'}   | ${'3.1'}     | ${-1} | ${true}
		${'O2'} | ${['2026.1', '3.0', '3.1', '3.0.1']}            | ${'3.0.1'}   | ${'2026.1'}  | ${1}  | ${undefined}
		${'O3'} | ${['Falcon', '1.0', 'Kestrel', '1.1', '1.0.1']} | ${'1.0.1'}   | ${'Kestrel'} | ${-1} | ${true}
	`('$row: in $names, $left to $right: $order', ({ names, left, right, order, hotfix }) => {
		for (const by of ['sequence', 'releaseDate'] as const) {
			const basis = by === 'sequence' ? 'jiraList' : 'releaseDates';
			const expected = { order, basis, ...(hotfix && { hotfix }) };
			expect(createVersionOrder(listed(...names), by).compare(left, right)).toEqual(expected);
		}
	});

	it('O2: goes by release date where the team did not arrange the list', () => {
		const [first, second, third] = listed('Albatross', 'Falcon', 'Kestrel');
		if (!first || !second || !third) throw new Error('three versions are needed');
		const { releaseDate: _none, ...undated } = third;
		const order = createVersionOrder([second, undated, first], 'releaseDate');

		expect(order.compare('Albatross', 'Falcon')).toEqual({ order: -1, basis: 'releaseDates' });
		expect(order.compare('Kestrel', 'Falcon')).toBeUndefined();
	});

	it.each`
		names                           | sorted
		${['1.2', '1.10', '1.9']}       | ${['1.10', '1.9', '1.2']}
		${['Kestrel', '1.0', 'Falcon']} | ${['Kestrel', 'Falcon', '1.0']}
		${['trunk', '7.0', '8.0']}      | ${['8.0', '7.0', 'trunk']}
		${['1.2', '1.2']}               | ${['1.2']}
		${[]}                           | ${[]}
	`('newest first: $names', ({ names, sorted }) => {
		const order = createVersionOrder(listed('1.0', 'Falcon', 'Kestrel'));

		expect(order.newestFirst(names)).toEqual(sorted);
	});
});
