import { DEBT_AGE_MS } from '../../../src/engine/regression-note';
import { checkRecurrence } from '../../../src/engine/resolved-until';
import { syncSettings } from '../../support/engine-world';
import { linkedPair, type LinkedPair } from '../../support/linked-pair';
import { serviceError } from '../../support/memory-tracker';
import { SIMPLE_WORKFLOW, type Workflow } from '../../support/memory-store';
import { recurrenceRequest, settingsRule, type RecurrenceChanges } from '../../support/recurrence';

/** An issue that was fixed in 1.2.0 and closed. */
async function fixed(workflow: Workflow = SIMPLE_WORKFLOW): Promise<LinkedPair> {
	const pair = await linkedPair({}, syncSettings([]), { workflow });
	pair.world.store.edit(pair.issue.id, {
		status: 'Done',
		resolution: 'Fixed',
		fields: { fixVersions: ['1.2.0'], labels: ['Backtrace'], customfield_1: 'build 1.4.0' },
	});
	return pair;
}

function request(pair: LinkedPair, changes: RecurrenceChanges = {}) {
	return recurrenceRequest({ issue: pair.issue.id, ...changes });
}

describe('what follows the transition', () => {
	it('A6: fields that Jira refuses are a warning, and nothing stays owed', async () => {
		const pair = await fixed();
		const worker = pair.world.worker();
		worker.tracker.failNext('editIssue', serviceError('validation'));

		const report = await checkRecurrence(worker, request(pair, { reopen: { label: 'again' } }));

		expect(report).toMatchObject({
			kind: 'reopened',
			steps: ['Move ABC-1 from "Done" to "To Do"', 'Add a comment with the reason'],
			warnings: ['ABC-1 was reopened, but its fields were not changed. Jira said validation'],
		});
		pair.world.advance(DEBT_AGE_MS);
		const quiet = pair.world.worker();
		await checkRecurrence(quiet, request(pair, { reopen: { label: 'again' } }));
		expect(quiet.tracker.counts.writes).toBe(0);
	});

	it('L8: a comment that fails says what was done, and a later recurrence adds it', async () => {
		const pair = await fixed();
		const worker = pair.world.worker();
		worker.tracker.failNext('addComment', serviceError('server'));

		await expect(checkRecurrence(worker, request(pair))).rejects.toMatchObject({
			message: 'Jira said server',
			problems: [
				{
					field: 'Already done',
					message: 'ABC-1 was moved to "To Do". A later recurrence does the rest.',
				},
			],
		});
		await checkRecurrence(pair.world.worker(), request(pair));
		expect(pair.issue.comments).toHaveLength(0);
		pair.world.advance(DEBT_AGE_MS);
		await checkRecurrence(pair.world.worker(), request(pair));
		await checkRecurrence(pair.world.worker(), request(pair));

		expect(pair.issue.comments).toHaveLength(1);
	});

	it('a resolution that the workflow clears is not touched', async () => {
		const pair = await fixed();
		const worker = pair.world.worker();

		const report = await checkRecurrence(
			worker,
			request(pair, { reopen: { clearResolution: true } }),
		);

		expect(report).toMatchObject({ kind: 'reopened', warnings: [] });
		expect(worker.tracker.calls).not.toContain('editIssue');
	});

	it('A6: a resolution that can be cleared by nobody but the workflow is a warning', async () => {
		const open = { ...SIMPLE_WORKFLOW['To Do'], keepsResolution: true } as const;
		const pair = await fixed({ ...SIMPLE_WORKFLOW, 'To Do': open } as Workflow);
		const reopen = { clearResolution: true };

		const report = await checkRecurrence(pair.world.worker(), request(pair, { reopen }));

		expect(report).toMatchObject({
			kind: 'reopened',
			warnings: [
				expect.stringMatching(
					/^The resolution "Fixed" of ABC-1 was not cleared: let the workflow clear it in a post function\./,
				),
			],
		});
		expect(pair.issue.comments).toHaveLength(1);
	});

	it('a field of the rule is the one that is cleared', async () => {
		const pair = await fixed();
		const rules = [settingsRule({ name: 'Builds', fixField: 'customfield_1' })];
		const policy = { rules, finalResolutions: [] };
		const changes = { versions: '1.5.0', policy, reopen: { clearFixVersions: true } };

		const report = await checkRecurrence(pair.world.worker(), request(pair, changes));

		expect(report).toMatchObject({
			kind: 'reopened',
			rule: 'Builds',
			fixed: 'build 1.4.0',
			steps: expect.arrayContaining(['Clear customfield_1']),
		});
		expect(pair.issue.fields).toMatchObject({ fixVersions: ['1.2.0'], customfield_1: null });
	});
});

describe('a debt in a field of a rule', () => {
	it('L3: is paid in that field by a recurrence that meets an open issue', async () => {
		const pair = await fixed();
		const rules = [settingsRule({ name: 'Builds', fixField: 'customfield_1' })];
		const policy = { rules, finalResolutions: [] };
		const given = request(pair, {
			versions: '1.5.0',
			policy,
			reopen: { clearFixVersions: true },
		});
		const victim = pair.world.worker();
		victim.tracker.crashAt(2, 'after');
		await expect(checkRecurrence(victim, given)).rejects.toThrow();
		pair.world.advance(DEBT_AGE_MS);

		const report = await checkRecurrence(pair.world.worker(), given);

		expect(report).toMatchObject({ because: 'notResolved', steps: ['Clear customfield_1'] });
		expect(pair.issue.fields).toMatchObject({ fixVersions: ['1.2.0'], customfield_1: null });
		expect(pair.issue.comments).toHaveLength(1);
	});
});

describe('the way out of a resolved status', () => {
	const LONG: Workflow = {
		'To Do': { category: 'new', to: ['Done'] },
		Done: { category: 'done', to: ['Verified'] },
		Verified: { category: 'done', to: ['Rejected', 'Done'] },
		Rejected: { category: 'indeterminate', to: ['To Do'] },
	};

	it('A2: goes through statuses that may be passed, and the plan says so', async () => {
		const pair = await fixed(LONG);
		const reopen = { targets: [], via: ['Verified'] };
		const dry = await checkRecurrence(pair.world.worker(), request(pair, { reopen, dryRun: true }));

		const report = await checkRecurrence(pair.world.worker(), request(pair, { reopen }));

		expect(dry.steps[0]).toBe('Move ABC-1 from "Done" to "Verified" on the way to an open status');
		expect(report).toMatchObject({ kind: 'reopened', issue: { status: { name: 'Rejected' } } });
	});

	it('A2: stuck half-way between done statuses it owes nothing', async () => {
		const { Rejected: _gone, ...rest } = LONG;
		const stuck: Workflow = { ...rest, Verified: { category: 'done', to: [] } };
		const pair = await fixed(stuck);
		const reopen = { targets: ['To Do'], via: ['Verified'] };

		const report = await checkRecurrence(pair.world.worker(), request(pair, { reopen }));

		expect(report).toMatchObject({
			kind: 'unchanged',
			warnings: [expect.stringContaining('ABC-1 stands at "Verified"')],
		});
		expect(JSON.stringify(pair.issue.properties)).not.toContain('owes');
		expect(pair.issue.comments).toEqual([]);
	});

	it('A3: an issue that a person moves between looking and moving is left alone', async () => {
		const pair = await fixed();
		const worker = pair.world.worker();
		const { transitions } = worker.tracker;
		const tracker = {
			...worker.tracker,
			transitions: async (id: string) => {
				const offered = await transitions(id);
				pair.world.store.edit(id, { status: 'In Review' });
				return offered;
			},
		};

		const report = await checkRecurrence({ ...worker, tracker }, request(pair));

		expect(report).toMatchObject({
			kind: 'unchanged',
			because: 'notResolved',
			reason:
				'ABC-1 is open again: another run or a person moved it to "In Review" at the same moment.',
			issue: { status: { name: 'In Review' } },
		});
		expect(pair.issue.comments).toEqual([]);
	});

	it('L8: a refusal that nobody else caused is told as it is', async () => {
		const pair = await fixed();
		const worker = pair.world.worker();
		worker.tracker.failNext('transition', serviceError('validation'));

		await expect(checkRecurrence(worker, request(pair))).rejects.toThrow('Jira said validation');
		expect(pair.issue.status).toBe('Done');
	});
});

describe('a new issue in place of reopening', () => {
	const action = 'newIssue' as const;

	it.each([1, 2, 3, 4] as const)(
		'L3: a process that dies at write %i leaves the record one issue',
		async (write) => {
			for (const when of ['before', 'after'] as const) {
				const pair = await fixed();
				const victim = pair.world.worker();
				victim.tracker.crashAt(write, when);
				const first = checkRecurrence(victim, recurrenceRequest({ action }));
				await expect(first).rejects.toThrow();

				await checkRecurrence(pair.world.worker(), recurrenceRequest({ action }));

				const open = [...pair.world.store.issues.values()].filter(
					({ status }) => status !== 'Done',
				);
				expect(open.map(({ key }) => key)).toEqual(['ABC-2']);
			}
		},
	);

	it('L3: two processes at once leave one new issue, the other closed as its duplicate', async () => {
		const pair = await fixed();

		const reports = await Promise.all(
			[1, 2].map(async () => await checkRecurrence(pair.world.worker(), request(pair, { action }))),
		);

		const issues = [...pair.world.store.issues.values()];
		expect(issues.filter(({ status }) => status !== 'Done').map(({ key }) => key)).toEqual([
			'ABC-2',
		]);
		expect(reports.map((report) => report.newIssue?.key)).toEqual(['ABC-2', 'ABC-2']);
	});

	it('a link type that Jira lacks is a warning', async () => {
		const pair = await fixed();
		const worker = pair.world.worker();
		worker.tracker.failNext('linkRelated', serviceError('validation'));

		const report = await checkRecurrence(worker, request(pair, { action }));

		expect(report).toMatchObject({
			kind: 'newIssue',
			warnings: ['ABC-2 was made, but ABC-1 was not told. Jira said validation'],
		});
	});
});
