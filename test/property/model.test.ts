import {
	blindRetry,
	blindSearch,
	forgottenFiles,
	lastingLinks,
	snapshotFirst,
	unmarkedCopies,
} from '../model/planted';
import { prove } from '../model/prove';

const seed = Number(process.env['MODEL_SEED'] ?? 20_261_121);
const LIMIT_MS = 240_000;

describe(`random histories over the real engine and simulated systems (seed ${seed})`, () => {
	it(
		'L3, L4, L5: every edit is kept or named, one issue a record, silence at the end',
		async () => {
			const { figures, failing } = await prove({ runs: 60, seed });

			expect(failing).toEqual([]);
			expect(figures).toMatchObject({ lostUpdates: 0, duplicates: 0, disagreements: 0 });
			expect(figures.maxWritesPerEdit).toBeLessThan(30);
		},
		LIMIT_MS,
	);

	// Seeds that lead there soon.
	it.each([
		['a snapshot that is written before the source', snapshotFirst, 13],
		['a POST that is repeated blindly', blindRetry, 182_141],
		['issues that are never found', blindSearch, 1],
		['copies of comments without a mark', unmarkedCopies, 10],
		['attachments whose links are forgotten', forgottenFiles, 3],
		['links to parents that are never taken away', lastingLinks, 25],
	])(
		'the prover finds a planted fault: %s',
		async (_name, planted, found) => {
			const { figures, failing } = await prove(
				{ runs: 50, seed: found },
				{ planted, stopAtFirst: true },
			);

			expect(failing).toHaveLength(1);
			expect(figures.runs).toBeLessThan(50);
		},
		LIMIT_MS,
	);
});
