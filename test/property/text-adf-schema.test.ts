import fc from 'fast-check';
import { readText, writeText } from '../../src/text';
import { schemaProblems } from '../support/text/adf-schema';
import { hostileText, richText } from '../support/text/trees';

const seeded = { seed: 20_261_121, numRuns: 300 };

describe('Atlassian documents', () => {
	it('T13: every tree becomes a document that the schema of Atlassian accepts', () => {
		fc.assert(
			fc.property(richText, (tree) => {
				expect(schemaProblems(writeText('adf', tree))).toEqual([]);
			}),
			seeded,
		);
	});

	it('T13: images of known attachments are media that the schema accepts', () => {
		const media = { id: '6e7c7f2c-dd7a-499c-bceb-6f32bfbf30b5', collection: '' };
		fc.assert(
			fc.property(richText, (tree) => {
				const document = writeText('adf', tree, { attachmentMedia: () => media });

				expect(schemaProblems(document)).toEqual([]);
			}),
			seeded,
		);
	});

	it.each(['plain', 'markdown', 'html'] as const)('T13: whatever %s says', (format) => {
		fc.assert(
			fc.property(hostileText, (text) => {
				expect(schemaProblems(writeText('adf', readText(format, text)))).toEqual([]);
			}),
			seeded,
		);
	});
});
