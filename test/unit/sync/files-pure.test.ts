import { isMeant } from '../../../src/sync/files/name-patterns';
import { fingerprint, isChanged } from '../../../src/sync/files/planned-file';
import { readSourceFiles } from '../../../src/sync/files/read-source';
import { isSameFile } from '../../../src/sync/files/same-file';
import {
	decodeFileTable,
	encodeFileTable,
	newFileTable,
	type FileLink,
} from '../../../src/sync/files/table';

const LINK = { system: 'aha', recordId: '7' };
const SHA = 'AB'.repeat(32);

it.each`
	name            | patterns                 | meant
	${'a.log'}      | ${[]}                    | ${true}
	${'a.log'}      | ${['*.log']}             | ${true}
	${'A.LOG'}      | ${['*.log']}             | ${true}
	${'a.log.gz'}   | ${['*.log']}             | ${false}
	${'a.log.gz'}   | ${['*.log*']}            | ${true}
	${'ab.txt'}     | ${['?b.txt']}            | ${true}
	${'b.txt'}      | ${['?b.txt']}            | ${false}
	${'a.txt'}      | ${['!a*']}               | ${false}
	${'b.txt'}      | ${['!a*']}               | ${true}
	${'secret.log'} | ${['*.log', '!secret*']} | ${false}
	${'(a)+.txt'}   | ${['(a)+.txt']}          | ${true}
	${'🐛bug.png'}  | ${['?bug.png']}          | ${true}
	${''}           | ${['*']}                 | ${true}
`('A12: $patterns mean $name: $meant', ({ name, patterns, meant }) => {
	expect(isMeant(name, patterns)).toBe(meant);
});

it('A12: a pattern of many stars takes no time', () => {
	const pattern = '*a'.repeat(200);
	expect(isMeant('a'.repeat(10_000) + 'b', [pattern])).toBe(false);
});

it.each`
	left                                | right                              | same
	${{ name: 'a.txt', size: 1 }}       | ${{ name: 'a.txt', size: 1 }}      | ${true}
	${{ name: 'a.txt', size: 1 }}       | ${{ name: 'a.txt', size: 2 }}      | ${false}
	${{ name: 'a.txt' }}                | ${{ name: 'A.TXT', size: 2 }}      | ${true}
	${{ name: 'a: b?.txt', size: 1 }}   | ${{ name: 'a_b_.txt', size: 1 }}   | ${true}
	${{ name: 'u\u0308.txt', size: 1 }} | ${{ name: '\u00fc.txt', size: 1 }} | ${true}
	${{ name: 'a.txt', size: 1 }}       | ${{ name: 'b.txt', size: 1 }}      | ${false}
`('A3: $left and $right look alike: $same', ({ left, right, same }) => {
	expect(isSameFile(left, right)).toBe(same);
});

it.each`
	link                      | file                                      | changed
	${{ z: 1 }}               | ${{ size: 1 }}                            | ${false}
	${{ z: 1 }}               | ${{ size: 2 }}                            | ${true}
	${{}}                     | ${{ size: 2, updatedAt: 5 }}              | ${false}
	${{ z: 1, t: 5 }}         | ${{ size: 1, updatedAt: 6 }}              | ${true}
	${{ z: 1, t: 5, h: 'x' }} | ${{ size: 1, updatedAt: 6, digest: 'x' }} | ${false}
	${{ z: 1, t: 5, h: 'x' }} | ${{ size: 1, updatedAt: 5, digest: 'y' }} | ${true}
`('A7: $file is another content than $link: $changed', ({ link, file, changed }) => {
	const source = { id: '1', name: 'a', internal: false, ...file };
	expect(isChanged(link as FileLink, source)).toBe(changed);
});

it('A14: what was refused is known again until it changes', () => {
	const file = { id: '1', name: 'a', internal: false, size: 3 };
	expect(fingerprint(file)).toBe(fingerprint({ ...file, name: 'renamed' }));
	expect(fingerprint(file)).not.toBe(fingerprint({ ...file, size: 4 }));
});

it('A1: reads what a record tells of its files, oldest first and each once', () => {
	const list = [
		{ id: 2, name: 'b', size: '12', createdAt: '2026-11-21T10:00:00Z', sha256: SHA },
		{ id: '1', fileName: ' a ', size: -1, createdAt: 0, url: 'https://x/a', internal: true },
		{ id: '1', name: 'a', createdAt: '2026-11-20', binary: 'data', jiraId: 7, sha256: 'no' },
	];

	expect(readSourceFiles(list, 'files')).toEqual({
		kind: 'files',
		files: [
			{
				id: '1',
				name: 'a',
				createdAt: Date.UTC(2026, 10, 20),
				internal: false,
				binary: 'data',
				jiraId: '7',
			},
			{
				id: '2',
				name: 'b',
				size: 12,
				digest: 'ab'.repeat(16),
				createdAt: Date.UTC(2026, 10, 21, 10),
				internal: false,
			},
		],
	});
	expect(readSourceFiles(null, 'files')).toEqual({ kind: 'absent' });
	expect(readSourceFiles({}, 'files')).toMatchObject({ kind: 'unreadable' });
	expect(readSourceFiles([null], 'files')).toMatchObject({ kind: 'unreadable' });
});

describe('the table of files', () => {
	const full: FileLink = {
		s: '1',
		j: '2',
		o: 's',
		z: 0,
		h: 'h',
		t: 1,
		x: 'j',
		d: 1,
		n: 2,
		m: 'm',
		p: 'p',
	};
	const table = { ...newFileTable(LINK), at: 5, links: [full], notes: { s: ['3'], j: ['4'] } };

	it('comes back as it was stored', () => {
		const encoded = encodeFileTable(table);
		expect(encoded).toEqual({ kind: 'fits', value: table });
		expect(encoded.kind === 'fits' && decodeFileTable(encoded.value, LINK)).toEqual({
			kind: 'table',
			table,
		});
	});

	it.each([
		['nothing', undefined],
		['damaged', 'x'],
		['of another record', { ...table, link: { system: 'aha', recordId: '8' } }],
		['of another system', { ...table, link: { system: 'x', recordId: '7' } }],
		['without a format', { link: LINK }],
	])('%s counts as empty', (_case, value) => {
		const read = decodeFileTable(
			value === undefined ? value : JSON.parse(JSON.stringify(value)),
			LINK,
		);
		expect(read).toEqual({ kind: 'table', table: newFileTable(LINK) });
	});

	it('leaves out what is no link, and hands off what a newer version wrote', () => {
		const links = [null, 7, {}, { o: 's' }, { s: '1', o: 'x', x: 'y', z: 'big' }];
		const value = { format: 1, link: LINK, links, notes: { s: [1, null], j: 'x' } };
		expect(decodeFileTable(value, LINK)).toMatchObject({
			table: { links: [{ s: '1' }], notes: { s: ['1'], j: [] } },
		});
		expect(decodeFileTable({ format: 2, link: LINK }, LINK)).toEqual({ kind: 'newer' });
	});

	it('A18: gives up digests, oldest first, and never a link', () => {
		const links = Array.from({ length: 400 }, (_, index): FileLink => ({
			...{ s: `source-${index}`, j: String(10_000 + index), o: 's' },
			h: 'ab'.repeat(16),
			t: 1_800_000_000_000,
		}));
		const encoded = encodeFileTable({ ...table, links });

		expect(encoded.kind).toBe('fits');
		const read = decodeFileTable(encoded.kind === 'fits' ? encoded.value : null, LINK);
		const kept = read.kind === 'table' ? read.table.links : [];
		expect(kept.map(({ s }) => s)).toEqual(links.map(({ s }) => s));
		expect(kept[0]?.h).toBeUndefined();
		expect(kept.at(-1)?.h).toBeDefined();
		const many = [...links, ...links, ...links];
		expect(encodeFileTable({ ...table, links: many })).toEqual({ kind: 'full' });
	});
});
