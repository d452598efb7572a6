/**
 * Search over random histories of one set (row M8) in workflow mode with the real planner: people add and remove names on both
 * sides, syncs die before the snapshot is written, patches are lost. Each name is edited on one side only, so the last edit of every
 * name must be what both sides hold when all is calm.
 */
import { planField } from '../../src/sync/plan-field';
import type { FieldSnapshot } from '../../src/sync/snapshot';
import type { FieldSides } from '../../src/sync/sides';
import { mapping } from '../support/engine-world';
import { WORKFLOW } from '../support/plan-state';
import { chance } from '../support/search';

const HISTORIES = 20_000;
const NAMES = { source: ['a', 'b', 'c'], jira: ['x', 'y', 'z'] } as const;

type Side = keyof typeof NAMES;

class World {
	readonly held = { source: new Set<string>(['a', 'x']), jira: new Set<string>(['a', 'x']) };
	readonly wanted = new Map<string, boolean>([
		['a', true],
		['x', true],
	]);
	readonly steps: string[] = [];
	writes = 0;
	parked = false;
	private snapshot: FieldSnapshot = { s: ['a', 'x'], j: ['a', 'x'] };

	toggle(side: Side, name: string): void {
		const has = this.held[side].delete(name);
		if (!has) this.held[side].add(name);
		this.wanted.set(name, !has);
		this.steps.push(`${side} ${has ? '-' : '+'}${name}`);
	}

	sync(fault: 'none' | 'beforeSnapshot' | 'patchLost'): void {
		this.steps.push(`sync ${fault}`);
		const value = (side: Side) => [...this.held[side]].sort();
		const [source, jira] = [value('source'), value('jira')];
		const canonical = (names: readonly string[]) => (names.length === 0 ? null : names);
		const sides: FieldSides = {
			source: { kind: 'value', value: canonical(source) },
			jira: { kind: 'value', value: canonical(jira) },
			isSet: true,
			equal: () => source.join() === jira.join(),
			forJira: () => ({ kind: 'value', value: source }),
			forSource: () => ({ kind: 'value', value: jira }),
			warnings: () => [],
			lookUp: [],
		};
		const rules = { ...mapping('x', 'labels'), onConflict: 'ask' as const };
		const plan = planField(rules, sides, this.snapshot, WORKFLOW);
		this.parked = plan.decision.kind === 'parked';
		if (fault === 'beforeSnapshot') return;
		if (JSON.stringify(plan.next) !== JSON.stringify(this.snapshot)) this.writes += 1;
		this.snapshot = plan.next;
		if (plan.toJira !== undefined) this.put('jira', plan.toJira);
		if (plan.toSource !== undefined && fault !== 'patchLost') this.put('source', plan.toSource);
	}

	private put(side: Side, value: unknown): void {
		this.held[side] = new Set(Array.isArray(value) ? value.map(String) : []);
		this.writes += 1;
	}
}

function play(seed: number): World {
	const random = chance(seed * 2_654_435_761);
	const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
	const world = new World();
	for (let step = 0; step < 3 + Math.floor(random() * 10); step += 1) {
		const side = pick(['source', 'jira'] as const);
		if (random() < 0.55) world.toggle(side, pick(NAMES[side]));
		else world.sync(pick(['none', 'none', 'beforeSnapshot', 'patchLost'] as const));
	}
	for (let calm = 0; calm < 8; calm += 1) world.sync('none');
	return world;
}

describe('L4, L5: sets in workflow mode', () => {
	it('keep the last edit of every name, and come to rest', () => {
		let parked = 0;
		for (let seed = 1; seed <= HISTORIES; seed += 1) {
			const world = play(seed);
			const story = `seed ${seed}: ${world.steps.join(', ')}`;
			for (const [name, wanted] of world.wanted)
				for (const side of ['source', 'jira'] as const)
					if (world.held[side].has(name) !== wanted && !(world.parked && side === 'source'))
						throw new Error(`${name} is wrong in ${side}, ${story}`);
			const before = world.writes;
			world.sync('none');
			if (world.writes !== before) throw new Error(`endless writes, ${story}`);
			parked += Number(world.parked);
		}
		// Only a patch that was lost three times in a row is given up, and that is reported.
		expect(parked).toBeLessThan(HISTORIES / 50);
	});
});
