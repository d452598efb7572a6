import { ALL_FIELD_IDS as ID } from '../../simulators/jira';
import { DEPLOYMENTS, locator, TEMPLATE, useEngine } from '../support/engine-jira';

const { open } = useEngine();

const row = (source: string, jira: string) => ({ source, jira, direction: 'both' });
const RECONCILE = {
	operation: 'reconcileMany',
	preset: 'records',
	recordId: '={{ $json.id }}',
	...TEMPLATE,
	project: locator('ALL'),
	issueType: locator('Task', 'name'),
	bodyTemplate: '',
	fields: { mappingMode: 'defineBelow', value: {} },
	missingIssues: 'create',
	templateOptions: { lookAgainSeconds: 0, appendSeen: false },
	fieldMappingsRecords: {
		mapping: [row('reviewer', ID.user), row('estimate', 'timetracking')],
	},
};

describe.each(DEPLOYMENTS)('fields that are mapped, %s', (deployment) => {
	const first = { id: 'F', title: 'F', reviewer: 'kim@example.com' };
	const estimate = { originalEstimate: 240, remainingEstimate: 240 };
	const ann = { reviewer: 'ann@example.com' };
	const timetracking = { originalEstimate: '2h', remainingEstimate: '1h' };

	it.each([
		{
			form: 'an object',
			held: { estimate },
			told: { originalEstimate: 120, remainingEstimate: 60 },
		},
		{ form: 'minutes', held: { estimate: 240 }, told: 120 },
	])('M3, M4: a person goes by e-mail, an estimate by $form, there and back', async (story) => {
		const jira = await open(deployment);
		const record = { ...first, ...story.held };
		const made = await jira.run('jiraSync', RECONCILE, [record]);
		expect(made.json('Node')[0]?.['warnings']).toEqual([]);
		expect(jira.site.issue('ALL-1')?.fields).toEqual(
			expect.objectContaining({
				[ID.user]: expect.objectContaining({ displayName: 'Kim Lee' }),
				timetracking: expect.objectContaining({ originalEstimateSeconds: 4 * 3600 }),
			}),
		);

		await jira.site.asUser('kim').edit('ALL-1', { [ID.user]: 'ann', timetracking });
		const moved = await jira.run('jiraSync', RECONCILE, [record]);
		expect(moved.json('Node', 1)).toEqual([
			expect.objectContaining({ kind: 'patch', patch: { ...ann, estimate: story.told } }),
		]);

		const now = { ...record, ...ann, estimate: story.told };
		await jira.run('jiraSync', RECONCILE, [now]);
		jira.site.clearRequests();
		const quiet = await jira.run('jiraSync', RECONCILE, [now]);
		expect(quiet.json('Node', 1)).toEqual([]);
		expect(jira.writes()).toEqual([]);
	});
});
