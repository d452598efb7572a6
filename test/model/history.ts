import fc from 'fast-check';
import type { ConflictPolicy } from '../../src/sync/mapping';

export type Side = 'source' | 'jira';

/** What somebody does to a record or its issue. Each value is new, so that it can be followed. */
export type Edit =
	| {
			readonly kind: 'text';
			readonly side: Side;
			readonly record: number;
			readonly field: 'title' | 'note';
	  }
	| { readonly kind: 'state'; readonly side: Side; readonly record: number; readonly pick: number }
	| {
			readonly kind: 'label';
			readonly side: Side;
			readonly record: number;
			readonly label: number;
			readonly add: boolean;
	  }
	| ThingEdit
	| IssueEvent;

/** What is kept in step beside the fields; a history has some of them. */
export const THINGS = ['comments', 'files', 'versions', 'parents'] as const;
export type Thing = (typeof THINGS)[number];

/**
 * What somebody does to one of the things that the history has; `which` says of which kind, `pick` to which of those that the side
 * shows, copies among them.
 */
export interface ThingEdit {
	readonly kind: 'thing';
	readonly which: number;
	readonly side: Side;
	readonly record: number;
	readonly action: 'create' | 'edit' | 'delete';
	readonly pick: number;
}

/** Something that happens to an issue as a whole. `move`: to another project and back; only in histories that say so. */
export interface IssueEvent {
	readonly kind: 'issue';
	readonly side: 'jira';
	readonly record: number;
	readonly what: 'move' | 'delete';
}

/** What goes wrong with one call of one worker; calls count from 1. */
export interface CallFault {
	readonly call: number;
	readonly kind:
		| 'crashBefore'
		| 'crashAfter'
		| 'lostBefore'
		| 'lostAfter'
		| 'errorBefore'
		| 'errorAfter'
		| 'tooMany';
}

export const FAULT_KINDS: readonly CallFault['kind'][] = [
	'crashBefore',
	'crashAfter',
	'lostBefore',
	'lostAfter',
	'errorBefore',
	'errorAfter',
	'tooMany',
];

/** What becomes of the items that a run hands out on To Source; only in workflow mode. */
export interface Fate {
	/** `twice`: at once, and late once more. */
	readonly kind: 'atOnce' | 'late' | 'lost' | 'twice';
	/** Confirm Delivery follows the write. */
	readonly confirms: boolean;
}

/** A run of one worker: a sync of one pair (an event came), or a reconcile of all (the schedule came). */
export interface Run {
	readonly kind: 'sync' | 'ensure' | 'reconcile' | 'unlink';
	readonly record: number;
	readonly fault: CallFault | undefined;
	readonly fate: Fate;
	/** The worker is a process that has just started, with locks and memory of its own. */
	readonly fresh: boolean;
}

export type Step =
	| { readonly kind: 'edit'; readonly edit: Edit }
	/** Runs side by side, and edits that happen at the n-th call of all of them together. */
	| {
			readonly kind: 'runs';
			readonly runs: readonly Run[];
			readonly during: readonly { readonly call: number; readonly edit: Edit }[];
	  }
	/**
	 * One of the webhooks that edits in Jira have fired, not always the oldest: it is lost, comes once, or comes twice at once, and
	 * starts a sync of the issue that it names.
	 */
	| {
			readonly kind: 'webhook';
			readonly which: number;
			readonly times: 0 | 1 | 2;
			readonly fate: Fate;
	  }
	/** One of the late items arrives, not always the oldest. */
	| { readonly kind: 'deliver'; readonly which: number }
	| { readonly kind: 'wait'; readonly milliseconds: number };

/** One story: the world it happens in, what happens, and who is quicker. */
export interface History {
	readonly deployment: 'cloud' | 'dataCenter';
	/** Who writes the source: the engine itself, or the workflow behind it. */
	readonly delivery: 'connected' | 'workflow';
	/** In quiet times the workflow confirms what it wrote. */
	readonly confirms: boolean;
	/** What is kept in step beside the fields, where the mode allows. Of anything else nobody makes any. */
	readonly things: readonly Thing[];
	/** Issues may be moved where there are no parents; the field that only one project has is not synced then. */
	readonly moves: boolean;
	/** A rule of Jira cuts long summaries that the sync writes, at once. */
	readonly automation: boolean;
	readonly policy: ConflictPolicy;
	/** How long a write stays invisible to search, in milliseconds. */
	readonly lagMs: number;
	/** The source cuts titles that a client writes. */
	readonly rewrites: boolean;
	/** The pairs are made and in step before the story begins. */
	readonly linked: boolean;
	readonly schedule: number;
	readonly steps: readonly Step[];
	/** Records lie below each other; then `parents` counts among the things. */
	readonly family: boolean;
}

const RECORDS = 2;

const record = fc.nat({ max: RECORDS - 1 });
const side = fc.constantFrom<Side>('source', 'jira');

/** What is made is often looked at again: most histories that go wrong do much to one thing. */
const thing: fc.Arbitrary<Edit> = fc.record({
	kind: fc.constant('thing' as const),
	which: fc.nat({ max: 5 }),
	side,
	record,
	action: fc.constantFrom('create' as const, 'create' as const, 'edit' as const, 'delete' as const),
	pick: fc.nat({ max: 3 }),
});

const edit: fc.Arbitrary<Edit> = fc.oneof(
	fc.record({
		kind: fc.constant('text' as const),
		side,
		record,
		field: fc.constantFrom('title' as const, 'note' as const),
	}),
	fc.record({ kind: fc.constant('state' as const), side, record, pick: fc.nat({ max: 3 }) }),
	fc.record({
		kind: fc.constant('label' as const),
		side,
		record,
		label: fc.nat({ max: 3 }),
		add: fc.boolean(),
	}),
	{ weight: 3, arbitrary: thing },
);

const event: fc.Arbitrary<Edit> = fc.record({
	kind: fc.constant('issue' as const),
	side: fc.constant('jira' as const),
	record,
	what: fc.constantFrom('move' as const, 'move' as const, 'delete' as const),
});

const fate: fc.Arbitrary<Fate> = fc.record({
	kind: fc.constantFrom<Fate['kind']>('atOnce', 'atOnce', 'atOnce', 'late', 'lost', 'twice'),
	confirms: fc.boolean(),
});

const fault = fc.option(
	fc.record({ call: fc.integer({ min: 1, max: 12 }), kind: fc.constantFrom(...FAULT_KINDS) }),
	{ nil: undefined, freq: 2 },
);

const run: fc.Arbitrary<Run> = fc.record({
	kind: fc.oneof(
		{ weight: 8, arbitrary: fc.constant('sync' as const) },
		{ weight: 4, arbitrary: fc.constant('ensure' as const) },
		{ weight: 4, arbitrary: fc.constant('reconcile' as const) },
		{ weight: 1, arbitrary: fc.constant('unlink' as const) },
	),
	record,
	fault,
	fate,
	fresh: fc.boolean(),
});

const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ kind: fc.constant('edit' as const), edit }) },
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('runs' as const),
			runs: fc.array(run, { minLength: 1, maxLength: 4 }),
			during: fc.array(
				fc.record({
					call: fc.integer({ min: 1, max: 20 }),
					edit: fc.oneof({ weight: 9, arbitrary: edit }, { weight: 1, arbitrary: event }),
				}),
				{ maxLength: 2 },
			),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('edit' as const), edit: event }),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('webhook' as const),
			which: fc.nat({ max: 3 }),
			times: fc.constantFrom(0 as const, 1 as const, 1 as const, 2 as const),
			fate,
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('deliver' as const), which: fc.nat({ max: 3 }) }),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			kind: fc.constant('wait' as const),
			milliseconds: fc.constantFrom(500, 5_000, 120_000),
		}),
	},
);

/** Stories of some steps: nine on average, of which a third are edits. */
export const histories: fc.Arbitrary<History> = fc.record({
	deployment: fc.constantFrom('cloud' as const, 'dataCenter' as const),
	delivery: fc.constantFrom('connected' as const, 'workflow' as const),
	confirms: fc.boolean(),
	things: fc.subarray<Thing>(THINGS.filter((thing) => thing !== 'parents')),
	moves: fc.constantFrom(false, false, true),
	automation: fc.constantFrom(false, false, true),
	policy: fc.constantFrom<ConflictPolicy>('preferJira', 'preferSource', 'preferNewer', 'ask'),
	lagMs: fc.constantFrom(0, 0, 2_000),
	rewrites: fc.boolean(),
	linked: fc.constantFrom(true, true, true, false),
	schedule: fc.nat(),
	steps: fc.array(step, { minLength: 2, maxLength: 16, size: 'max' }),
	// The last to be chosen: what the others are does not hang on it.
	family: fc.constantFrom(true, false, false),
});

/** The workflow that the histories play writes no files; versions need none, and parents are values like others. */
export function thingsOf({ delivery, things, family }: History): readonly Thing[] {
	return [
		...things.filter((thing) => delivery === 'connected' || thing !== 'files'),
		...(family ? (['parents'] as const) : []),
	];
}
