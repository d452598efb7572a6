import type { IssueStatus } from '../../../src/model/issue';
import type { JsonValue } from '../../../src/model/json';
import type { FieldMapping } from '../../../src/sync/mapping';
import { parkStatus, planSync, usersToLookUp } from '../../../src/sync/plan';
import type { FieldPlanOptions } from '../../../src/sync/plan-field';
import type { FieldSnapshot } from '../../../src/sync/snapshot';
import { digest, mapping, syncSettings } from '../../support/engine-world';
import { CONNECTED, stateOf, WORKFLOW } from '../../support/plan-state';

function planOne(
	[source, jira]: readonly [JsonValue, JsonValue],
	before: FieldSnapshot,
	changes: Partial<FieldMapping> = {},
	options: FieldPlanOptions = WORKFLOW,
) {
	const settings = syncSettings([mapping('x', 'summary', changes)]);
	const state = stateOf({ x: source }, { summary: jira }, { 'x>summary': before });
	const plan = planSync(state, settings, options);
	const { kind, row, conflict } = plan.decisions['x>summary'] ?? {};
	const { disputed: _note, ...next } = plan.nextSnapshot.fields['x>summary'] ?? {};
	return {
		decision: [kind, row, conflict],
		/** Without the note of a conflict: disputed.test.ts. */
		next,
		toJira: plan.toJira['summary'],
		toSource: plan.toSource['x'],
	};
}

const SENT = { v: 'new', j: 'new', n: 1 };
const BASE = { s: 'old', j: 'old' };

describe('planSync, workflow mode', () => {
	it('W1: both sides agree: the base moves, and nothing is on its way any more', () => {
		expect(planOne(['new', 'new'], { ...BASE, sent: SENT })).toMatchObject({
			decision: ['converged', 'W1', undefined],
			next: { s: 'new', j: 'new' },
		});
	});

	it('W2: the source shows what was sent, Jira moved on: only the later edit is handed out', () => {
		expect(planOne(['new', 'newer'], { ...BASE, sent: SENT })).toEqual({
			decision: ['toSource', 'M4', undefined],
			next: { s: 'new', j: 'new', sent: { v: 'newer', j: 'newer', n: 1 } },
			toJira: undefined,
			toSource: 'newer',
		});
	});

	it('W3: both sides as they were parked: silence', () => {
		const parked = { ...BASE, parked: { s: 'old', j: 'new' } };

		expect(planOne(['old', 'new'], parked)).toEqual({
			decision: ['parked', 'W3', undefined],
			next: parked,
			toJira: undefined,
			toSource: undefined,
		});
	});

	it('W3: a parked field that moves is open again', () => {
		const parked = { ...BASE, parked: { s: 'old', j: 'new' } };

		expect(planOne(['old', 'newer'], parked)).toMatchObject({ toSource: 'newer' });
		expect(planOne(['old', 'new'], parked, {}, { ...WORKFLOW, retryParked: true })).toMatchObject({
			toSource: 'new',
			next: { sent: { n: 1 } },
		});
	});

	it.each`
		sent                                  | next
		${undefined}                          | ${{ ...BASE, sent: { v: 'new', j: 'new', n: 1 } }}
		${{ v: 'new', j: 'new', n: 1 }}       | ${{ ...BASE, sent: { v: 'new', j: 'new', n: 2 } }}
		${{ v: 'new', j: 'new', n: 2 }}       | ${{ ...BASE, sent: { v: 'new', j: 'new', n: 3 } }}
		${{ v: 'before', j: 'before', n: 3 }} | ${{ ...BASE, sent: { v: 'new', j: 'new', n: 1 } }}
	`('W4: hands out $next after $sent', ({ sent, next }) => {
		const before = sent === undefined ? BASE : { ...BASE, sent };

		expect(planOne(['old', 'new'], before)).toMatchObject({ toSource: 'new', next });
	});

	it('W4: the fourth time the pair of values is parked', () => {
		expect(planOne(['old', 'new'], { ...BASE, sent: { ...SENT, n: 3 } })).toEqual({
			decision: ['parked', 'W4', undefined],
			next: { ...BASE, parked: { s: 'old', j: 'new' } },
			toJira: undefined,
			toSource: undefined,
		});
	});
});

describe('planSync, connected', () => {
	it.each`
		row     | values            | before  | rules                                                     | decision                          | toJira       | toSource     | next
		${'M1'} | ${['old', 'old']} | ${BASE} | ${{}}                                                     | ${['unchanged', 'M1', undefined]} | ${undefined} | ${undefined} | ${BASE}
		${'M2'} | ${['new', 'new']} | ${BASE} | ${{}}                                                     | ${['converged', 'M2', undefined]} | ${undefined} | ${undefined} | ${{ s: 'new', j: 'new' }}
		${'M2'} | ${['new', 'new']} | ${{}}   | ${{}}                                                     | ${['converged', 'M2', undefined]} | ${undefined} | ${undefined} | ${{ s: 'new', j: 'new' }}
		${'M3'} | ${['new', 'old']} | ${BASE} | ${{}}                                                     | ${['toJira', 'M3', undefined]}    | ${'new'}     | ${undefined} | ${{ s: 'new', j: 'new' }}
		${'M3'} | ${['', 'old']}    | ${BASE} | ${{}}                                                     | ${['toJira', 'M3', undefined]}    | ${null}      | ${undefined} | ${{ s: null, j: null }}
		${'M4'} | ${['old', 'new']} | ${BASE} | ${{}}                                                     | ${['toSource', 'M4', undefined]}  | ${undefined} | ${'new'}     | ${{ s: 'new', j: 'new' }}
		${'M5'} | ${['a', 'b']}     | ${BASE} | ${{}}                                                     | ${['conflict', 'M5', true]}       | ${undefined} | ${undefined} | ${BASE}
		${'M5'} | ${['a', 'b']}     | ${BASE} | ${{ onConflict: 'preferJira' }}                           | ${['toSource', 'M5', true]}       | ${undefined} | ${'b'}       | ${{ s: 'b', j: 'b' }}
		${'M5'} | ${['a', 'b']}     | ${BASE} | ${{ onConflict: 'preferSource' }}                         | ${['toJira', 'M5', true]}         | ${'a'}       | ${undefined} | ${{ s: 'a', j: 'a' }}
		${'M6'} | ${['a', 'b']}     | ${{}}   | ${{}}                                                     | ${['toJira', 'M6', undefined]}    | ${'a'}       | ${undefined} | ${{ s: 'a', j: 'a' }}
		${'M6'} | ${['a', 'b']}     | ${{}}   | ${{ onLinking: 'fillBlanks' }}                            | ${['converged', 'M6', undefined]} | ${undefined} | ${undefined} | ${{ s: 'a', j: 'b' }}
		${'M7'} | ${['new', 'old']} | ${BASE} | ${{ direction: 'toSource' }}                              | ${['left', 'M7', undefined]}      | ${undefined} | ${undefined} | ${BASE}
		${'M7'} | ${['new', 'old']} | ${BASE} | ${{ direction: 'toSource', againstDirection: 'enforce' }} | ${['toSource', 'M7', undefined]}  | ${undefined} | ${'old'}     | ${{ s: 'old', j: 'old' }}
	`('$row: $values with $rules', ({ values, before, rules, decision, toJira, toSource, next }) => {
		expect(planOne(values, before, rules, CONNECTED)).toEqual({ decision, toJira, toSource, next });
	});
});

describe('planSync, sets', () => {
	const sets = (
		[source, jira]: readonly [JsonValue, JsonValue],
		before: FieldSnapshot,
		changes: Partial<FieldMapping> = {},
		options = CONNECTED,
	) => {
		const settings = syncSettings([mapping('tags', 'labels', changes)]);
		const state = stateOf({ tags: source }, { labels: jira }, { 'tags>labels': before });
		const plan = planSync(state, settings, options);
		return {
			kind: plan.decisions['tags>labels']?.kind,
			toJira: plan.toJira['labels'],
			toSource: plan.toSource['tags'],
			next: plan.nextSnapshot.fields['tags>labels'],
		};
	};
	const A = { s: ['a'], j: ['a'] };
	const many = Array.from({ length: 600 }, (_, index) => `label-${index}`).sort();
	const digested = { s: { '#': 'unknown' }, j: { '#': 'unknown' } };

	it.each`
		case                                  | values                 | before      | rules                                                   | toJira             | toSource
		${'both added'}                       | ${['a,b', ['a', 'c']]} | ${A}        | ${{}}                                                   | ${['a', 'b', 'c']} | ${['a', 'b', 'c']}
		${'both removed'}                     | ${[[], ['a', 'c']]}    | ${A}        | ${{}}                                                   | ${['c']}           | ${['c']}
		${'order and repeats mean nothing'}   | ${['a,a', ['a']]}      | ${A}        | ${{}}                                                   | ${undefined}       | ${undefined}
		${'one way: the other keeps its own'} | ${['a,b', ['a', 'c']]} | ${A}        | ${{ direction: 'toJira' }}                              | ${['a', 'b', 'c']} | ${undefined}
		${'one way, enforced'}                | ${['a,b', ['a', 'c']]} | ${A}        | ${{ direction: 'toJira', againstDirection: 'enforce' }} | ${['a', 'b']}      | ${undefined}
		${'first link, source'}               | ${['b', ['a']]}        | ${{}}       | ${{}}                                                   | ${['b']}           | ${undefined}
		${'first link, blanks'}               | ${['b', ['a']]}        | ${{}}       | ${{ onLinking: 'fillBlanks' }}                          | ${['a', 'b']}      | ${['a', 'b']}
		${'a base too long to store: united'} | ${['b', ['a']]}        | ${digested} | ${{}}                                                   | ${['a', 'b']}      | ${['a', 'b']}
	`('M8: $case', ({ values, before, rules, toJira, toSource }) => {
		expect(sets(values, before, rules)).toMatchObject({ toJira, toSource });
	});

	it('M8: a change of one side to a long list is taken as it is, removals too', () => {
		const { next } = sets([many, many], {});

		expect(sets([many.slice(1), many], next ?? {}).toJira).toEqual(many.slice(1));
		expect(sets([many, many.slice(1)], next ?? {}).toSource).toEqual(many.slice(1));
	});

	it('M8, L4: a removal in Jira of what the source added is kept while a patch is on its way', () => {
		const first = sets(['a,b', ['a', 'c']], A, {}, WORKFLOW);
		expect(first).toMatchObject({ toJira: ['a', 'b', 'c'], toSource: ['a', 'b', 'c'] });

		const second = sets(['a,b', ['a', 'c']], first.next ?? {}, {}, WORKFLOW);

		expect(second).toMatchObject({ toJira: undefined, toSource: ['a', 'c'] });
	});

	it('unmapped: a histogram is no list, and clears nothing', () => {
		const plan = sets([[['1.0', 5]], ['a']], A);

		expect(plan).toEqual({ kind: 'unmapped', toJira: undefined, toSource: undefined, next: A });
	});
});

describe('planSync, other fields', () => {
	it.each(['constructor', '__proto__', 'toString'])('a mapping of "%s" finds nothing', (name) => {
		const plan = planSync(stateOf({}, {}), syncSettings([mapping(name, 'summary')]), CONNECTED);

		expect(Object.values(plan.decisions)).toEqual([{ kind: 'absent' }]);
		expect(plan.snapshotMoves).toBe(false);
	});

	it('a field that the issue lacks is said to be unmapped', () => {
		const settings = syncSettings([mapping('x', 'customfield_404')]);

		const plan = planSync(stateOf({ x: 1 }, {}), settings, CONNECTED);

		expect(plan.warnings[0]).toContain('The issue has no field "customfield_404"');
	});

	it('statuses of one row do not flap', () => {
		const review = { id: 's', name: 'In Review', category: 'indeterminate' as const };
		const state = stateOf({ state: 'in-progress' }, {}, {}, { status: review });

		const plan = planSync(state, syncSettings([mapping('state', 'status')]), CONNECTED);

		expect(plan.decisions['state>status']).toMatchObject({ kind: 'converged' });
		expect(plan.toStatus).toBeUndefined();
	});

	it('people are looked up only when something about them changed', () => {
		const settings = syncSettings([mapping('owner', 'assignee')], {
			assignee: { table: [], unmatched: { fallback: 'boss@x.y' }, matchDisplayName: false },
		});
		const known = { 'owner>assignee': { s: 'a@x.y', j: null } };

		expect(usersToLookUp(stateOf({ owner: 'a@x.y' }, {}, known), settings, CONNECTED)).toEqual([]);
		expect(usersToLookUp(stateOf({ owner: 'b@x.y' }, {}, known), settings, CONNECTED)).toEqual([
			'b@x.y',
			'boss@x.y',
		]);
	});

	it('an assignee whom nobody matches is never wiped', () => {
		const state = stateOf({ owner: 'gone@x.y' }, {}, {}, { assignee: { accountId: 'ann' } });

		const plan = planSync(state, syncSettings([mapping('owner', 'assignee')]), CONNECTED);

		expect(plan.toJira).toEqual({});
		expect(plan.warnings[0]).toContain('No single Jira user matches "gone@x.y"');
	});
});

describe('parkStatus', () => {
	const settings = syncSettings([mapping('state', 'status'), mapping('y', 'description')]);
	const toDo = { id: 's-To Do', name: 'To Do', category: 'new' } as const;
	const review = { id: 's-In Review', name: 'In Review', category: 'indeterminate' } as const;
	const before = { 'state>status': { s: 'open', j: 'open' } };
	const state = (status: IssueStatus, known: Readonly<Record<string, FieldSnapshot>> = before) =>
		stateOf({ state: 'resolved', y: 'new' }, { description: 'old' }, known, { status });

	it('W7, L5: parks what was not reached, and takes the way it went for no edit', () => {
		const first = state(toDo, { ...before, 'y>description': BASE });
		const plan = planSync(first, settings, CONNECTED);
		const unreached = { keys: ['state>status'], status: review };
		const table = settings.status;

		const { fields } = parkStatus(plan, first.snapshot, unreached, { table, digest });

		expect(fields).toEqual({
			'state>status': {
				s: 'open',
				j: 'in-progress',
				parked: { s: 'resolved', j: 'in-progress', by: 'jira' },
			},
			'y>description': { s: 'new', j: 'new' },
		});
		const again = planSync(state(review, fields), settings, CONNECTED);
		expect(again.decisions['state>status']).toMatchObject({ kind: 'parked', row: 'W7' });
		expect(again.toStatus).toBeUndefined();
	});

	it('tries again when asked to', () => {
		const parked = { s: 'resolved', j: 'open', by: 'jira' as const };
		const fields = { 'state>status': { s: 'open', j: 'open', parked } };
		const retry = { ...CONNECTED, retryParked: true };

		expect(planSync(state(toDo, fields), settings, CONNECTED).toStatus).toBeUndefined();
		expect(planSync(state(toDo, fields), settings, retry).toStatus).toEqual(['Done']);
	});
});

describe('people', () => {
	it('a name of the user table is told to the source as it is spelt there', () => {
		const rules = {
			table: [{ source: 'Kim Lee', jira: 'kim' }],
			unmatched: 'leave',
			matchDisplayName: false,
		} as const;
		const settings = syncSettings([mapping('owner', 'assignee')], { assignee: rules });
		const known = { 'owner>assignee': { s: null, j: null } };
		const state = stateOf({ owner: null }, {}, known, { assignee: { name: 'kim' } });

		const plan = planSync(state, settings, CONNECTED);

		expect(plan.toSource).toEqual({ owner: 'Kim Lee' });
	});
});
