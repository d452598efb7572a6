/**
 * Search over interleaved runs (rows W5 and W6): each run reads the record first and syncs later, while others read, sync, deliver and
 * confirm in between. Values come from a small set, so that people put old values back. After each edit, on one side only, everything
 * that is under way is let finish; then both sides must hold what was edited.
 *
 * Runs that read the record in an earlier phase are still around in later ones. Deliveries are not: a patch that is delivered late can
 * overwrite an edit, and no plan can prevent it (docs/design/merge.md).
 */
import { confirmSent } from '../../src/sync/confirm';
import { planSync } from '../../src/sync/plan';
import { newSnapshot, type PairSnapshot } from '../../src/sync/snapshot';
import type { FieldValues } from '../../src/model/record';
import { mapping, syncSettings } from '../support/engine-world';
import { issueWith, WORKFLOW } from '../support/plan-state';
import { chance } from '../support/search';

const HISTORIES = 2_000;
const PHASES = 4;
const VALUES = ['a', 'b', 'c'] as const;

interface Read {
	readonly value: string;
	readonly readAt: number;
}

class World {
	source = 'a';
	jira = 'a';
	private now = 1_000;
	private snapshot: PairSnapshot = newSnapshot({ system: 'x', recordId: '1' });
	private readonly reads: Read[] = [];
	private readonly deliveries: FieldValues[] = [];
	private readonly timed: boolean;

	/** `timed`: runs know when their record was read. */
	constructor(timed: boolean) {
		this.timed = timed;
	}

	read(): void {
		this.reads.push({ value: this.source, readAt: this.tick() });
	}

	sync(which: number): void {
		const [read] = this.reads.splice(which % Math.max(1, this.reads.length), 1);
		if (read === undefined) return;
		const plan = planSync(
			{
				record: {
					system: 'x',
					id: '1',
					values: { title: read.value },
					...(this.timed && { readAt: read.readAt }),
				},
				issue: issueWith({ summary: this.jira }),
				snapshot: this.snapshot,
				found: {},
				changed: {},
			},
			syncSettings([mapping('title', 'summary', { onConflict: 'preferJira' })]),
			WORKFLOW,
		);
		this.tick();
		const { summary } = plan.toJira;
		if (typeof summary === 'string') this.jira = summary;
		this.snapshot = plan.nextSnapshot;
		if (Object.keys(plan.toSource).length > 0) this.deliveries.push(plan.toSource);
	}

	deliver(which: number): void {
		const [patch] = this.deliveries.splice(which % Math.max(1, this.deliveries.length), 1);
		if (patch === undefined) return;
		this.source = String(patch['title']);
		this.tick();
		this.snapshot = confirmSent(this.snapshot, patch, WORKFLOW.digest, this.tick()).snapshot;
	}

	/** Everything handed out arrives, and runs that read the record now have the last word. */
	calmDown(): void {
		for (let round = 0; round < 3; round += 1) {
			while (this.deliveries.length > 0) this.deliver(0);
			this.read();
			this.sync(this.reads.length - 1);
		}
	}

	private tick(): number {
		this.now += 1;
		return this.now;
	}
}

function play(seed: number, timed: boolean): string | undefined {
	const random = chance(seed * 2_654_435_761);
	const world = new World(timed);
	world.calmDown();
	for (let phase = 0; phase < PHASES; phase += 1) {
		const before = world.source;
		const choices = VALUES.filter((value) => value !== before);
		const value = choices[Math.floor(random() * choices.length)] ?? 'a';
		if (random() < 0.5) world.read();
		if (random() < 0.5) world.source = value;
		else world.jira = value;
		for (let step = 0; step < 6; step += 1) {
			const what = random();
			const which = Math.floor(random() * 8);
			if (what < 0.35) world.read();
			else if (what < 0.75) world.sync(which);
			else world.deliver(which);
		}
		world.calmDown();
		if (world.source !== value || world.jira !== value)
			return `phase ${phase}: ${value} was edited, but the source holds ${world.source} and Jira ${world.jira}`;
	}
	return undefined;
}

describe('L4: runs that read the record before others changed it', () => {
	it('W5, W6: no edit is undone when the time of reading is known', () => {
		for (let seed = 1; seed <= HISTORIES; seed += 1) {
			const wrong = play(seed, true);
			if (wrong !== undefined) throw new Error(`seed ${seed}, ${wrong}`);
		}
	});

	it('the search can fail: without the time of reading, old values are taken for edits', () => {
		const wrong = Array.from({ length: 300 }, (_, seed) => play(seed + 1, false));

		expect(wrong.filter((result) => result !== undefined).length).toBeGreaterThan(0);
	});
});
