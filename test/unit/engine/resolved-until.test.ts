import { DEBT_AGE_MS } from '../../../src/engine/regression-note';
import { checkRecurrence } from '../../../src/engine/resolved-until';
import { decodeSnapshot } from '../../../src/sync/snapshot';
import { PROPERTY, syncSettings } from '../../support/engine-world';
import { linkedPair, type LinkedPair } from '../../support/linked-pair';
import type { Workflow } from '../../support/memory-store';
import { recurrenceRequest, type RecurrenceChanges } from '../../support/recurrence';

async function resolved(fixVersions: readonly string[] = ['1.2.0'], workflow?: Workflow) {
	const pair = await linkedPair({}, syncSettings([]), workflow === undefined ? {} : { workflow });
	pair.world.store.edit(pair.issue.id, {
		status: 'Done',
		resolution: 'Fixed',
		fields: { fixVersions, labels: ['Backtrace'] },
	});
	return pair;
}

function request(pair: LinkedPair, { reopen, ...changes }: RecurrenceChanges = {}) {
	return recurrenceRequest({
		issue: pair.issue.id,
		reopen: { label: 'regression', clearFixVersions: true, ...reopen },
		...changes,
	});
}

function note(pair: LinkedPair) {
	const reading = decodeSnapshot(pair.issue.properties[PROPERTY]);
	return reading.kind === 'snapshot' ? reading.snapshot.regression : undefined;
}

function expectReopenedOnce(pair: LinkedPair): void {
	expect(pair.issue).toMatchObject({
		status: 'To Do',
		fields: { fixVersions: null, labels: ['Backtrace', 'regression'] },
	});
	expect(pair.issue.comments).toHaveLength(1);
	expect(note(pair)).toEqual({ count: 1, version: '1.3.0' });
}

describe('checkRecurrence', () => {
	it('reopens, comments, labels, clears the fix and says why', async () => {
		const pair = await resolved();

		const report = await checkRecurrence(pair.world.worker(), request(pair));

		expect(report).toMatchObject({
			kind: 'reopened',
			because: 'regression',
			observed: '1.3.0',
			fixed: '1.2.0',
			reopenCount: 1,
			reason:
				'Version 1.3.0 is later than the fix version 1.2.0 of ABC-1 (Fix Versions), by version number, so the error came back in spite of the fix.',
			steps: [
				'Move ABC-1 from "Done" to "To Do"',
				'Add a comment with the reason',
				'Add the label "regression"',
				'Clear Fix Versions',
			],
		});
		expectReopenedOnce(pair);
		expect(pair.issue.comments[0]).toBe(
			`Reopened: the error came back.\n\n${report.reason}\n\nError: backtrace 7\nhttps://bt.example/7`,
		);
	});

	it.each`
		case                  | issue                              | versions   | because
		${'not resolved'}     | ${{ status: 'In Progress' }}       | ${'1.3.0'} | ${'notResolved'}
		${'covered'}          | ${{}}                              | ${'1.2.0'} | ${'coveredByFix'}
		${'older'}            | ${{}}                              | ${'1.1.9'} | ${'coveredByFix'}
		${'final resolution'} | ${{ resolution: "won't do" }}      | ${'1.3.0'} | ${'finalResolution'}
		${'no version'}       | ${{}}                              | ${null}    | ${'unknown'}
		${'nonsense'}         | ${{}}                              | ${'trunk'} | ${'unknown'}
		${'no fix version'}   | ${{ fields: { fixVersions: [] } }} | ${'1.3.0'} | ${'unknown'}
	`('L7: $case: stays with 1 read and no write', async ({ issue, versions, because }) => {
		const pair = await resolved();
		pair.world.store.edit(pair.issue.id, issue);
		const worker = pair.world.worker();

		const report = await checkRecurrence(worker, request(pair, { versions }));

		expect(report).toMatchObject({ kind: 'unchanged', because, reopenCount: 0 });
		expect(worker.tracker.counts).toEqual({ reads: 1, writes: 0, metadata: 0 });
	});

	it('L3: ten recurrences at once reopen once and comment once', async () => {
		const pair = await resolved();
		const worker = pair.world.worker();

		const reports = await Promise.all(
			Array.from({ length: 10 }, async () => await checkRecurrence(worker, request(pair))),
		);

		expect(reports.filter(({ kind }) => kind === 'reopened')).toHaveLength(1);
		expectReopenedOnce(pair);
	});

	it('counts the next reopening', async () => {
		const pair = await resolved();
		await checkRecurrence(pair.world.worker(), request(pair));
		pair.world.store.edit(pair.issue.id, { status: 'Done', fields: { fixVersions: ['1.4.0'] } });

		const again = request(pair, {
			versions: [
				['1.3.9', 5],
				['1.5.0', 1],
			],
		});
		const report = await checkRecurrence(pair.world.worker(), again);

		expect(report).toMatchObject({ kind: 'reopened', observed: '1.5.0', reopenCount: 2 });
	});

	describe.each([
		{ says: 'everything', label: 'regression', reopen: { clearFixVersions: true }, writes: 4 },
		{ says: 'a comment alone', reopen: {}, writes: 4 },
		{
			says: 'fields alone',
			label: 'regression',
			reopen: { clearFixVersions: true, comment: false },
			writes: 3,
		},
	])('a process that dies at any write of $says', ({ label, reopen, writes }) => {
		const points = Array.from({ length: writes }, (_, index) => index + 1).flatMap((write) =>
			(['before', 'after'] as const).map((when) => ({ write, when })),
		);

		it.each(points)(
			'$when write $write: a recurrence a minute later finishes it',
			async ({ write, when }) => {
				const pair = await resolved();
				const given = recurrenceRequest({
					issue: pair.issue.id,
					reopen: { ...reopen, ...(label !== undefined && { label }) },
				});
				const victim = pair.world.worker();
				victim.tracker.crashAt(write, when);
				await expect(checkRecurrence(victim, given)).rejects.toThrow();
				pair.world.advance(DEBT_AGE_MS);

				await checkRecurrence(pair.world.worker(), given);

				expect(note(pair)).toEqual({ count: 1, version: '1.3.0' });
				expect(pair.issue.status).toBe('To Do');
				expect(pair.issue.comments).toHaveLength('comment' in reopen ? 0 : 1);
				expect(pair.issue.fields).toMatchObject(
					label === undefined
						? { labels: ['Backtrace'], fixVersions: ['1.2.0'] }
						: { labels: ['Backtrace', 'regression'], fixVersions: null },
				);
				const quiet = pair.world.worker();
				await checkRecurrence(quiet, given);
				expect(quiet.tracker.counts.writes).toBe(0);
			},
		);
	});

	it('L4: a fix version that somebody set after the crash is not cleared', async () => {
		const pair = await resolved();
		const victim = pair.world.worker();
		victim.tracker.crashAt(2, 'after');
		await expect(checkRecurrence(victim, request(pair))).rejects.toThrow();
		pair.world.store.edit(pair.issue.id, { fields: { fixVersions: ['1.4.0'] } });
		pair.world.advance(DEBT_AGE_MS);

		await checkRecurrence(pair.world.worker(), request(pair));

		expect(pair.issue.fields['fixVersions']).toEqual(['1.4.0']);
		expect(pair.issue.comments).toHaveLength(1);
	});

	it('an issue that was resolved anew owes nothing', async () => {
		const pair = await resolved();
		const victim = pair.world.worker();
		victim.tracker.crashAt(2, 'after');
		await expect(checkRecurrence(victim, request(pair))).rejects.toThrow();
		pair.world.store.edit(pair.issue.id, { status: 'Done', fields: { fixVersions: ['1.4.0'] } });
		pair.world.advance(DEBT_AGE_MS);

		const report = await checkRecurrence(pair.world.worker(), request(pair));

		expect(report).toMatchObject({ kind: 'unchanged', because: 'coveredByFix' });
		expect(pair.issue.comments).toEqual([]);
		expect(note(pair)).toEqual({ count: 1, version: '1.3.0' });
	});

	it('says what is in the way when no transition leads out, and owes nothing', async () => {
		const workflow: Workflow = {
			'To Do': { category: 'new', to: ['Done'] },
			Done: { category: 'done', to: [] },
		};
		const pair = await resolved(['1.2.0'], workflow);
		const before = structuredClone(pair.issue.properties);

		const report = await checkRecurrence(pair.world.worker(), request(pair));

		expect(report).toMatchObject({
			kind: 'unchanged',
			warnings: [expect.stringContaining('no transition leads to To Do')],
		});
		expect(pair.issue.comments).toEqual([]);
		expect(pair.issue.properties).toEqual(before);
	});

	it('takes the nearest status that is not done when none is named', async () => {
		const pair = await resolved();

		const report = await checkRecurrence(
			pair.world.worker(),
			request(pair, { reopen: { targets: [] } }),
		);

		expect(report.issue?.status?.name).toBe('To Do');
	});

	it.each`
		onUnknown    | kind           | status     | comments
		${'stay'}    | ${'unchanged'} | ${'Done'}  | ${0}
		${'comment'} | ${'unchanged'} | ${'Done'}  | ${1}
		${'reopen'}  | ${'reopened'}  | ${'To Do'} | ${1}
	`('unknown, policy $onUnknown: twice is as good as once', async (row) => {
		const pair = await resolved();
		const unknown = request(pair, { versions: 'trunk', onUnknown: row.onUnknown });
		const dry = await checkRecurrence(pair.world.worker(), { ...unknown, dryRun: true });

		const report = await checkRecurrence(pair.world.worker(), unknown);
		await checkRecurrence(pair.world.worker(), unknown);

		expect(report).toMatchObject({ kind: row.kind, because: 'unknown' });
		expect(dry.kind).toBe(report.kind);
		expect(pair.issue.status).toBe(row.status);
		expect(pair.issue.comments).toHaveLength(row.comments);
	});

	it('L12: a dry run says what would be done and does nothing', async () => {
		const pair = await resolved();
		const worker = pair.world.worker();

		const report = await checkRecurrence(worker, request(pair, { dryRun: true }));

		expect(report).toMatchObject({ kind: 'reopened', observed: '1.3.0', dryRun: true });
		expect(worker.tracker.counts.writes).toBe(0);
	});

	it("goes by the order of the project's versions", async () => {
		const pair = await resolved(['Falcon']);
		pair.world.store.versions = ['Albatross', 'Falcon', 'Kestrel'].map((name) => ({
			id: name,
			name,
			released: false,
			archived: false,
		}));
		const order = 'jiraThenParsed';

		const older = await checkRecurrence(
			pair.world.worker(),
			request(pair, { versions: 'Albatross', order }),
		);
		const later = await checkRecurrence(
			pair.world.worker(),
			request(pair, { versions: 'Kestrel', order }),
		);

		expect(older.because).toBe('coveredByFix');
		expect(later.reason).toContain("by the order of the project's versions in Jira");
	});

	it('L1: a search that lags is no ground to reopen on', async () => {
		const pair = await linkedPair({}, syncSettings([]), { lags: true });
		pair.world.store.edit(pair.issue.id, { status: 'Done', fields: { fixVersions: ['1.2.0'] } });
		pair.world.store.reindex();
		pair.world.store.edit(pair.issue.id, { status: 'In Progress' });
		const worker = pair.world.worker();

		const report = await checkRecurrence(worker, request(pair, { issue: undefined }));

		expect(report.because).toBe('notResolved');
		expect(worker.tracker.counts.writes).toBe(0);
	});

	it('says that no issue is linked', async () => {
		const pair = await resolved();
		const stranger = { system: 'backtrace', id: '8', values: {} };

		const report = await checkRecurrence(
			pair.world.worker(),
			request(pair, { record: stranger, issue: undefined }),
		);

		expect(report).toMatchObject({ kind: 'unchanged', because: 'notLinked' });
	});
});
