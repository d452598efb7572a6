import { expectToFit } from '../support/engine-schema';
import { DEPLOYMENTS, useEngine, type EngineJira } from '../support/engine-jira';

const { open } = useEngine();

const IMPORT = {
	operation: 'importIssues',
	preset: 'generic',
	importJql: 'project = ALL',
	importSystem: 'aha',
	fieldMappings: { mapping: [{ source: 'title', jira: 'summary', direction: 'both' }] },
};
const KINDS = { row: [{ kind: 'feature', issueType: 'Task' }] };

const run = async (jira: EngineJira, options: object = {}) =>
	await jira.run('jiraSync', { ...IMPORT, options: { kindTypes: KINDS, ...options } }, [{ n: 1 }]);

describe.each(DEPLOYMENTS)('Import Issues, %s', (deployment) => {
	it('hands out what people made; Confirm Delivery links it, and it is never handed out again', async () => {
		const jira = await open(deployment);
		const key = await jira.site.asUser('kim').create('ALL', 'Task', { summary: 'Made in Jira' });
		const { id = '' } = jira.site.issue(key) ?? {};

		const first = await run(jira);
		expect(first.error).toBeUndefined();
		const [item] = first.json('Node', 1);
		expect(item).toMatchObject({
			kind: 'record',
			action: 'create',
			system: 'aha',
			recordId: '',
			key: `record:${id}`,
			recordType: 'feature',
			values: { title: 'Made in Jira' },
			issue: { key },
			record: { n: 1 },
		});
		const [summary] = first.json('Node');
		expect(summary).toMatchObject({ kind: 'imported', counts: { seen: 1, linked: 0 } });
		expectToFit(summary, 'JiraSync', 'importIssues');

		const confirmed = await jira.run(
			'jiraSync',
			{ operation: 'confirm', delivered: item, writtenId: 'F-77' },
			[{ id: 'F-77' }],
		);
		expect(confirmed.json('Node')).toMatchObject([
			{ kind: 'linked', issue: { key }, record: { system: 'aha', id: 'F-77' } },
		]);
		const again = await run(jira);
		expect(again.json('Node', 1)).toEqual([]);
		expect(again.json('Node')).toMatchObject([{ counts: { linked: 1 } }]);
	});

	it('I4: a preset brings its tables, and rows of their own can be set in them', async () => {
		const jira = await open(deployment);
		const kim = jira.site.asUser('kim');
		await kim.create('ALL', 'Task', { summary: 'Made in Jira', priority: 'High' });
		const { fieldMappings: _none, ...bare } = IMPORT;
		const preset = { ...bare, preset: 'records', options: { kindTypes: KINDS } };
		const row = { source: 'urgency', jira: 'priority', direction: 'both' };

		const usual = await jira.run('jiraSync', preset, [{}]);
		const fieldMappingsRecords = { mapping: [row] };
		const own = await jira.run('jiraSync', { ...preset, fieldMappingsRecords }, [{}]);

		expect(usual.error ?? own.error).toBeUndefined();
		expect(usual.json('Node', 1)).toMatchObject([
			{ values: { title: 'Made in Jira', status: 'open' } },
		]);
		expect(own.json('Node', 1)).toEqual([
			expect.objectContaining({ values: { urgency: 'High', status: 'open' } }),
		]);
	});

	it('a dry run shows the issues and hands out none', async () => {
		const jira = await open(deployment);
		await jira.site.asUser('kim').create('ALL', 'Task', { summary: 'Made in Jira' });
		jira.site.clearRequests();
		const shown = await run(jira, { dryRun: true });
		expect(shown.json('Node', 1)).toEqual([]);
		expect(shown.json('Node')).toMatchObject([
			{ dryRun: true, issues: [{ recordType: 'feature' }] },
		]);
		expect(jira.writes()).toEqual([]);
	});
});
