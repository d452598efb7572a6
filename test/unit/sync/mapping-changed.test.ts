import type { FieldSchema } from '../../../src/model/field-schema';
import type { JsonValue } from '../../../src/model/json';
import type { FieldMapping, SyncSettings } from '../../../src/sync/mapping';
import { planSync } from '../../../src/sync/plan';
import type { FieldSnapshot } from '../../../src/sync/snapshot';
import { mapping, syncSettings } from '../../support/engine-world';
import { CONNECTED, stateOf } from '../../support/plan-state';

/** Rows X1 to X7 of docs/design/merge.md: a pair that was in step meets a mapping that was changed since. */
const KEY = 'x>customfield_1';

function pairOf(schema: FieldSchema, values: readonly [JsonValue, JsonValue]) {
	let [source, jira] = values;
	let type = schema;
	let fields: Readonly<Record<string, FieldSnapshot>> = {};
	const adf = (text: string) => ({
		type: 'doc',
		version: 1,
		content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
	});
	const issue = () =>
		type.custom === 'textarea'
			? { richText: { format: 'adf' as const, values: { customfield_1: adf(String(jira)) } } }
			: {};
	return {
		fields: () => fields,
		edit(side: 'source' | 'jira', value: JsonValue) {
			if (side === 'source') source = value;
			else jira = value;
		},
		retype(next: FieldSchema, held: JsonValue) {
			type = next;
			jira = held;
		},
		plan(changes: Partial<FieldMapping> = {}, more: Partial<SyncSettings> = {}) {
			const settings = syncSettings([mapping('x', 'customfield_1', changes)], more);
			const changed = { schemas: { customfield_1: type }, ...issue() };
			const state = stateOf({ x: source }, { customfield_1: jira }, fields, changed);
			const plan = planSync(state, settings, CONNECTED);
			fields = plan.nextSnapshot.fields;
			return { ...plan.decisions[KEY], moves: plan.snapshotMoves, ...plan };
		},
	};
}

const TEXT: FieldSchema = { type: 'string' };
const NUMBER: FieldSchema = { type: 'number' };
const AREA: FieldSchema = { type: 'string', custom: 'textarea' };

describe('a mapping that changed between two runs', () => {
	it('X1: a new field is one that was just linked: the source of truth decides, and the report has both', () => {
		const pair = pairOf(TEXT, ['mine', 'theirs']);

		expect(pair.plan({ onLinking: 'jira' })).toMatchObject({
			kind: 'toSource',
			row: 'M6',
			source: 'mine',
			jira: 'theirs',
		});
	});

	it('X2, L4: a field that was taken out keeps its base, so that an edit meanwhile is known when it comes back', () => {
		const pair = pairOf(TEXT, ['a', 'a']);
		pair.plan();
		const without = syncSettings([mapping('y', 'summary')]);
		const state = stateOf({ x: 'a', y: 'b' }, { summary: 'b' }, pair.fields());
		expect(planSync(state, without, CONNECTED).nextSnapshot.fields).toMatchObject(pair.fields());
		pair.edit('jira', 'edited meanwhile');

		expect(pair.plan({ onLinking: 'source' })).toMatchObject({ kind: 'toSource', row: 'M4' });
	});

	it('X3: a renamed attribute is a new field: what is equal stays silent, what differs is told', () => {
		const pair = pairOf(TEXT, ['a', 'a']);
		pair.plan();
		const renamed = syncSettings([mapping('name', 'customfield_1', { onLinking: 'fillBlanks' })]);
		const schemas = { customfield_1: TEXT };
		const same = stateOf({ name: 'a' }, { customfield_1: 'a' }, pair.fields(), { schemas });
		const other = stateOf({ name: 'b' }, { customfield_1: 'a' }, pair.fields(), { schemas });

		expect(planSync(same, renamed, CONNECTED)).toEqual(
			expect.objectContaining({ toJira: {}, toSource: {} }),
		);
		const plan = planSync(other, renamed, CONNECTED);
		expect(plan).toEqual(expect.objectContaining({ toJira: {}, toSource: {} }));
		expect(plan).toMatchObject({
			decisions: { 'name>customfield_1': { row: 'M6', source: 'b', jira: 'a' } },
		});
	});

	it.each`
		from      | held   | to                                     | now      | edited        | wanted
		${TEXT}   | ${'5'} | ${NUMBER}                              | ${5}     | ${'6'}        | ${6}
		${NUMBER} | ${5}   | ${TEXT}                                | ${'5'}   | ${'6'}        | ${'6'}
		${TEXT}   | ${'a'} | ${{ type: 'option' }}                  | ${'a'}   | ${'b'}        | ${'b'}
		${TEXT}   | ${'a'} | ${{ type: 'array', items: 'string' }}  | ${['a']} | ${['a', 'b']} | ${['a', 'b']}
		${TEXT}   | ${'a'} | ${{ type: 'array', items: 'version' }} | ${['a']} | ${'b'}        | ${['b']}
	`('X4: retyped from $from.type to $to.type: no conflict, and an edit flows', (row) => {
		const pair = pairOf(row.from as FieldSchema, [row.held as JsonValue, row.held as JsonValue]);
		pair.plan();
		pair.retype(row.to as FieldSchema, row.now as JsonValue);

		expect(pair.plan()).toEqual(expect.objectContaining({ toJira: {}, toSource: {} }));
		pair.edit('source', row.edited as JsonValue);
		const plan = pair.plan();

		expect(plan).toEqual(
			expect.objectContaining({ toJira: { customfield_1: row.wanted }, toSource: {} }),
		);
		expect(plan).not.toHaveProperty('conflict');
	});

	it('X4, L4: retyped and edited in one go, it is still one edit', () => {
		const pair = pairOf(TEXT, ['5', '5']);
		pair.plan();
		pair.retype(NUMBER, 5);
		pair.edit('source', '6');

		expect(pair.plan()).toMatchObject({ kind: 'toJira', row: 'M3', toJira: { customfield_1: 6 } });
	});

	it.each(['markdown', 'html'] as const)(
		'X5, L5: a text format changed to %s moves nothing, and then is silent',
		(textFormat) => {
			const pair = pairOf(AREA, ['**not** bold <b>', '**not** bold <b>']);
			pair.plan();

			const plan = pair.plan({ textFormat });

			expect(plan).toEqual(expect.objectContaining({ toJira: {}, toSource: {} }));
			expect(pair.plan({ textFormat })).toMatchObject({ kind: 'unchanged', moves: false });
			expect(pair.plan()).toEqual(expect.objectContaining({ toJira: {}, toSource: {} }));
		},
	);

	it.each`
		side        | kind          | row
		${'source'} | ${'toJira'}   | ${'M3'}
		${'jira'}   | ${'toSource'} | ${'M4'}
	`('X5, L4: with the text format an edit on the $side side is one edit', ({ side, kind, row }) => {
		const pair = pairOf(AREA, ['**not** bold', '**not** bold']);
		pair.plan();
		pair.edit(side as 'source' | 'jira', 'edited');

		expect(pair.plan({ textFormat: 'markdown' })).toMatchObject({ kind, row });
	});

	it.each`
		from                         | to                              | side        | kind
		${{ direction: 'toJira' }}   | ${{ direction: 'both' }}        | ${'jira'}   | ${'toSource'}
		${{ direction: 'both' }}     | ${{ direction: 'toJira' }}      | ${'jira'}   | ${'left'}
		${{ direction: 'toSource' }} | ${{ direction: 'both' }}        | ${'source'} | ${'toJira'}
		${{ onConflict: 'ask' }}     | ${{ onConflict: 'preferJira' }} | ${'jira'}   | ${'toSource'}
		${{ onLinking: 'source' }}   | ${{ onLinking: 'jira' }}        | ${'source'} | ${'toJira'}
	`(
		'X6: from $from to $to: the base stays, an edit of $side is $kind',
		({ from, to, side, kind }) => {
			const pair = pairOf(TEXT, ['a', 'a']);
			pair.plan(from as Partial<FieldMapping>);
			expect(pair.plan(to as Partial<FieldMapping>)).toMatchObject({
				kind: 'unchanged',
				moves: false,
			});
			pair.edit(side as 'source' | 'jira', 'edited');

			expect(pair.plan(to as Partial<FieldMapping>)).toMatchObject({ kind });
		},
	);

	it('X7: the status table spells a state otherwise: no conflict, and an edit flows', () => {
		const state = mapping('state', 'status');
		const table = (first: readonly string[]): SyncSettings['status'] => ({
			rows: [
				{ source: first, jira: ['To Do'], category: 'new' },
				{ source: ['resolved'], jira: ['Done'], category: 'done' },
			],
			via: [],
			screenFields: {},
		});
		const before = { 'state>status': { s: 'open', j: 'open' } };
		const settings = syncSettings([state], { status: table(['new', 'open']) });

		const quiet = planSync(stateOf({ state: 'open' }, {}, before), settings, CONNECTED);
		const edited = planSync(stateOf({ state: 'resolved' }, {}, before), settings, CONNECTED);

		expect(quiet).toEqual(expect.objectContaining({ toSource: {}, toJira: {} }));
		expect(quiet.toStatus).toBeUndefined();
		expect(edited.decisions['state>status']).toMatchObject({ kind: 'toJira', row: 'M3' });
		expect(edited.toStatus).toEqual(['Done']);
	});
});
