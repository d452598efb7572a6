import { syncOne } from '../../../src/engine/sync-one';
import { decodeSnapshot } from '../../../src/sync/snapshot';
import { PROPERTY, mapping, record, syncSettings } from '../../support/engine-world';
import { inWorkflow, linkedPair } from '../../support/linked-pair';
import type { Workflow } from '../../support/memory-store';

const TITLE = mapping('title', 'summary');
const STATE = mapping('state', 'status');
const BOTH = syncSettings([TITLE, STATE]);
const START = { title: 'Crash', state: 'open' };

describe('syncOne', () => {
	it.each`
		what                       | source                                 | jira                                | reads | writes
		${'nothing changed'}       | ${{}}                                  | ${{}}                               | ${1}  | ${0}
		${'a field of the source'} | ${{ title: 'New' }}                    | ${{}}                               | ${1}  | ${1}
		${'status of the source'}  | ${{ state: 'resolved' }}               | ${{}}                               | ${1}  | ${2}
		${'both of the source'}    | ${{ title: 'New', state: 'resolved' }} | ${{}}                               | ${1}  | ${2}
		${'a field in Jira'}       | ${{}}                                  | ${{ fields: { summary: 'Other' } }} | ${1}  | ${1}
		${'both sides, alike'}     | ${{ title: 'Same' }}                   | ${{ fields: { summary: 'Same' } }}  | ${1}  | ${1}
	`('L7: $what takes $reads read and $writes writes', async ({ source, jira, reads, writes }) => {
		const pair = await linkedPair(START, BOTH);
		Object.assign(pair.values, source);
		pair.world.store.edit(pair.issue.id, jira);
		const worker = pair.world.worker();

		await syncOne(worker, inWorkflow(pair));

		expect(worker.tracker.counts).toMatchObject({ reads, writes });
	});

	it('L5: the echo of its own write takes 1 read and no write', async () => {
		const pair = await linkedPair(START, BOTH);
		Object.assign(pair.values, { title: 'New', state: 'resolved' });
		await pair.sync();
		const worker = pair.world.worker();

		const report = await pair.sync(worker);

		expect(worker.tracker.counts).toEqual({ reads: 1, writes: 0, metadata: 0 });
		expect(report).toMatchObject({ wrote: 'nothing', explanation: [] });
		expect(pair.source.writes).toBe(0);
	});

	it('writes fields and snapshot in one request, after the status', async () => {
		const pair = await linkedPair(START, BOTH);
		Object.assign(pair.values, { title: 'New', state: 'resolved' });
		const worker = pair.world.worker();

		const report = await pair.sync(worker);

		expect(worker.tracker.calls).toEqual(['readIssue', 'transitions', 'transition', 'editIssue']);
		expect(report).toMatchObject({
			wrote: 'issue',
			toJira: { summary: 'New', status: 'Done' },
			conflicts: [],
		});
		expect(pair.issue).toMatchObject({ status: 'Done', fields: { summary: 'New' } });
	});

	it('M4: takes Jira to the source', async () => {
		const pair = await linkedPair(START, BOTH);
		pair.world.store.edit(pair.issue.id, { status: 'Done', fields: { summary: 'Other' } });

		const report = await pair.sync();

		expect(pair.values).toEqual({ title: 'Other', state: 'resolved' });
		expect(report).toMatchObject({ toSource: { title: 'Other', state: 'resolved' } });
	});

	it.each`
		policy            | source      | jira
		${'ask'}          | ${'Mine'}   | ${'Theirs'}
		${'preferSource'} | ${'Mine'}   | ${'Mine'}
		${'preferJira'}   | ${'Theirs'} | ${'Theirs'}
	`('M5, L4: $policy reports the conflict with both values', async ({ policy, source, jira }) => {
		const settings = syncSettings([{ ...TITLE, onConflict: policy }]);
		const pair = await linkedPair(START, settings);
		pair.values['title'] = 'Mine';
		pair.world.store.edit(pair.issue.id, { fields: { summary: 'Theirs' } });

		const report = await pair.sync();

		expect(report.conflicts).toEqual(['title>summary']);
		expect(report.decisions['title>summary']).toMatchObject({ source: 'Mine', jira: 'Theirs' });
		expect(pair.values['title']).toBe(source);
		expect(pair.issue.fields['summary']).toBe(jira);
	});

	it.each`
		recordAt | jiraAt | kept
		${2_000} | ${1}   | ${'Mine'}
		${1}     | ${2}   | ${'Theirs'}
	`('M5: the newer of the two is kept: $kept', async ({ recordAt, jiraAt, kept }) => {
		const settings = syncSettings([{ ...TITLE, onConflict: 'preferNewer' }]);
		const pair = await linkedPair(START, settings);
		pair.values['title'] = 'Mine';
		pair.world.advance(jiraAt);
		pair.world.store.edit(pair.issue.id, { fields: { summary: 'Theirs' } });
		const since = pair.issue.updatedAt - jiraAt;
		const record = { ...pair.request().record, updatedAt: since + recordAt };
		const worker = pair.world.worker();

		const report = await pair.sync(worker, { record });

		expect(pair.values['title']).toBe(kept);
		expect(pair.issue.fields['summary']).toBe(kept);
		expect(report.conflicts).toEqual(['title>summary']);
		expect(worker.tracker.calls.filter((call) => call === 'changeTimes')).toHaveLength(1);
	});

	it('W7: reports a status that is not reached, and does not try again in silence', async () => {
		const workflow: Workflow = {
			'To Do': { category: 'new', to: ['In Progress'] },
			'In Progress': { category: 'indeterminate', to: [] },
			Done: { category: 'done', to: [] },
		};
		const settings = syncSettings([STATE], {
			status: {
				rows: [
					{ source: ['open'], jira: ['To Do'] },
					{ source: ['resolved'], jira: ['Done'] },
				],
				via: [],
				screenFields: {},
			},
		});
		const pair = await linkedPair(START, settings, { workflow });
		pair.values['state'] = 'resolved';

		const report = await pair.sync();

		expect(report.warnings[0]).toContain('Jira offers "Go to In Progress" to In Progress');
		expect(report.wrote).toBe('snapshot');
		expect(pair.issue.status).toBe('To Do');
		const worker = pair.world.worker();
		const again = await pair.sync(worker);
		expect(again.decisions['state>status']).toMatchObject({ kind: 'parked', row: 'W7' });
		expect(worker.tracker.counts.writes).toBe(0);
	});

	it('walks over statuses that may be passed, and sets the resolution at the end', async () => {
		const workflow: Workflow = {
			'To Do': { category: 'new', to: ['In Progress'] },
			'In Progress': { category: 'indeterminate', to: ['Done'] },
			Done: { category: 'done', to: [], screen: 'resolution' },
		};
		const status = { ...BOTH.status, screenFields: { resolution: 'Fixed', other: 'never sent' } };
		const pair = await linkedPair(START, { ...BOTH, status }, { workflow });
		pair.values['state'] = 'resolved';

		const report = await pair.sync();

		expect(report.warnings).toEqual([]);
		expect(pair.issue).toMatchObject({ status: 'Done', resolution: 'Fixed' });
	});

	it('reaches a row that names no status by its category', async () => {
		const rows = [
			{ source: ['open'], jira: [], category: 'new' as const },
			{ source: ['resolved'], jira: [], category: 'done' as const },
		];
		const settings = syncSettings([STATE], { status: { rows, via: [], screenFields: {} } });
		const pair = await linkedPair(START, settings);
		pair.values['state'] = 'resolved';

		await pair.sync();

		expect(pair.issue.status).toBe('Done');
	});

	it('L4: records read before a sync that ran first are not taken for edits', async () => {
		const pair = await linkedPair(START, BOTH);
		pair.world.store.edit(pair.issue.id, { fields: { summary: 'Edited in Jira' } });
		const worker = pair.world.worker();
		const stale = pair.request();

		await Promise.all([syncOne(worker, stale), syncOne(worker, stale), syncOne(worker, stale)]);

		expect(pair.issue.fields['summary']).toBe('Edited in Jira');
		expect(pair.values['title']).toBe('Edited in Jira');
	});

	it('L4: looks again when time has passed, and plans anew', async () => {
		const settings = syncSettings([{ ...TITLE, onConflict: 'ask' }], {});
		const pair = await linkedPair(START, settings, { lags: true });
		pair.values['title'] = 'Mine';
		const edit = pair.world.store;
		edit.edit(pair.issue.id, { fields: { summary: 'Theirs, not indexed yet' } });

		const report = await pair.sync(pair.world.worker(), { issue: undefined });

		expect(report.conflicts).toEqual(['title>summary']);
		expect(pair.issue.fields['summary']).toBe('Theirs, not indexed yet');
	});

	it('P2, L4: long lists are kept as digests where the snapshot would be larger than Jira takes', async () => {
		const names = Array.from({ length: 12 }, (_, index) => `attribute${index}`);
		const big = syncSettings(names.map((name) => mapping(name, 'labels')));
		const pair = await linkedPair(START, BOTH);
		const labels = Array.from({ length: 300 }, (_, index) => `label-${index}`);
		for (const name of names) pair.values[name] = labels;

		await pair.sync(undefined, { settings: big });
		const worker = pair.world.worker();
		const again = await pair.sync(worker, { settings: big });

		expect(JSON.stringify(pair.issue.properties[PROPERTY]).length).toBeLessThan(32_768);
		expect(worker.tracker.counts.writes).toBe(0);
		expect(again.warnings).toEqual([]);
	});

	it('refuses a snapshot of a newer format', async () => {
		const pair = await linkedPair(START, BOTH);
		pair.issue.properties[PROPERTY] = { format: 3 };

		await expect(pair.sync()).rejects.toThrow('newer version of this node (snapshot format 3)');
		await expect(pair.sync(undefined, { issue: undefined })).rejects.toThrow('newer version');
		expect(pair.issue.properties[PROPERTY]).toEqual({ format: 3 });
	});

	it('treats a damaged snapshot as a first link, and says so', async () => {
		const pair = await linkedPair(START, BOTH);
		pair.issue.properties[PROPERTY] = 'garbage';
		pair.world.store.edit(pair.issue.id, { fields: { summary: 'Other' } });

		const report = await pair.sync();

		expect(report.warnings[0]).toContain('could not be read');
		expect(report.decisions['title>summary']).toMatchObject({ kind: 'toJira', row: 'M6' });
		expect(decodeSnapshot(pair.issue.properties[PROPERTY]).kind).toBe('snapshot');
	});

	it('refuses an issue of another record', async () => {
		const pair = await linkedPair(START, BOTH);

		await expect(pair.sync(undefined, { record: record({}, { id: '8' }) })).rejects.toThrow(
			'ABC-1 is linked to backtrace 7, not to backtrace 8',
		);
	});

	it('does not tell the record what became of a closed duplicate', async () => {
		const pair = await linkedPair(START, BOTH);
		const held = pair.issue.properties[PROPERTY] as object;
		pair.issue.properties[PROPERTY] = { ...held, duplicateOf: '9', closing: true };
		pair.world.store.edit(pair.issue.id, { status: 'Done' });

		const report = await pair.sync();

		expect(report.kind).toBe('notLinked');
		expect(pair.values['state']).toBe('open');
	});

	it('says what to do about a record without an issue', async () => {
		const pair = await linkedPair(START, BOTH);

		const report = await pair.sync(undefined, {
			record: record({}, { id: '8' }),
			issue: undefined,
		});

		expect(report).toMatchObject({ kind: 'notLinked', wrote: 'nothing' });
		expect(report.warnings[0]).toContain('No issue is linked to backtrace 8');
	});

	it.each([
		{ title: 'New', state: 'resolved' },
		{ title: 'New', state: 'open' },
		{ title: 'Crash', state: 'open' },
	])('L12: a dry run of %o writes nothing and says what is then done', async (values) => {
		const pair = await linkedPair(START, BOTH);
		Object.assign(pair.values, values);
		const worker = pair.world.worker();

		const dry = await pair.sync(worker, { dryRun: true });
		expect(worker.tracker.counts.writes).toBe(0);
		expect(pair.source.writes).toBe(0);
		const { wrote, ...done } = await pair.sync();

		expect({ ...dry, dryRun: false, wrote }).toEqual({ ...done, wrote });
	});

	it('assigns whom the e-mail finds', async () => {
		const settings = syncSettings([mapping('owner', 'assignee')]);
		const pair = await linkedPair({ ...START, owner: null }, settings);
		pair.world.store.users.push({ accountId: 'a1', email: 'Kim@example.com' });
		pair.values['owner'] = 'kim@EXAMPLE.com';

		await pair.sync();

		expect(pair.issue.assignee).toMatchObject({ accountId: 'a1' });
		const quiet = pair.world.worker();
		await pair.sync(quiet);
		expect(quiet.tracker.counts).toEqual({ reads: 1, writes: 0, metadata: 0 });
	});
});
