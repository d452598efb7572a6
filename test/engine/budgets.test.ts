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

/** One row of docs/calls.md, for one execution of a node in an n8n that knows the deployment already. */
interface Budget {
	readonly name: string;
	readonly given: (jira: EngineJira) => Promise<void>;
	readonly then: (jira: EngineJira) => Promise<unknown>;
	/** Reads and writes on Cloud, and on Data Center where it differs. */
	readonly cloud: readonly [reads: number, writes: number];
	readonly dataCenter?: readonly [reads: number, writes: number];
}

const issue = locator('CRASH-1');
const byIssue = { issueBy: 'issue', issue };
const summary = {
	fieldMappings: { mapping: [{ source: 'title', jira: 'summary', direction: 'both' }] },
};
const upsert = { operation: 'upsert', ...TEMPLATE };

const untouched = async () => undefined;
const made = async ({ run }: EngineJira) => void (await run('jiraIssue', upsert, [CRASH]));
/** In step: what the first link moves is moved. */
const inStep = async (jira: EngineJira) => {
	await made(jira);
	await jira.run('jiraSync', { operation: 'syncPair', ...summary }, [titled('one')]);
};
const titled = (title: string) => ({ ...ROW, title });
const sync = async ({ run }: EngineJira, row: object, more: object = {}) =>
	await run('jiraSync', { operation: 'syncPair', ...summary, ...more }, [row]);
const records = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ fingerprint: `r${index}`, state: 'open' }));
/** Missing issues are made. */
const MAY_CREATE = { missingIssues: 'create', ...TEMPLATE, options: { maxPercent: 100 } };
const reconcile =
	(count: number, more: object = {}) =>
	async ({ run }: EngineJira) =>
		await run('jiraSync', { operation: 'reconcileMany', ...more }, records(count));
/** As many pairs that were in step before. */
const manyInStep = (count: number) => async (jira: EngineJira) => {
	await reconcile(count, MAY_CREATE)(jira);
	await reconcile(count, { options: { maxPercent: 100 } })(jira);
};
/** The one pair that `made` makes. */
const reconcileMade = async ({ run }: EngineJira, more: object = {}) =>
	await run('jiraSync', { operation: 'reconcileMany', ...more }, [ROW]);
const resolved = async (jira: EngineJira) => {
	await inStep(jira);
	const kim = jira.site.asUser('kim');
	await kim.edit('CRASH-1', { fixVersions: [{ name: '2.0.0' }] });
	await kim.transition('CRASH-1', 'In Progress');
	await kim.transition('CRASH-1', 'Done');
};

/** The error again, in a version after its fix. */
const LATER = { ...CRASH, attributes: { version: [['2.0.1', 1]] } };

/** Types of the project, fields of the create screen. */
const CREATE_SCREEN = 2;
/** Fields of the edit screen. */
const EDIT_SCREEN = 1;
/** Cloud: a pair that a search found is read afresh before it is written. Data Center: read by itself, for its property. */
const ONCE_MORE = 1;

/** The process of the tests is young: a crash may have left an issue without its link. */
const LOST = 1;
/** Issues that a dead run of the last hour left without their remote link. */
const SWEEP = 1;
/** Site, account, project, permissions, types, create screen, statuses, versions, link types, one search, webhooks. */
const CHECKS = 11;

const BUDGETS: readonly Budget[] = [
	{
		name: 'create from a record that is not linked',
		given: untouched,
		then: made,
		cloud: [1 + LOST + CREATE_SCREEN, 2],
	},
	{
		name: 'sync by issue, nothing changed',
		given: inStep,
		then: async (jira) => await sync(jira, titled('one'), byIssue),
		cloud: [1, 0],
	},
	{
		name: 'sync by record, nothing changed',
		given: inStep,
		then: async (jira) => await sync(jira, titled('one')),
		cloud: [1, 0],
		dataCenter: [1 + ONCE_MORE, 0],
	},
	{
		name: 'sync by issue, a field changed on the source',
		given: inStep,
		then: async (jira) => await sync(jira, titled('two'), byIssue),
		cloud: [1 + EDIT_SCREEN, 1],
	},
	{
		name: 'sync by record, a field changed on the source',
		given: inStep,
		then: async (jira) => await sync(jira, titled('two')),
		cloud: [1 + ONCE_MORE + EDIT_SCREEN, 1],
	},
	{
		name: 'sync by issue, a field changed in Jira',
		given: async (jira) => {
			await inStep(jira);
			await jira.site.asUser('kim').edit('CRASH-1', { summary: 'three' });
		},
		then: async (jira) => await sync(jira, titled('one'), byIssue),
		cloud: [1, 1],
	},
	{
		name: 'sync by issue, status (one transition) and a field changed on the source',
		given: inStep,
		then: async (jira) => await sync(jira, { ...titled('two'), state: 'muted' }, byIssue),
		cloud: [1 + 1 + EDIT_SCREEN, 2],
	},
	{
		name: 'reconcile 110 unchanged pairs',
		given: manyInStep(110),
		then: reconcile(110),
		cloud: [Math.ceil(110 / 100) + 1, 0],
		dataCenter: [110 + Math.ceil(110 / 100) + 1, 0],
	},
	{
		name: 'reconcile that may create, the first of the hour',
		given: async (jira) => {
			await made(jira);
			await reconcileMade(jira);
		},
		then: async (jira) => await reconcileMade(jira, MAY_CREATE),
		cloud: [1 + 1 + SWEEP, 0],
		// The issue that the search for lost ones finds is read for its property.
		dataCenter: [1 + 1 + 1 + SWEEP + 1, 0],
	},
	{
		name: 'reconcile that may create, later in the hour',
		given: async (jira) => {
			await made(jira);
			await reconcileMade(jira, MAY_CREATE);
		},
		then: async (jira) => await reconcileMade(jira, MAY_CREATE),
		cloud: [1 + 1, 0],
		dataCenter: [1 + 1 + 1, 0],
	},
	{
		name: 'resolved until, open issue',
		given: inStep,
		then: async ({ run }) => await run('jiraResolvedUntil', byIssue, [CRASH]),
		cloud: [1, 0],
	},
	{
		name: 'resolved until, covered by the fix',
		given: resolved,
		then: async ({ run }) => await run('jiraResolvedUntil', byIssue, [CRASH]),
		cloud: [1 + 1, 0],
	},
	{
		name: 'resolved until, reopening',
		given: resolved,
		then: async ({ run }) => await run('jiraResolvedUntil', byIssue, [LATER]),
		cloud: [1 + 1 + 1 + 1 + 1, 4],
	},
	{
		name: 'check set-up',
		given: untouched,
		then: async ({ run }) => {
			const userTable = { user: [{ source: 'a', jira: 'ann@example.com' }] };
			await run('jiraSync', { operation: 'checkSetup', ...TEMPLATE, options: { userTable } });
		},
		cloud: [CHECKS + 1, 0],
	},
	{
		name: 'get',
		given: inStep,
		then: async ({ run }) =>
			await run('jiraIssue', { operation: 'get', issue, options: { includeLink: true } }),
		cloud: [1, 0],
	},
	{
		name: 'get many, 110 issues',
		given: async ({ site }) => {
			for (const { fingerprint: summary } of records(110))
				await site.asUser('kim').create('CRASH', 'Bug', { summary });
		},
		then: async ({ run }) =>
			await run('jiraIssue', { operation: 'getAll', jql: 'project = CRASH', returnAll: true }),
		cloud: [2, 0],
	},
	{
		name: 'add comment',
		given: inStep,
		then: async ({ run }) =>
			await run('jiraIssue', { operation: 'addComment', issue, comment: 'x' }),
		cloud: [0, 1],
	},
	{
		name: 'update',
		given: inStep,
		then: async ({ run }) =>
			await run('jiraIssue', { operation: 'update', issue, fields: mapped({ summary: 'x' }) }),
		cloud: [1 + EDIT_SCREEN, 1],
	},
	{
		name: 'transition, one hop',
		given: inStep,
		then: async ({ run }) =>
			await run('jiraIssue', { operation: 'transition', issue, status: 'In Progress' }),
		cloud: [2, 1],
	},
];

const { open } = useEngine();

describe.each(DEPLOYMENTS)('L7: requests of an execution, %s', (deployment) => {
	it.each(BUDGETS)(
		'$name',
		async ({ given, then, cloud, dataCenter = cloud }) => {
			const jira = await open(deployment);
			// A day passes in an n8n: what it is told about the address is known.
			await jira.run('jiraIssue', { operation: 'getAll', jql: 'project = CRASH' });
			await given(jira);
			jira.site.clearRequests();

			await then(jira);

			const [reads, writes] = deployment === 'cloud' ? cloud : dataCenter;
			const requests = jira.site.requests.map(({ method, path }) => `${method} ${path}`);
			expect({ ...jira.counts(), requests }).toEqual({ reads, writes, requests });
		},
		60_000,
	);

	it('the deployment is asked for by the first execution alone', async () => {
		const jira = await open(deployment);
		const asked = () => jira.site.requests.filter(({ path }) => path.endsWith('/serverInfo'));
		for (const _execution of [1, 2, 3])
			await jira.run('jiraIssue', { operation: 'getAll', jql: 'project = CRASH' });

		expect(asked()).toHaveLength(1);
	});
});
