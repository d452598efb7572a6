import { DEPLOYMENTS, locator, useEngine, type EngineJira } from '../support/engine-jira';
import { expectToFit } from '../support/engine-schema';

const { open } = useEngine();

const RECORD = {
	id: '42',
	title: 'Login fails',
	description: 'The button does nothing.',
	status: 'in progress',
	assignee: 'kim@example.com',
	url: 'https://example.com/42',
};
const FEATURE = {
	feature: {
		id: '1007868956',
		name: 'Feature 1',
		reference_num: 'PRJ1-1',
		url: 'https://company.aha.io/features/PRJ1-1',
		workflow_status: { id: '9', name: 'In development' },
		description: { id: '7', body: '<p>Fast &amp; <b>bold</b></p>' },
		assigned_to_user: { name: 'Ann Ray', email: 'ann@example.com' },
		tags: ['Infrastructure'],
		due_date: '2026-02-01',
		// As a second request gives them; an item without them says nothing of comments.
		comments: [],
	},
};

/** A preset and a project, and nothing else but that issues are to be made. */
async function reconcile(jira: EngineJira, preset: string, item: object) {
	return await jira.run(
		'jiraSync',
		{
			operation: 'reconcileMany',
			missingIssues: 'create',
			preset,
			project: locator('CRASH'),
			templateOptions: { lookAgainSeconds: 0 },
		},
		[item],
	);
}

describe.each(DEPLOYMENTS)('a preset and a project are enough, %s', (deployment) => {
	it('generic records: the issue is made, and has status and assignee of the record', async () => {
		const jira = await open(deployment);

		const { json, error } = await reconcile(jira, 'records', RECORD);

		expect(error).toBeUndefined();
		expect(json('Node', 3)).toEqual([]);
		expect(jira.site.issue('CRASH-1')).toMatchObject({
			fields: {
				summary: 'Login fails',
				status: { name: 'In Progress' },
				assignee: { displayName: 'Kim Lee' },
			},
		});
		jira.site.clearRequests();
		await jira.site.idle();
		const quiet = await reconcile(jira, 'records', RECORD);
		expect(quiet.json('Node')[0]).toMatchObject({ wrote: 'nothing', created: false });
		expect(jira.counts().writes).toBe(0);
	});

	it('Aha!: fields go both ways, the status comes from Jira, and the request for Aha! is made', async () => {
		const jira = await open(deployment);
		const made = await reconcile(jira, 'aha', FEATURE);
		expect(made.error).toBeUndefined();
		expect(made.json('Node', 1)).toEqual([]);
		expect(jira.site.issue('CRASH-1')).toMatchObject({
			fields: {
				summary: 'Feature 1',
				status: { name: 'To Do' },
				labels: ['Infrastructure'],
				duedate: '2026-02-01',
				assignee: { displayName: 'Ann Ray' },
			},
		});

		const kim = jira.site.asUser('kim');
		await kim.edit('CRASH-1', { summary: 'Feature one' });
		await kim.transition('CRASH-1', 'In Progress');
		await kim.transition('CRASH-1', 'Done');
		await kim.comment('CRASH-1', 'Shipped <today>');
		const moved = await reconcile(jira, 'aha', FEATURE);

		const [patch, comment] = moved.json('Node', 1);
		expect(patch).toMatchObject({
			kind: 'patch',
			recordId: '1007868956',
			patch: { name: 'Feature one', workflow_status: 'Shipped' },
			request: { feature: { name: 'Feature one', workflow_status: 'Shipped' } },
			record: FEATURE,
		});
		expect(comment).toMatchObject({
			kind: 'comment',
			action: 'create',
			request: { comment: { body: expect.stringContaining('<br><br>Shipped &lt;today&gt;') } },
		});
		for (const item of moved.json('Node', 1)) expectToFit(item, 'JiraSync', 'toSource');
	});
});
