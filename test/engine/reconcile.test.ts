import {
	CRASH,
	DEPLOYMENTS,
	locator,
	pairedIndexes,
	ROW,
	TEMPLATE,
	useEngine,
	type Deployment,
	type EngineJira,
} from '../support/engine-jira';
import { expectToFit } from '../support/engine-schema';

const { open } = useEngine();

const MAPPED = {
	fieldMappings: { mapping: [{ source: 'title', jira: 'summary', direction: 'both' }] },
};
const LIMITS = { maxPercent: 100 };
const RECONCILE = { operation: 'reconcileMany', ...MAPPED, options: LIMITS };
const SYNCED = 0;
const FAILED = 3;

const rows = (count: number, title: string) =>
	Array.from({ length: count }, (_, index) => ({
		...ROW,
		fingerprint: `f${index + 1}`,
		title: `${title} ${index + 1}`,
	}));

/** So many pairs that are in step. */
async function inStep(deployment: Deployment, count: number): Promise<EngineJira> {
	const jira = await open(deployment);
	const crashes = rows(count, 'Crash').map(({ fingerprint }) => ({ ...CRASH, fingerprint }));
	await jira.run('jiraIssue', { operation: 'upsert', ...TEMPLATE }, crashes);
	await jira.run('jiraSync', RECONCILE, rows(count, 'Crash'));
	jira.site.clearRequests();
	return jira;
}

const summaryOf = ({ site }: EngineJira, key: string) =>
	site.issues().find((issue) => issue.key === key)?.fields['summary'];

/** The next edit is refused, as by a validator of the project. */
function refuseOneEdit({ site }: EngineJira): void {
	const body = { errorMessages: ['The validator of the project said no.'], errors: {} };
	site.failNext(1, { status: 400, body, matching: /^PUT .*\/issue\/\d+$/ });
}

const pick = (count: number, title: string, ...indexes: number[]) => {
	const all = rows(count, title);
	return indexes.flatMap((index) => all[index] ?? []);
};

describe.each(DEPLOYMENTS)('Reconcile Many, %s', (deployment) => {
	it('R6: a pair that fails leaves on Failed with its remedy, and the others go on', async () => {
		const jira = await inStep(deployment, 3);
		refuseOneEdit(jira);
		const options = { ...LIMITS, concurrency: 1 };

		const result = await jira.run('jiraSync', { ...RECONCILE, options }, rows(3, 'New'));

		expect(result.error).toBeUndefined();
		const [letter, ...others] = result.json('Node', FAILED);
		expect(others).toEqual([]);
		expect(letter).toMatchObject({
			kind: 'failed',
			record: { system: 'backtrace', id: 'f1' },
			issue: { key: 'CRASH-1' },
			error: expect.stringContaining('The validator of the project said no.'),
			attempts: 1,
			replay: { item: rows(1, 'New')[0] },
		});
		expectToFit(letter, 'JiraSync', 'reconcileMany');
		expect(result.items('Node', FAILED).map(pairedIndexes)).toEqual([[0]]);
		expect(result.items('Node').map(pairedIndexes)).toEqual([[1], [2], [0, 1, 2]]);
		expect(result.json('Node').at(-1)).toMatchObject({ counts: { changed: 2, failed: 1 } });
		expect(String(result.json('Node').at(-1)?.['html'])).toContain('The validator');
	});

	it('R7: a dead letter fed back is brought in step once, and is old news after that', async () => {
		const jira = await inStep(deployment, 1);
		refuseOneEdit(jira);
		const failed = await jira.run('jiraSync', RECONCILE, rows(1, 'New'));
		const letters = failed.json('Node', FAILED);

		const replayed = await jira.run('jiraSync', RECONCILE, letters);
		expect(replayed.json('Node')).toMatchObject([{ wrote: 'issue' }, { kind: 'summary' }]);
		expect(summaryOf(jira, 'CRASH-1')).toBe('New 1');

		await jira.site.asUser('kim').edit('CRASH-1', { summary: 'Kim knows better' });
		await jira.run('jiraSync', RECONCILE, [{ ...rows(1, 'x')[0], title: 'Newest' }]);
		jira.site.clearRequests();
		const late = await jira.run('jiraSync', RECONCILE, letters);
		expect(late.json('Node')).toMatchObject([{ kind: 'superseded' }, { kind: 'summary' }]);
		expect(jira.writes()).toEqual([]);
		for (const json of late.json('Node')) expectToFit(json, 'JiraSync', 'reconcileMany');
	});

	it('R7: of a generic record whose expressions read the item, and counts the tries', async () => {
		const jira = await open(deployment);
		const generic = {
			...RECONCILE,
			...TEMPLATE,
			preset: 'generic',
			missingIssues: 'create',
			recordId: '={{ $json.nested.id }}',
			recordTitle: '={{ $json.title }}',
			summaryTemplate: '$title',
		};
		const body = { errorMessages: ['Not today.'], errors: {} };
		const refuse = () => {
			jira.site.failNext(1, { status: 400, body, matching: /^POST .*\/issue$/ });
		};
		refuse();
		const item = { nested: { id: 'g1' }, title: 'Generic' };
		const first = await jira.run('jiraSync', generic, [item]);
		refuse();
		const second = await jira.run('jiraSync', generic, first.json('Node', FAILED));
		const third = await jira.run('jiraSync', generic, second.json('Node', FAILED));

		expect(second.json('Node', FAILED)).toMatchObject([
			{ record: { id: 'g1' }, attempts: 2, replay: { item } },
		]);
		expect(third.json('Node').at(-1)).toMatchObject({ counts: { created: 1, failed: 0 } });
		expect(jira.site.issues().map(({ fields }) => fields['summary'])).toEqual(['Generic']);
	});

	it('R8: stops at its limit with a cursor that the next run takes', async () => {
		const jira = await inStep(deployment, 3);
		const options = { ...LIMITS, maxPairs: 1 };

		const first = await jira.run('jiraSync', { ...RECONCILE, options }, rows(3, 'New'));
		const summary = first.json('Node').at(-1);
		const { startAt } = summary?.['left'] as { startAt: string };
		const rest = await jira.run(
			'jiraSync',
			{ ...RECONCILE, options: { ...LIMITS, startAt } },
			rows(3, 'New'),
		);

		expect(summary).toMatchObject({
			counts: { changed: 1, left: 2 },
			left: { records: 2, startAt: 'f2', because: 'pairs' },
		});
		expect(rest.json('Node').at(-1)).toMatchObject({
			counts: { changed: 2, skipped: 1, left: 0 },
			left: { records: 0, startAt: '' },
		});
	});

	it('R13: the summary counts requests as Jira saw them, and its table has no holes', async () => {
		const jira = await inStep(deployment, 2);

		const result = await jira.run('jiraSync', RECONCILE, pick(3, 'New', 0, 2));

		const items = result.json('Node');
		expect(items.map(({ kind }) => kind)).toEqual(['synced', 'missing', 'summary']);
		const { reads, writes } = jira.counts();
		expect(items.at(-1)).toMatchObject({ run: { reads, writes, seconds: expect.any(Number) } });
		const keys = items.map((json) => Object.keys(json).sort());
		expect(keys[1]).toEqual(keys[0]);
		expect(keys[2]).toEqual(keys[0]);
		expect(JSON.stringify(items)).not.toContain('undefined');
		for (const json of items) expectToFit(json, 'JiraSync', 'reconcileMany');
	});

	it('R6: an item without a record leaves on Failed; when no item has one, the node fails', async () => {
		const jira = await inStep(deployment, 1);

		const mixed = await jira.run('jiraSync', RECONCILE, [{ nothing: 1 }, ...rows(1, 'Crash')]);
		const none = await jira.run('jiraSync', RECONCILE, [{ nothing: 1 }]);

		expect(mixed.json('Node', FAILED)).toMatchObject([
			{ error: expect.stringContaining('no fingerprint'), replay: { item: { nothing: 1 } } },
		]);
		expect(mixed.json('Node').at(-1)).toMatchObject({ counts: { unchanged: 1 } });
		expect(none.error?.message).toContain('no fingerprint');
	});
});

describe.each(DEPLOYMENTS)('Compare of many, %s', (deployment) => {
	it('L12: gives each plan and all of them, as items, text and HTML, and writes nothing', async () => {
		const jira = await inStep(deployment, 2);
		const compare = { operation: 'compare', ...MAPPED };
		const items = pick(3, 'New', 0, 1, 2);

		const result = await jira.run('jiraSync', compare, items);

		expect(jira.writes()).toEqual([]);
		const json = result.json('Node', SYNCED);
		expect(result.items('Node').map(pairedIndexes)).toEqual([[0], [1], [2], [0, 1, 2]]);
		expect(json[0]).toMatchObject({ toJira: { summary: 'New 1' } });
		expect(json[0]?.['text']).toContain('write to Jira: summary = New 1');
		const all = json.at(-1);
		expect(all).toMatchObject({ kind: 'summary' });
		for (const part of ['New 1', 'New 2', 'CRASH-2', 'No issue is linked to backtrace f3'])
			for (const key of ['text', 'html']) expect(all?.[key]).toContain(part);
		for (const one of json) expectToFit(one, 'JiraSync', 'compare');

		jira.site.clearRequests();
		await jira.run('jiraSync', { operation: 'syncPair', ...MAPPED }, items.slice(0, 2));
		expect(['CRASH-1', 'CRASH-2'].map((key) => summaryOf(jira, key))).toEqual(['New 1', 'New 2']);
	});

	it('has no summary of one pair, whose item holds it all', async () => {
		const jira = await inStep(deployment, 1);
		const compare = {
			operation: 'compare',
			...MAPPED,
			issueBy: 'issue',
			issue: locator('CRASH-1'),
		};

		const json = (await jira.run('jiraSync', compare, rows(1, 'Crash'))).json('Node');

		expect(json).toHaveLength(1);
		expect(json[0]?.['text']).toContain('In step: nothing would be written.');
		expect(json[0]?.['html']).toContain('<table>');
	});
});
