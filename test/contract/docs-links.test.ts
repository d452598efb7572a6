import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');

/** Pages that people read: those of the root and everything under docs, workflows and simulators. */
const pages = [
	...readdirSync(root).filter((name) => name.endsWith('.md')),
	...['docs', 'workflows', 'simulators'].flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.md'))
			.map((name) => path.join(folder, name)),
	),
].toSorted();

/** Links and images of a page, without code. */
function targetsOf(page: string): readonly string[] {
	const text = textOf(page).replaceAll(/`[^`\n]*`/g, '');
	return [...text.matchAll(/\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)/g)].map(
		([, target = '']) => target,
	);
}

function textOf(page: string): string {
	return readFileSync(path.join(root, page), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '');
}

/** Anchors as GitHub makes them of headings: lower case, no punctuation, hyphens for spaces. */
function anchorsOf(page: string): readonly string[] {
	const seen = new Map<string, number>();
	return [...textOf(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
		const anchor = heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N}\p{M}_\- ]/gu, '')
			.replaceAll(' ', '-');
		const times = seen.get(anchor) ?? 0;
		seen.set(anchor, times + 1);
		return times === 0 ? anchor : `${anchor}-${times}`;
	});
}

/** What is wrong with a link of a page; nothing when it leads somewhere. */
function problemOf(page: string, target: string): string | undefined {
	if (/^[a-z]+:/i.test(target))
		return URL.canParse(target) ? undefined : `${target}: not an address`;
	const [file = '', anchor] = target.split('#');
	const to = file === '' ? page : path.join(path.dirname(page), decodeURI(file));
	if (to.startsWith('..') || !existsSync(path.join(root, to))) return `${target}: no such file`;
	if (anchor === undefined) return undefined;
	return anchorsOf(to).includes(anchor) ? undefined : `${target}: no such heading`;
}

describe('links of the documentation', () => {
	it.each(pages)('lead somewhere in %s', (page) => {
		const problems = targetsOf(page).map((target) => problemOf(page, target));

		expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
	});

	it('are found, and broken ones are told', () => {
		expect(targetsOf('README.md').length).toBeGreaterThan(15);
		expect(problemOf('README.md', 'docs/missing.md')).toBe('docs/missing.md: no such file');
		expect(problemOf('README.md', '#missing')).toBe('#missing: no such heading');
		expect(problemOf('docs/fields.md', 'credentials.md#webhook-secret')).toBeUndefined();
	});

	it('lead from the README to every page of docs', () => {
		const linked = targetsOf('README.md').map((target) => target.split('#')[0]);

		expect(pages.filter((page) => page.startsWith('docs/') && !linked.includes(page))).toEqual([]);
	});
});

describe('links of nodes and credentials to the documentation', () => {
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => /\.(node|credentials)\.(ts|json)$/.test(name))
			.map((name) => path.join(folder, name)),
	);
	const links = files.flatMap((file) =>
		[...readFileSync(path.join(root, file), 'utf8').matchAll(/\/blob\/main\/([^'"\s]+)/g)].map(
			([, target = '']) => ({ file, target }),
		),
	);

	it.each(links)('$file leads to $target', ({ target }) => {
		expect(problemOf('README.md', target)).toBeUndefined();
	});

	it('stand in every credential', () => {
		const credentials = files.filter((file) => file.endsWith('.credentials.ts'));

		expect(credentials.length).toBeGreaterThan(0);
		expect(links.map(({ file }) => file)).toEqual(expect.arrayContaining(credentials));
	});
});

describe('commands of the documentation', () => {
	const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		readonly scripts: Readonly<Record<string, string>>;
	};

	it.each(pages)('are scripts of the package in %s', (page) => {
		const text = readFileSync(path.join(root, page), 'utf8');
		const named = [...text.matchAll(/\bnpm run ([a-z0-9:]+)/g)].map(([, name = '']) => name);

		expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
	});
});
