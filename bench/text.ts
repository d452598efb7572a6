import type { JsonValue } from '../src/model/json';
import { readText, writeText, type ReadableFormat } from '../src/text';
import type { RichText } from '../src/text/tree';
import { CORPUS, type CorpusText } from '../test/support/text/corpus';
import { bestMilliseconds, round } from './measure';
import { NASTY, ORDINARY, sized } from './text-sizes';

const FORMATS = ['markdown', 'html', 'adf', 'wiki'] as const satisfies readonly ReadableFormat[];
const SIZES_KB = [1, 10, 100, 1_000] as const;
const ROUNDS = 10;
/** A size that takes longer is not measured again. */
const MOST_MS = 250;

type Format = (typeof FORMATS)[number];

/** One document and how long it took. */
interface Worst {
	readonly document: string;
	readonly milliseconds: number;
}

/** A way through a format over all documents that go it. */
interface Way {
	readonly documents: number;
	readonly perSecond: number;
	readonly worst: Worst;
}

/** What a size costs, and how many times the cost of the size before; 10 is growth with the length. */
interface Size {
	readonly kilobytes: number;
	readonly readMs: number;
	readonly writeMs: number;
	readonly readTimes?: number;
	readonly writeTimes?: number;
}

interface Growth {
	readonly format: Format;
	readonly text: 'ordinary' | 'nasty';
	readonly sizes: readonly Size[];
}

/** The figures of reading and writing texts. */
export interface TextFigures {
	readonly corpus: Readonly<Record<Format, { readonly read: Way; readonly write: Way }>>;
	readonly growth: readonly Growth[];
}

/**
 * Reads the documents of each format, writes all documents of the corpus to each format, and then
 * lets an ordinary and a nasty text grow. Times are the best of several rounds.
 */
export function benchText(): TextFigures {
	const everything = Object.entries(CORPUS).flatMap(([format, documents]) =>
		documents.map(({ name, value }) => ({
			name: `${format}: ${name}`,
			tree: readText(format as ReadableFormat, value),
		})),
	);
	const both = (format: Format) => ({
		read: over(CORPUS[format], ({ value }: CorpusText) => void readText(format, value)),
		write: over(everything, ({ tree }) => void writeText(format, tree)),
	});
	return {
		corpus: {
			markdown: both('markdown'),
			html: both('html'),
			adf: both('adf'),
			wiki: both('wiki'),
		},
		growth: FORMATS.flatMap((format) => [
			{ format, text: 'ordinary' as const, sizes: grow(format, ORDINARY[format]) },
			{ format, text: 'nasty' as const, sizes: grow(format, NASTY[format]) },
		]),
	};
}

function over<Document extends { readonly name: string }>(
	documents: readonly Document[],
	work: (document: Document) => void,
): Way {
	for (const document of documents) work(document);
	const all = bestMilliseconds(() => documents.forEach(work), ROUNDS, 4 * MOST_MS);
	const times = documents.map((document) => ({
		document: document.name,
		milliseconds: bestMilliseconds(() => work(document), ROUNDS, MOST_MS),
	}));
	const worst = times.reduce((most, time) => (time.milliseconds > most.milliseconds ? time : most));
	return {
		documents: documents.length,
		perSecond: Math.round((documents.length * 1_000) / all),
		worst: { ...worst, milliseconds: round(worst.milliseconds) },
	};
}

function grow(format: Format, pieces: readonly JsonValue[]): readonly Size[] {
	const costs = SIZES_KB.map((kilobytes) => {
		const text = sized(pieces, kilobytes);
		let tree: RichText = { blocks: [] };
		const readMs = bestMilliseconds(
			() => {
				tree = readText(format, text);
			},
			ROUNDS,
			MOST_MS,
		);
		return {
			kilobytes,
			readMs,
			writeMs: bestMilliseconds(() => void writeText(format, tree), ROUNDS, MOST_MS),
		};
	});
	return costs.map(({ kilobytes, readMs, writeMs }, index) => {
		const before = costs[index - 1];
		const size = { kilobytes, readMs: round(readMs), writeMs: round(writeMs) };
		if (before === undefined) return size;
		return {
			...size,
			readTimes: round(readMs / before.readMs),
			writeTimes: round(writeMs / before.writeMs),
		};
	});
}

/** The figures for people, a line each. */
export function textLines({ corpus, growth }: TextFigures): readonly string[] {
	const way = (verb: string, { documents, perSecond, worst }: Way) =>
		`${documents} documents ${verb}, ${perSecond} a second, ` +
		`the worst in ${worst.milliseconds} ms (${worst.document})`;
	const times = (ms: number, ratio: number | undefined) =>
		ratio === undefined ? `${ms} ms` : `${ms} ms (× ${ratio})`;
	return [
		...FORMATS.flatMap((format) => [
			`${format}: ${way('read', corpus[format].read)}`,
			`${format}: ${way('written', corpus[format].write)}`,
		]),
		...growth.flatMap(({ format, text, sizes }) =>
			sizes.map(
				({ kilobytes, readMs, writeMs, readTimes, writeTimes }) =>
					`${format}, ${text}, ${kilobytes} kB: ` +
					`read in ${times(readMs, readTimes)}, written in ${times(writeMs, writeTimes)}`,
			),
		),
	];
}
