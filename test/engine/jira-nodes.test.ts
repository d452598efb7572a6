import type { IDataObject } from 'n8n-workflow';
import type { JiraSite } from '../../simulators/jira';
import {
	CRASH,
	DEPLOYMENTS,
	locator,
	mapped,
	ROW,
	TEMPLATE,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';

const { open } = useEngine();

describe.each(DEPLOYMENTS)('the nodes in n8n, against %s', (deployment) => {
	let jira: EngineJira;
	let site: JiraSite;
	let run: EngineJira['run'];
	beforeEach(async () => {
		jira = await open(deployment);
		({ site, run } = jira);
	});

	const upsert = async (items: readonly object[], more: IDataObject = {}, node = {}) =>
		await run('jiraIssue', { operation: 'upsert', ...TEMPLATE, ...more }, items, { node });
	const sync = async (operation: string, items: readonly object[], more: IDataObject = {}) =>
		await run('jiraSync', { operation, ...more }, items);

	it('L3: Create or Update makes one issue for a record, however often it runs', async () => {
		const first = await upsert([CRASH, { ...CRASH, fingerprint: 'f2' }, CRASH]);
		const second = await upsert([CRASH]);

		expect(first.json('Node', 0)).toHaveLength(2);
		expect(first.json('Node', 1)).toHaveLength(1);
		expect(second.json('Node', 1)).toMatchObject([{ kind: 'found', issue: { key: 'CRASH-1' } }]);
		expect(site.issues()).toHaveLength(2);
		expect(site.issue('CRASH-1')?.fields).toMatchObject({
			summary: 'exception in printf',
			labels: ['Backtrace'],
		});
	});

	it('L12: a dry run of Create or Update writes nothing', async () => {
		const { items } = await upsert([CRASH], { options: { dryRun: true } });

		expect(items('Node')[0]?.json).toMatchObject({ kind: 'created', dryRun: true });
		expect(site.requests.filter(({ kind }) => kind === 'write')).toEqual([]);
	});

	it('a failed item becomes an error item, and the next item goes on', async () => {
		const node = { onError: 'continueRegularOutput' as const };
		const { items } = await upsert([{ no: 'fingerprint' }, CRASH], {}, node);

		expect(items('Node')).toMatchObject([
			{ json: { error: expect.stringContaining('no fingerprint') }, pairedItem: { item: 0 } },
			{ json: { kind: 'created' }, pairedItem: { item: 1 } },
		]);
	});

	it('L8: a failure names what was done before', async () => {
		site.failNext(1, {
			status: 400,
			matching: /POST .*\/issue$/,
			body: { errorMessages: ['No.'] },
		});
		const { error } = await upsert([CRASH, { ...CRASH, fingerprint: 'f2' }]);

		expect(error?.message).toContain('Jira refused to create');
		expect(error?.description).toContain('Done before: CRASH-1');
	});

	it('Sync Pair brings status and assignee to Jira, and then is silent (L5)', async () => {
		await upsert([CRASH]);
		await sync('syncPair', [{ ...ROW, state: 'resolved' }]);
		expect(site.issue('CRASH-1')?.fields).toMatchObject({
			status: { name: 'Done' },
			assignee: { displayName: 'Ann Ray' },
		});

		site.clearRequests();
		const quiet = await sync('syncPair', [{ ...ROW, state: 'resolved' }]);
		expect(quiet.json('Node')).toMatchObject([{ wrote: 'nothing', conflicts: [] }]);
		expect(site.requests.filter(({ kind }) => kind === 'write')).toEqual([]);
	});

	it('a person whom nobody matches gives way to the fallback user', async () => {
		await upsert([CRASH]);
		const ticket = JSON.stringify([
			{ watcher: '_backtrace', assignees: [{ username: 'x', email: 'nobody@example.com' }] },
		]);
		const fallbackUser = locator('bob@example.com', 'id');
		const options = { unmatchedUsers: 'fallback', fallbackUser };

		const { json } = await sync('syncPair', [{ ...ROW, ticket }], { options });

		expect(json('Node')).toMatchObject([
			{ warnings: [expect.stringContaining('nobody@example.com')] },
		]);
		expect(site.issue('CRASH-1')?.fields['assignee']).toMatchObject({ displayName: 'Bob Stone' });
	});

	it('To Source gets the patch and the request for Backtrace', async () => {
		await upsert([CRASH]);
		await sync('syncPair', [ROW]);
		await site.asUser('kim').transition('CRASH-1', 'In Progress');
		await site.asUser('kim').transition('CRASH-1', 'Done');

		const { json } = await sync('syncPair', [ROW]);

		expect(json('Node', 1)).toMatchObject([
			{
				recordId: 'f1',
				patch: { state: 'resolved' },
				request: { fingerprint: ['f1'], project: 'app', state: 'resolved' },
				record: ROW,
			},
		]);
	});

	it('Confirm Delivery spares the next run to hand out the patch again (W5)', async () => {
		await upsert([CRASH]);
		await sync('syncPair', [ROW]);
		await site.asUser('kim').transition('CRASH-1', 'In Progress');
		await site.asUser('kim').transition('CRASH-1', 'Done');
		const handedOut = (await sync('syncPair', [ROW])).json('Node', 1);

		const confirmed = await sync('confirm', handedOut, { delivered: '={{ $json }}' });
		const typed = await sync('confirm', [{}], { delivered: JSON.stringify(handedOut[0]) });

		expect(confirmed.json('Node')).toMatchObject([
			{ kind: 'confirmed', record: { system: 'backtrace', id: 'f1' } },
		]);
		expect(typed.json('Node')).toMatchObject([{ kind: 'nothingSent' }]);
		const after = await sync('syncPair', [{ ...ROW, state: 'resolved' }]);
		expect(after.json('Node', 1)).toEqual([]);
	});

	it('an undecided conflict leaves through Conflict alone', async () => {
		await upsert([CRASH]);
		await sync('syncPair', [ROW]);
		await site.asUser('kim').transition('CRASH-1', 'In Progress');
		await site.asUser('kim').transition('CRASH-1', 'Done');

		const { json } = await sync('syncPair', [{ ...ROW, state: 'muted' }], { onConflict: 'ask' });

		expect(json('Node', 0)).toEqual([]);
		expect(json('Node', 1)).toEqual([]);
		expect(json('Node', 2)).toMatchObject([{ conflicts: ['state>status'] }]);
	});

	it('Reconcile Many makes what is missing, and counts', async () => {
		await upsert([CRASH]);
		const records = [ROW, { ...ROW, fingerprint: 'f2' }];
		const { json } = await sync('reconcileMany', records, {
			missingIssues: 'create',
			...TEMPLATE,
			options: { maxPercent: 100 },
		});

		const items = json('Node');
		expect(items).toHaveLength(3);
		expect(items.at(-1)).toMatchObject({
			kind: 'summary',
			counts: { records: 2, created: 1, missing: 0, failed: 0 },
		});
	});

	it('Link and Unlink tie and untie', async () => {
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'by hand' });
		const linked = await sync('link', [ROW], { issue: locator(key) });
		expect(linked.json('Node')).toMatchObject([{ kind: 'linked', issue: { key } }]);
		expect(site.issue(key)?.remoteLinks).toHaveLength(1);

		const unlinked = await sync('unlink', [ROW]);
		expect(unlinked.json('Node')).toMatchObject([{ kind: 'unlinked' }]);
		expect(site.issue(key)?.remoteLinks).toHaveLength(0);
	});

	it('Resolved Until reopens for a later version, and says why', async () => {
		await upsert([CRASH]);
		const person = site.asUser('kim');
		await person.edit('CRASH-1', { fixVersions: [{ name: '1.2.0' }] });
		await person.transition('CRASH-1', 'In Progress');
		await person.transition('CRASH-1', 'Done');

		const later = await run('jiraResolvedUntil', {}, [CRASH]);
		const again = await run('jiraResolvedUntil', {}, [CRASH]);

		expect(later.json('Node', 0)).toMatchObject([
			{ kind: 'reopened', observed: '1.2.3', fixed: '1.2.0' },
		]);
		expect(again.json('Node', 1)).toMatchObject([{ kind: 'unchanged', because: 'notResolved' }]);
		expect(site.issue('CRASH-1')?.comments).toHaveLength(1);
	});

	it('an expression that cannot be used is named', async () => {
		const { error } = await run('jiraResolvedUntil', { options: { versionExpression: '(?=a' } }, [
			CRASH,
		]);

		expect(error?.message).toBe('The regular expression in "Version Expression" cannot be used.');
	});

	it('reads, changes, moves and comments single issues', async () => {
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'before' });
		const on = async (operation: string, more: IDataObject = {}) =>
			await run(
				'jiraIssue',
				{ operation, issue: locator(`${jira.url}/browse/${key}`, 'url'), ...more },
				[{}],
			);
		const value = { summary: 'after', labels: 'a, b' };

		await on('update', { fields: mapped(value) });
		await on('transition', { status: 'Done', options: { via: 'In Progress' } });
		await on('addComment', { comment: 'hello [~admin]' });
		const { json } = await on('get');

		expect(json('Node')).toMatchObject([
			{ key, status: { name: 'Done' }, fields: { summary: 'after', labels: ['a', 'b'] } },
		]);
		expect(site.issue(key)?.comments).toHaveLength(1);
		const found = await run('jiraIssue', { operation: 'getAll', jql: `key = ${key}` }, [{}]);
		expect(found.json('Node')).toMatchObject([{ key }]);
	});

	it('Create takes typed fields, and names what it does not know', async () => {
		const create = async (value: IDataObject) =>
			await run(
				'jiraIssue',
				{
					operation: 'create',
					...TEMPLATE,
					summary: 'new',
					fields: mapped(value),
				},
				[{}],
			);

		const { json } = await create({ priority: 'High' });
		const { error } = await create({ priority: 'Hihg' });

		expect(site.issue(String(json('Node')[0]?.['key']))?.fields['priority']).toMatchObject({
			name: 'High',
		});
		expect(`${error?.message} ${error?.description}`).toContain('High');
	});

	it('a refused credential is said to be one', async () => {
		const { error } = await run(
			'jiraIssue',
			{ operation: 'get', issue: locator('CRASH-1') },
			[{}],
			{ credential: { secret: 'hunter-2' } },
		);

		expect(error?.description).toContain('credential');
	});
});
