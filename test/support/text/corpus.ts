import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '../../../src/model/json';
import type { ReadableFormat } from '../../../src/text';

export interface CorpusText {
	readonly name: string;
	readonly value: JsonValue;
}

const folder = path.join(__dirname, '../../fixtures/texts');
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');

/** Texts between lines that begin with `=== `, which name them. */
function sections(file: string): readonly CorpusText[] {
	return read(file)
		.split(/^=== /m)
		.slice(1)
		.map((section) => {
			const end = section.indexOf('\n');
			return { name: section.slice(0, end), value: section.slice(end + 1, -1) };
		});
}

/** Documents made for this project, as people and their tools write them. */
export const CORPUS: Readonly<Record<ReadableFormat, readonly CorpusText[]>> = {
	markdown: sections('markdown.md'),
	html: sections('html.html'),
	plain: sections('plain.txt'),
	adf: Object.entries(JSON.parse(read('adf.json')) as Record<string, JsonValue>).map(
		([name, value]) => ({ name, value }),
	),
	wiki: read('wiki.txt')
		.split('\n=====\n')
		.map((value, index) => ({ name: `wiki ${index + 1}`, value })),
};
