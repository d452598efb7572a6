import { readFileSync } from 'node:fs';
import path from 'node:path';
import { PRESETS } from '../../src/n8n/presets';
import { SOURCE_ITEM_KINDS } from '../../src/model/source-item';
import { expectToFit } from '../support/engine-schema';
import { presetCells, presetTable } from '../support/presets-page';

function read(name: string): string {
	return readFileSync(path.join(__dirname, '../../docs', name), 'utf8');
}

describe('docs/presets.md', () => {
	const page = read('presets.md');

	it.each(PRESETS.map((preset) => [preset.displayName, preset] as const))(
		'shows what %s gives',
		(name, preset) => {
			const section = page.split(`\n## ${name}\n`)[1]?.split('\n## ')[0] ?? '';
			const rows = section
				.split('\n')
				.filter((line) => line.startsWith('|'))
				.slice(2)
				.map((line) =>
					line
						.split('|')
						.slice(1, -1)
						.map((cell) => cell.trim()),
				);

			// On a difference, this is what the page should say.
			expect({ rows, table: presetTable(preset) }).toEqual({
				rows: presetCells(preset),
				table: presetTable(preset),
			});
		},
	);
});

describe('docs/to-source.md', () => {
	const page = read('to-source.md');

	it.each(SOURCE_ITEM_KINDS)('has an example of kind %s that fits the output schema', (kind) => {
		const text = new RegExp(`\`\`\`json ${kind}\n([\\s\\S]*?)\n\`\`\``).exec(page)?.[1] ?? '';
		const item = JSON.parse(text) as { readonly kind: string };

		expect(item.kind).toBe(kind);
		expectToFit(item, 'JiraSync', 'toSource');
	});
});
