import fc from 'fast-check';
import { filePair, type FilePair, type SourceMode } from '../support/file-pair';

const RUNS = 60;
const SETTLE = 4;
const PROPERTY = 'n8n-jira-sync.default.files';
/** Few names and one size: files are told apart by their contents alone, as seldom as that is. */
const NAMES = ['log.txt', 'trace.txt'] as const;

const name = fc.constantFrom(...NAMES);
const when = fc.constantFrom('before' as const, 'after' as const);
const disturbance = fc.oneof(
	fc.record({ kind: fc.constant('crash' as const), write: fc.integer({ min: 1, max: 5 }), when }),
	fc.record({ kind: fc.constant('source' as const), write: fc.integer({ min: 1, max: 3 }), when }),
	fc.constant({ kind: 'race' as const }),
	fc.constant({ kind: 'lost' as const }),
);
const round = fc.record({
	source: fc.array(name, { maxLength: 3 }),
	jira: fc.array(name, { maxLength: 3 }),
	deletions: fc.array(
		fc.record({ side: fc.constantFrom('source' as const, 'jira' as const), index: fc.nat(20) }),
		{ maxLength: 2 },
	),
	early: fc.array(disturbance, { maxLength: 2 }),
	late: fc.array(disturbance, { maxLength: 2 }),
});
type Round = typeof round extends fc.Arbitrary<infer T> ? T : never;
type Disturbance = Round['early'][number];

/** What people made, and where it must be in the end. Contents are unique, so a content is a file. */
interface Expected {
	readonly origin: 'source' | 'jira';
	readonly on: Set<'source' | 'jira'>;
	/** A run died between making the copy in the source and noting it: then neither of the two counts as a copy (row A3). */
	apart: boolean;
}

async function disturb(
	world: FilePair,
	expected: ReadonlyMap<string, Expected>,
	{ kind, ...how }: Disturbance,
): Promise<void> {
	const before = new Set(world.source.map(({ content }) => content));
	const worker = world.pair.world.worker();
	// Two runs of a workflow hand out the same; that it writes each key once is its part.
	const isRace = kind === 'race' && world.mode === 'connected';
	if ('write' in how && kind === 'crash') worker.tracker.crashAt(how.write, how.when);
	if ('write' in how && kind === 'source') world.crashSource = { left: how.write, when: how.when };
	const runs = [world.run({ worker, lost: kind === 'lost' }), ...(isRace ? [world.run()] : [])];
	for (const result of await Promise.allSettled(runs))
		if (result.status === 'rejected') {
			expect(String(result.reason)).toContain('died');
			const noted = JSON.stringify(world.pair.issue.properties[PROPERTY] ?? null);
			for (const { content, id } of world.source) {
				const file = expected.get(content);
				const isNoted = before.has(content) || noted.includes(`"${id}"`);
				if (file?.origin === 'jira' && !isNoted) file.apart = true;
			}
		}
	world.crashSource = undefined;
}

async function settle(world: FilePair, expected: ReadonlyMap<string, Expected>): Promise<void> {
	for (let run = 0; run < SETTLE; run += 1) await world.run();
	const on = (side: 'source' | 'jira'): readonly string[] =>
		[...expected].flatMap(([content, file]) => (file.on.has(side) ? [content] : [])).sort();
	expect(world.source.map(({ content }) => content).sort()).toEqual(on('source'));
	expect([...world.contents()].sort()).toEqual(on('jira'));
	expect(await world.quiet()).toEqual({ reads: 1, writes: 0 });
}

function remove(
	world: FilePair,
	expected: Map<string, Expected>,
	{ side, index }: Round['deletions'][number],
): void {
	const contents =
		side === 'source' ? world.source.map(({ content }) => content) : [...world.contents()];
	const content = contents[index % Math.max(1, contents.length)];
	const file = content === undefined ? undefined : expected.get(content);
	if (content === undefined || file === undefined) return;
	if (side === 'jira') world.detach(world.jira()[contents.indexOf(content)]?.id ?? '');
	else world.source.splice(contents.indexOf(content), 1);
	// The original takes its copy along; a copy goes alone.
	if (file.origin === side && !file.apart) file.on.clear();
	else file.on.delete(side);
}

async function play(mode: SourceMode, rounds: readonly Round[]): Promise<void> {
	const world = await filePair({}, mode);
	const expected = new Map<string, Expected>();
	let last = 100;
	const make = (origin: Expected['origin']): string => {
		const content = String((last += 1));
		expected.set(content, { origin, on: new Set(['source', 'jira']), apart: false });
		return content;
	};
	for (const { source, jira, deletions, early, late } of rounds) {
		for (const title of source) {
			const content = make('source');
			world.source.push({ id: `s${content}`, name: title, content });
		}
		for (const title of jira) world.attach(title, make('jira'));
		for (const event of early) await disturb(world, expected, event);
		await settle(world, expected);
		for (const deletion of deletions) remove(world, expected, deletion);
		for (const event of late) await disturb(world, expected, event);
		await settle(world, expected);
	}
}

describe.each(['workflow', 'connected'] as const)('attachments, %s', (mode) => {
	it('A2 to A15, L4, L5: through crashes and races no file is doubled or lost, and all is silent in the end', async () => {
		const rounds = fc.array(round, { minLength: 1, maxLength: 3 });
		await fc.assert(
			fc.asyncProperty(rounds, async (history) => await play(mode, history)),
			{ numRuns: RUNS, seed: 11 },
		);
	}, 120_000);
});
