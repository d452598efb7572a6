import type { JsonValue } from '../../../src/model/json';
import { keepUntouched, readText, writeText, type ReadableFormat } from '../../../src/text';
import type { RichText } from '../../../src/text/tree';
import { CORPUS } from '../../support/text/corpus';

type Node = Readonly<Record<string, JsonValue>>;

const through =
	(format: ReadableFormat) =>
	(tree: RichText): RichText =>
		readText(format, writeText(format, tree));
const doc = (...content: readonly Node[]): JsonValue => ({ type: 'doc', version: 1, content });
const paragraph = (...content: readonly (string | Node)[]): Node => ({
	type: 'paragraph',
	content: content.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
});

const media: Node = {
	type: 'mediaSingle',
	attrs: { layout: 'center' },
	content: [{ type: 'media', attrs: { type: 'file', id: '6e7c7f2c', collection: '' } }],
};
const panel: Node = {
	type: 'panel',
	attrs: { panelType: 'custom', panelColor: '#deebff', localId: 'p1' },
	content: [paragraph('Careful')],
};
const extension: Node = {
	type: 'extension',
	attrs: { extensionType: 'com.acme', extensionKey: 'chart', parameters: { a: 1 } },
};
const kim: Node = { type: 'mention', attrs: { id: '5b10', text: '@Kim', accessLevel: '' } };
const status: Node = { type: 'status', attrs: { text: 'DONE', color: 'green', localId: 's' } };

/** What the other side did to the Markdown that it saw. */
const editedAs = (
	format: 'markdown' | 'html' | 'plain',
	old: JsonValue,
	edit: (text: string) => string,
): JsonValue => {
	const seen = writeText(format, readText('adf', old)) as string;
	return keepUntouched(old, readText(format, edit(seen)), through(format));
};

describe('T23: an edit on the other side', () => {
	it.each(['markdown', 'html', 'plain'] as const)('of nothing keeps all, in %s', (format) => {
		for (const { name, value } of CORPUS.adf.filter((text) => !/^broken/.test(text.name)))
			expect({ name, document: editedAs(format, value, (text) => text) }).toEqual({
				name,
				document: value,
			});
	});

	it('of one paragraph keeps media, panels and extensions around it', () => {
		const old = doc(paragraph('first'), media, panel, paragraph('second'), extension);

		const changed = editedAs('markdown', old, (text) => text.replace('second', 'changed'));

		expect(changed).toEqual(doc(paragraph('first'), media, panel, paragraph('changed'), extension));
	});

	it('that adds a paragraph at the top leaves the rest as it was', () => {
		const old = doc(panel, media, paragraph('end'));

		const changed = editedAs('html', old, (text) => `<p>new</p>${text}`);

		expect(changed).toEqual(doc(paragraph('new'), panel, media, paragraph('end')));
	});

	it('that removes a block removes it', () => {
		const old = doc(paragraph('a'), panel, paragraph('b'));

		const changed = editedAs('plain', old, (text) => text.replace('Careful', ''));

		expect(changed).toEqual(doc(paragraph('a'), paragraph('b')));
	});

	it('that moves a block keeps at least the blocks around it', () => {
		const old = doc(panel, paragraph('a', status), paragraph('b'), extension);

		const changed = editedAs('plain', old, () => 'b\n\nCareful\n\naDONE');

		expect(changed).toMatchObject({ content: expect.arrayContaining([panel, extension]) });
	});

	it('of a paragraph with a mention and a status keeps both', () => {
		const old = doc(paragraph('ask ', kim, ', state: ', status));

		const changed = editedAs('markdown', old, (text) => text.replace('ask', 'please ask'));

		expect(changed).toMatchObject({
			content: [
				{
					content: [
						{ text: 'please ask ' },
						{ type: 'mention', attrs: { id: '5b10', text: '@Kim' } },
						{ text: ', state: ' },
						status,
					],
				},
			],
		});
	});

	it('L9: cannot mention anybody whom the old document did not mention', () => {
		const old = doc(paragraph('ask ', kim));

		const changed = editedAs('markdown', old, () => 'ask @Lee and @Kimberly and [~lee]');

		expect(JSON.stringify(changed)).not.toContain('mention');
	});

	it('of a document with one node that shows as two blocks keeps that node', () => {
		const twoInOne = paragraph('a', { type: 'hardBreak' }, { type: 'hardBreak' }, 'b');
		const old = doc(twoInOne, paragraph('c'));

		const changed = editedAs('markdown', old, (text) => `${text}\n\nd`);

		expect(changed).toEqual(doc(twoInOne, paragraph('c'), paragraph('d')));
	});

	it('gives new tasks local ids that no kept task has', () => {
		const old = writeText('adf', readText('markdown', '- [ ] a\n\ntext'));

		const changed = editedAs('markdown', old, (text) => `${text}\n\n- [ ] b`);

		const ids = [...JSON.stringify(changed).matchAll(/"localId":"([^"]+)"/g)].map(([, id]) => id);
		expect(ids).toEqual(['task-1', 'task-2', 'task-3', 'task-4']);
	});

	it('writes the whole document when there was none', () => {
		const tree = readText('markdown', '# a\n\nb');

		expect(keepUntouched(null, tree, through('markdown'))).toEqual(writeText('adf', tree));
	});

	it('of 3,000 blocks takes no more than the time to read them', () => {
		const blocks = Array.from({ length: 3_000 }, (_, index) => paragraph(`block ${index}`));
		const old = doc(...blocks);

		const changed = editedAs('plain', old, (text) => `top\n\n${text.replaceAll('9', '8')}\n\nend`);

		expect(changed).toMatchObject({ content: { length: 3_002 } });
	});
});
