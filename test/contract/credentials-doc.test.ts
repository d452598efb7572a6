import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CLOUD, CREDENTIAL_KINDS, DATA_CENTERS } from '../support/credential-kinds';

const root = path.join(__dirname, '../..');
const page = readFileSync(path.join(root, 'docs/credentials.md'), 'utf8');
const MATRIX = 'test/engine/credential-matrix.test.ts';
const WEBHOOKS = 'test/engine/credential-webhooks.test.ts';

/** The tables of the section, without their heads; each row as its cells. */
const [cells = [], tests = [], reasons = []] = (page.split('## What is tested\n')[1] ?? '')
	.split(/\n\s*\n/)
	.filter((block) => block.trimStart().startsWith('|'))
	.map((block) => block.trim().split('\n').slice(2).map(cellsOf));

function cellsOf(row: string): readonly string[] {
	return row
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim().replaceAll('`', ''));
}

const marksOf = (cell = ''): readonly string[] => cell.split(', ').filter((mark) => mark !== '');

interface NamedTest {
	readonly no: string;
	readonly file: string;
	readonly title: string;
}

const named: readonly NamedTest[] = tests.map(([no = '', file = '', title = '']) => ({
	no,
	file,
	title,
}));

/** Files of the tests that a cell names. */
function filesOf(cell: string | undefined): readonly string[] {
	const marks = marksOf(cell);
	return named.filter(({ no }) => marks.includes(no)).map(({ file }) => file);
}

describe('the table of docs/credentials.md', () => {
	it('has a row for every credential with every Jira', () => {
		const all = CREDENTIAL_KINDS.flatMap(({ name }) =>
			[CLOUD, ...DATA_CENTERS].map((at) => `${name}, ${at.name}`),
		);

		expect(cells.map(([credential, jira]) => `${credential}, ${jira}`)).toEqual(all);
	});

	it('names in every cell a test or a reason that stands below, and uses all of them', () => {
		const known = [...tests, ...reasons].map(([mark = '']) => mark);
		const used = cells.flatMap((row) => row.slice(2).map(marksOf));

		for (const marks of used) expect(marks).not.toEqual([]);
		expect([...new Set(used.flat())].toSorted()).toEqual(known.toSorted());
		expect(reasons.length).toBeGreaterThan(0);
		for (const [, reason] of reasons)
			expect(reason).toMatch(/^(Not offered by (Jira|this package)|Nothing to renew): .{20}/);
	});

	it.each(named)('$no: $file has the test "$title"', ({ file, title }) => {
		const source = readFileSync(path.join(root, file), 'utf8');
		const titles = [...source.matchAll(/^\s*(?:it|step|story)\((?:'([^']*)'|"([^"]*)")/gm)];

		expect(titles.map(([, single, double]) => single ?? double)).toContain(title);
	});

	it.each(
		CREDENTIAL_KINDS.flatMap((kind) =>
			[CLOUD, ...DATA_CENTERS].map((at) => ({ credential: kind.name, jira: at.name, kind, at })),
		),
	)('says of $credential with $jira what the tests of every credential do', ({ kind, at }) => {
		const row = cells.find(([credential, jira]) => credential === kind.name && jira === at.name);
		const [, , login, calls, renewal, byItself, byHand] = row ?? [];
		const offered = kind.deployments.includes(at);
		const holds = [
			filesOf(login).includes(MATRIX),
			filesOf(calls).includes(MATRIX),
			filesOf(renewal).includes(MATRIX),
			filesOf(byItself).includes(WEBHOOKS),
			filesOf(byHand).includes(WEBHOOKS),
		];

		expect(holds).toEqual([offered, offered, offered && kind.renews, offered, offered]);
		if (!offered) expect(filesOf(row?.slice(2).join(', '))).toEqual([]);
	});
});
