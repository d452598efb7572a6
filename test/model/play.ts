import { AsyncLocalStorage } from 'node:async_hooks';
import type { SyncReport } from '../../src/engine/reports';
import type { MadeComment } from './comment-editor';
import type { DeliveredComment } from './comment-writer';
import { createDelivery, type Delivered } from './delivery';
import type { Effect, Shared } from './door';
import type { MadeEdit } from './editor';
import type { MadeFile } from './file-editor';
import type { Fate, History, Step } from './history';
import { createPeople } from './people';
import type { MadeRelease } from './release-editor';
import type { ShownVersion } from './release-oracle';
import { familyValues, recordsOf } from './family';
import type { MadeParent } from './parent-editor';
import { createRuns } from './runs';
import { createRandom, createTurns } from './schedule';
import { createWorld, type Planted, type Worker, type World } from './world';

/** What happened, for the oracle. */
export interface Played {
	readonly history: History;
	readonly world: World;
	readonly edits: readonly MadeEdit[];
	readonly comments: readonly MadeComment[];
	readonly files: readonly MadeFile[];
	readonly releases: readonly MadeRelease[];
	readonly parents: readonly MadeParent[];
	/** Versions of the project in the end. */
	readonly versions: readonly ShownVersion[];
	/** Releases whose versions the last run reported as different. */
	readonly leftVersions: readonly string[];
	readonly effects: readonly Effect[];
	readonly delivered: readonly Delivered[];
	readonly deliveredComments: readonly DeliveredComment[];
	/** Every report that any run gave. */
	readonly reports: readonly SyncReport[];
	/** When an issue's first sync was done: before that, the source of truth on linking decides. */
	readonly linkedAt: Readonly<Record<string, number>>;
	/** Writes to either side that the last, quiet run made. */
	readonly quietWrites: number;
	/** Errors of the runs after the storm, when nothing went wrong any more. */
	readonly failures: readonly string[];
}

/** Reconciles after which nothing may be left to do. In workflow mode a value is handed out three times before it is given up. */
const CALM_ROUNDS = { connected: 2, workflow: 6 } as const;
const HOUR_MS = 3_600_000;

/** Plays a history over fresh systems: the storm, then quiet, then some reconciles, then one that must write nothing. */
export async function play(history: History, planted: Planted = {}): Promise<Played> {
	const effects: Effect[] = [];
	const current = new AsyncLocalStorage<number>();
	let position = 0;
	let started = 0;
	let callsOfStep = 0;
	let during: Extract<Step, { kind: 'runs' }>['during'] = [];
	const shared: Shared = {
		turns: createTurns(createRandom(history.schedule)),
		effects,
		run: () => current.getStore() ?? 0,
		next: () => (position += 1),
		async onCall() {
			callsOfStep += 1;
			const due = during.filter(({ call }) => call === callsOfStep);
			for (const { edit } of due) await people.make(edit);
		},
	};
	const world = createWorld(history, shared, planted);
	const people = createPeople(history, world, shared.next);
	const delivery = createDelivery(shared, world.records);
	const runs = createRuns(history, world, shared, { delivery, releases: people.allReleases });
	for (const id of recordsOf(history)) {
		const fields = { title: `new ${id}`, note: null, state: 'open', labels: [] };
		world.records.create(id, { ...fields, ...familyValues(history, id) });
	}
	let standing = world.start();

	const runAll = async (
		works: readonly { readonly fresh: boolean; work(worker: Worker): Promise<void> }[],
	): Promise<void> => {
		const tasks = works.map(({ fresh, work }) => {
			if (standing.door.dead) standing = world.start();
			const worker = fresh ? world.start() : standing;
			return async () => await current.run((started += 1), async () => await work(worker));
		});
		await shared.turns.runAll(tasks);
	};
	const takeRuns = async (step: Extract<Step, { kind: 'runs' }>): Promise<void> => {
		callsOfStep = 0;
		during = step.during;
		await runAll(
			step.runs.map((run) => ({
				fresh: run.fresh,
				work: async (worker) => await runs.carryOut(worker, run),
			})),
		);
		during = [];
	};
	const takeWebhook = async (step: Extract<Step, { kind: 'webhook' }>): Promise<void> => {
		const { webhooks } = people;
		const [hook] = webhooks.splice(step.which % Math.max(1, webhooks.length), 1);
		if (hook === undefined) return;
		const work = async (worker: Worker) =>
			await runs.takeWebhook(worker, hook.record, hook.issue, step.fate);
		await runAll(Array.from({ length: step.times }, () => ({ fresh: true, work })));
	};
	const takeStep = async (step: Step): Promise<void> => {
		if (step.kind === 'edit') await people.make(step.edit);
		else if (step.kind === 'wait') world.advance(step.milliseconds);
		else if (step.kind === 'deliver') await delivery.deliver(world.start(), step.which);
		else if (step.kind === 'webhook') await takeWebhook(step);
		else await takeRuns(step);
	};

	const calm: Fate = { kind: 'atOnce', confirms: history.confirms };
	if (history.linked) await runs.reconcileAll(standing, calm);
	for (const step of history.steps) await takeStep(step);
	while (delivery.waiting > 0) await delivery.deliver(world.start(), 0);

	world.advance(HOUR_MS);
	const last = world.start();
	const failures: string[] = [];
	for (let round = 0; round < CALM_ROUNDS[history.delivery]; round += 1) {
		failures.push(...(await runs.reconcileAll(last, calm)));
		world.advance(HOUR_MS);
	}
	const before = effects.length;
	failures.push(...(await runs.reconcileAll(last, calm)));
	const quietWrites = effects.slice(before).filter(({ write }) => write).length;
	const { reports, linkedAt, leftVersions } = runs;
	const versions = await world.versions();
	const { delivered, deliveredComments } = delivery;
	const { edits, comments, files, releases, parents } = people;
	return {
		...{
			history,
			world,
			edits,
			comments,
			files,
			releases,
			parents,
			versions,
			leftVersions,
			effects,
			delivered,
			deliveredComments,
		},
		...{ reports, linkedAt, quietWrites, failures },
	};
}
