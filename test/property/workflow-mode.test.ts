/**
 * Search over random histories of one field in workflow mode (design rows W1 to W4) with the real planner: edits on both sides,
 * syncs that die before or after the snapshot is written, patches that are lost, a source that re-writes what it is given. Looks for
 * an edit that is overwritten unreported, sides that differ in silence, and writes that never stop.
 *
 * Not asserted: a patch that is delivered late can overwrite an edit made on the source in between. Neither side offers
 * conditional writes, so no plan can prevent it; the last test shows it.
 */
import type { FieldRules } from '../../src/sync/field-plan';
import { planField } from '../../src/sync/plan-field';
import type { FieldSides } from '../../src/sync/sides';
import type { FieldSnapshot } from '../../src/sync/snapshot';
import { mapping } from '../support/engine-world';
import { WORKFLOW } from '../support/plan-state';
import { chance } from '../support/search';

const HISTORIES = 20_000;

/** `plain` is the text that people read, `form` how the system spells it. */
interface Text {
	readonly plain: number;
	readonly form: number;
}

/**
 * What the source does to what it is given: nothing; another form that the canonical form hides; another form that it shows; another
 * text.
 */
type Rewrites = 'nothing' | 'hiddenForm' | 'form' | 'text';
type Fault = 'none' | 'beforeSnapshot' | 'afterSnapshot' | 'patchLost';
type Step = 'editSource' | 'editJira' | Fault;

const FAULTS: readonly Fault[] = ['none', 'none', 'beforeSnapshot', 'afterSnapshot', 'patchLost'];

const write = (text: Text): string => `${text.plain}/${text.form}`;

function rewrite(text: Text, rewrites: Rewrites): Text {
	if (rewrites === 'nothing') return text;
	return rewrites === 'form' || rewrites === 'hiddenForm'
		? { plain: text.plain, form: 1 }
		: { plain: Math.floor(text.plain) + 0.5, form: 1 };
}

class World {
	source: Text = { plain: 0, form: 0 };
	jira: Text = { plain: 0, form: 0 };
	snapshot: FieldSnapshot;
	lost = 0;
	writes = 0;
	last = '';
	private edits = 1;
	private unseen = { source: false, jira: false };
	private readonly policy: FieldRules['onConflict'];
	private readonly rewrites: Rewrites;

	constructor(policy: FieldRules['onConflict'], rewrites: Rewrites) {
		this.policy = policy;
		this.rewrites = rewrites;
		this.snapshot = { s: this.key(this.source), j: this.key(this.jira) };
	}

	edit(side: 'source' | 'jira'): void {
		this[side] = { plain: this.edits, form: 0 };
		this.edits += 1;
		this.unseen[side] = true;
	}

	/** The canonical form. */
	private key(text: Text): string {
		return this.rewrites === 'hiddenForm' ? String(text.plain) : write(text);
	}

	private sides(): FieldSides {
		const [source, jira] = [this.key(this.source), this.key(this.jira)];
		return {
			source: { kind: 'value', value: source },
			jira: { kind: 'value', value: jira },
			isSet: false,
			equal: () => source === jira,
			forJira: () => ({ kind: 'value', value: source }),
			forSource: () => ({ kind: 'value', value: jira }),
			warnings: () => [],
			lookUp: [],
		};
	}

	sync(fault: Fault): void {
		const rules = { ...mapping('x', 'summary'), onConflict: this.policy };
		const plan = planField(rules, this.sides(), this.snapshot, WORKFLOW);
		this.last = plan.decision.kind;
		const reported = plan.decision.conflict === true;
		const moves = JSON.stringify(plan.next) !== JSON.stringify(this.snapshot);
		if ((moves || plan.toJira !== undefined) && fault === 'beforeSnapshot') return;
		this.snapshot = plan.next;
		if (moves) this.writes += 1;
		const agree = this.key(this.source) === this.key(this.jira);
		if (agree || plan.decision.kind === 'unchanged') this.unseen = { source: false, jira: false };
		if (plan.toJira !== undefined) this.take('jira', this.source, reported);
		if (plan.toSource !== undefined && fault !== 'afterSnapshot' && fault !== 'patchLost')
			this.take('source', rewrite(this.jira, this.rewrites), reported);
	}

	private take(side: 'source' | 'jira', value: Text, reported: boolean): void {
		if (this.unseen[side] && !reported) this.lost += 1;
		this[side] = value;
		this.unseen = { source: false, jira: false };
		this.writes += 1;
	}

	/** Sides that differ while nothing says so. */
	get differsInSilence(): boolean {
		const silent = this.last === 'unchanged' || this.last === 'converged';
		return silent && Math.floor(this.source.plain) !== Math.floor(this.jira.plain);
	}
}

function history(seed: number): readonly Step[] {
	const random = chance(seed * 2_654_435_761);
	return Array.from({ length: 2 + Math.floor(random() * 10) }, () => {
		const what = random();
		if (what < 0.5) return what < 0.25 ? 'editSource' : 'editJira';
		return FAULTS[Math.floor(random() * FAULTS.length)] ?? 'none';
	});
}

function play(world: World, steps: readonly Step[]): string | undefined {
	for (const step of steps) {
		if (step === 'editSource' || step === 'editJira')
			world.edit(step === 'editSource' ? 'source' : 'jira');
		else world.sync(step);
	}
	for (let calm = 0; calm < 8; calm += 1) world.sync('none');
	const settled = world.writes;
	for (let calm = 0; calm < 4; calm += 1) world.sync('none');
	if (world.writes !== settled) return 'endless writes';
	if (world.lost > 0) return 'an edit was lost unreported';
	return world.differsInSilence ? 'a silent difference' : undefined;
}

const policies = ['preferJira', 'preferSource', 'ask'] as const;
const sources = ['nothing', 'hiddenForm', 'form', 'text'] as const;
const cases = policies.flatMap((policy) => sources.map((rewrites) => ({ policy, rewrites })));

describe('L4, L5: workflow mode', () => {
	it.each(cases)(
		'$policy, a source that rewrites $rewrites: no loss, no silent difference, no endless write',
		({ policy, rewrites }) => {
			for (let seed = 1; seed <= HISTORIES; seed += 1) {
				const steps = history(seed);
				const wrong = play(new World(policy, rewrites), steps);
				if (wrong !== undefined) throw new Error(`${wrong}, seed ${seed}: ${steps.join(' ')}`);
			}
		},
	);

	it('the search can fail: a planner that forgets what was sent loses edits', () => {
		let found = 0;
		for (let seed = 1; seed <= 2_000; seed += 1) {
			const world = new World('ask', 'nothing');
			const steps = history(seed);
			for (const step of steps) {
				if (step === 'editSource' || step === 'editJira')
					world.edit(step === 'editSource' ? 'source' : 'jira');
				else world.sync(step);
				const { sent } = world.snapshot;
				// Taking the sending for the arrival is the mistake that rows W2 and W4 are there for.
				if (sent !== undefined) world.snapshot = { s: sent.v, j: sent.j };
			}
			if (play(world, []) !== undefined) found += 1;
		}

		expect(found).toBeGreaterThan(0);
	});

	it('documents: a patch that arrives late overwrites what was edited on the source meanwhile', () => {
		const world = new World('preferJira', 'nothing');
		world.edit('jira');
		world.sync('patchLost');
		const late = world.jira;
		world.edit('source');
		const edited = world.source;

		world.source = late;
		world.sync('none');

		expect(world.last).toBe('converged');
		expect(world.source).not.toEqual(edited);
	});
});
