import fc from 'fast-check';
import { issueText, recordText, type TextRoute } from '../../src/sync/rich-sides';
import { readText, writeText } from '../../src/text';
import { attachmentNamesIn } from '../../src/text/attachment-images';
import { attachmentLabel, readAttachmentLabel } from '../../src/text/attachment-address';
import { rewriteForJira, writeForJira } from '../../src/text/jira-text';
import type { RichText } from '../../src/text/tree';
import { schemaProblems } from '../support/text/adf-schema';
import { richText } from '../support/text/trees';

const seeded = { seed: 20_261_121, numRuns: 150 };

/** What is known of a file: its media id, only its address, or nothing, because it is not attached. */
type Known = 'media' | 'address' | 'none';
const knowledge = fc.array(fc.constantFrom<Known>('media', 'address', 'none'), {
	minLength: 8,
	maxLength: 8,
});
const urlOf = (name: string): string => `https://jira.example/content/${encodeURIComponent(name)}`;

function world(tree: RichText, chosen: readonly Known[], written: 'markdown' | 'html') {
	const names = attachmentNamesIn(tree);
	const known = new Map(
		names.map((name, index) => [name, chosen[index % chosen.length] ?? 'none']),
	);
	const attachments = names
		.filter((name) => known.get(name) !== 'none')
		.map((name, index) => ({ id: String(index), name, url: urlOf(name) }));
	const route: TextRoute = { written, jira: 'adf', attachments };
	const options = {
		attachmentMedia: (name: string) =>
			known.get(name) === 'media'
				? { id: 'c0ffee00-0000-4000-8000-000000000000', collection: '' }
				: undefined,
		attachmentAddress: (name: string) => attachments.find((file) => file.name === name)?.url,
	};
	return { route, options };
}

describe.each(['markdown', 'html'] as const)('images by attachment in %s', (written) => {
	it('T12, L5: what Jira is given of a text counts as that text, however its images were written', () => {
		fc.assert(
			fc.property(richText, knowledge, (tree, chosen) => {
				const { route, options } = world(tree, chosen, written);
				const text = writeText(written, tree);

				const canonical = recordText(route, text);
				const value = canonical.kind === 'value' ? canonical.value : null;
				const given = readText(written, value ?? '');
				const { value: document } = writeForJira('adf', given, options);

				expect(schemaProblems(document)).toEqual([]);
				expect(issueText(route, document)).toEqual(canonical);
				expect(recordText(route, value ?? '')).toEqual(canonical);
			}),
			seeded,
		);
	});

	it('T23: an edit below keeps every image as it is', () => {
		fc.assert(
			fc.property(richText, knowledge, (tree, chosen) => {
				const { route, options } = world(tree, chosen, written);
				const canonical = recordText(route, writeText(written, tree));
				const before = readText(written, (canonical.kind === 'value' && canonical.value) || 'x');
				const { value: old } = writeForJira('adf', before, options);
				const below = {
					type: 'paragraph',
					content: [{ type: 'text', text: 'below', marks: [] }],
				} as const;
				const seen = (part: RichText) => readText(written, writeText(written, part));
				const after = seen({ blocks: [...before.blocks, below] });

				const { value } = rewriteForJira('adf', after, old, seen);

				const media = (document: unknown) =>
					JSON.stringify(document).match(/"media","attrs":\{[^}]*\}/g) ?? [];
				expect(media(value)).toEqual(media(old));
				expect(schemaProblems(value)).toEqual([]);
			}),
			seeded,
		);
	});
});

it('T12: a label tells name and text of an image, wherever the name is one of a picture', () => {
	const alt = fc.string({ unit: 'grapheme' }).filter((text) => text.trim() === text);
	fc.assert(
		fc.property(alt, fc.constantFrom('a.png', 'b c.JPG', 'd-1.gif'), (text, name) => {
			const told = readAttachmentLabel(attachmentLabel(name, text));

			expect(told).toEqual({ name, alt: text === name ? '' : text });
		}),
		seeded,
	);
});
