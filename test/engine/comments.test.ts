import { expectToFit } from '../support/engine-schema';
import { DEPLOYMENTS, locator, TEMPLATE, useEngine, type EngineJira } from '../support/engine-jira';

const { open } = useEngine();

const comment = (id: string, text: string, more: object = {}) => ({
	id,
	author: { name: 'Ann Lee', email: 'ann@example.com' },
	text,
	createdAt: '2026-11-21T10:00:00Z',
	...more,
});
const record = (comments: readonly object[]) => ({ title: 'One', comments });
const generic = {
	preset: 'generic',
	recordId: 'F-1',
	recordOptions: { system: 'aha' },
};
const sync = async (jira: EngineJira, comments: readonly object[], more: object = {}) =>
	await jira.run(
		'jiraSync',
		{
			operation: 'syncPair',
			...generic,
			issueBy: 'issue',
			issue: locator('CRASH-1'),
			syncComments: 'both',
			...more,
		},
		[record(comments)],
	);

describe.each(DEPLOYMENTS)('comments through the Jira Sync node, %s', (deployment) => {
	async function linked(): Promise<EngineJira> {
		const jira = await open(deployment);
		const kim = jira.site.asUser('kim');
		await kim.create('CRASH', 'Bug', { summary: 'One' });
		const link = { operation: 'link', ...generic, issue: locator('CRASH-1') };
		await jira.run('jiraSync', link, [record([])]);
		return jira;
	}

	it('copies both ways; the items for the record say what is to be written', async () => {
		const jira = await linked();
		const id = await jira.site.asUser('kim').comment('CRASH-1', 'Seen on ARM too');

		const { json, error } = await sync(jira, [comment('a', 'Hello')]);

		expect(error).toBeUndefined();
		const address = `${jira.url}/browse/CRASH-1?focusedCommentId=${id}`;
		expect(json('Node', 1)).toMatchObject([
			{
				kind: 'comment',
				action: 'create',
				system: 'aha',
				recordId: 'F-1',
				key: expect.stringContaining(`create:`) as string,
				comment: { jiraId: id, url: address },
				issue: { key: 'CRASH-1' },
			},
		]);
		expectToFit(json('Node', 1)[0], 'JiraSync', 'toSource');
		expect(JSON.stringify(json('Node', 1)[0])).toContain('Seen on ARM too');
		expect(json('Node')).toMatchObject([{ kind: 'synced', wrote: 'issue' }]);
		expectToFit(json('Node')[0], 'JiraSync', 'syncPair');
		expect(JSON.stringify(jira.site.issue('CRASH-1')?.comments)).toContain('Ann Lee in Aha:');
	});

	it('L7: in step, one read and no write; a patch is told from a comment', async () => {
		const jira = await linked();
		await sync(jira, [comment('a', 'Hello')]);
		jira.site.clearRequests();

		const title = { mapping: [{ source: 'title', jira: 'summary', direction: 'both' }] };
		const quiet = await sync(jira, [comment('a', 'Hello')]);
		expect(jira.counts()).toEqual({ reads: 1, writes: 0 });
		expect(quiet.json('Node', 1)).toEqual([]);
		await sync(jira, [comment('a', 'Hello')], { fieldMappings: title });
		await jira.site.asUser('kim').edit('CRASH-1', { summary: 'Two' });
		const moved = await sync(jira, [comment('a', 'Hello')], { fieldMappings: title });

		expect(moved.json('Node', 1)).toMatchObject([{ kind: 'patch', patch: { title: 'Two' } }]);
		expectToFit(moved.json('Node', 1)[0], 'JiraSync', 'toSource');
	});

	it('C12, C13: options let restricted comments through', async () => {
		const jira = await linked();
		const visibility = { type: 'role', value: 'Administrators' } as const;
		await jira.site.asUser('kim').comment('CRASH-1', 'secret', { visibility });
		const internal = [comment('a', 'for us', { internal: true })];

		const closed = await sync(jira, internal);
		const options = { includeRestrictedComments: true, internalRole: 'Administrators' };
		const opened = await sync(jira, internal, { options });

		expect(closed.json('Node', 1)).toEqual([]);
		expect(opened.json('Node', 1)).toHaveLength(1);
		const { comments = [] } = jira.site.issue('CRASH-1') ?? {};
		expect(comments).toHaveLength(2);
		const both = await sync(jira, internal, { options: { internalRole: 'A', internalGroup: 'B' } });
		expect(both.error?.message).toContain('not to both');
	});

	it('C20: Confirm Delivery links a comment by its new ID, so it is not handed out again', async () => {
		const jira = await linked();
		const id = await jira.site.asUser('kim').comment('CRASH-1', 'hello');
		const [item = {}] = (await sync(jira, [])).json('Node', 1);
		const confirm = { operation: 'confirm', delivered: '={{ $json.handed }}' };

		const without = await jira.run('jiraSync', confirm, [{ handed: item }]);
		const { json, error } = await jira.run('jiraSync', confirm, [{ id: 812, handed: item }]);
		const again = await jira.run('jiraSync', confirm, [{ id: 812, handed: item }]);

		expect(without.error?.message).toContain('ID of the new comment is not known');
		expect(error).toBeUndefined();
		expect(json('Node')).toMatchObject([{ kind: 'confirmed', confirmed: [`comment ${id}`] }]);
		expectToFit(json('Node')[0], 'JiraSync', 'confirm');
		expect(again.json('Node')).toMatchObject([{ kind: 'nothingSent', confirmed: [] }]);
		expect((await sync(jira, [])).json('Node', 1)).toEqual([]);
	});

	it('Create or Update, and then Reconcile Many, sync comments as well', async () => {
		const jira = await open(deployment);
		await jira.run('jiraIssue', { operation: 'upsert', ...generic, ...TEMPLATE }, [record([])]);

		const { json } = await jira.run(
			'jiraSync',
			{ operation: 'reconcileMany', ...generic, syncComments: 'both' },
			[record([comment('a', 'Hello')])],
		);

		for (const item of json('Node')) expectToFit(item, 'JiraSync', 'reconcileMany');
		expect(jira.site.issue('CRASH-1')?.comments).toHaveLength(1);
	});
});
