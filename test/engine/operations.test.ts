import { SEED_FIELD_IDS as FIELD } from '../../simulators/jira/seed';
import {
	CRASH,
	DEPLOYMENTS,
	locator,
	mapped,
	pairedIndexes,
	ROW,
	TEMPLATE,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';
import { expectToFit } from '../support/engine-schema';

type NodeName = Parameters<EngineJira['run']>[0];

/** An operation on two items that stand for different issues, CRASH-1 and CRASH-2. */
interface Operation {
	readonly name: string;
	readonly type: NodeName;
	readonly parameters: object;
	/** Below the node's `__schema__/v1.0.0`. */
	readonly schema: string;
	readonly items: readonly [object, object];
	/** Makes what the operation works on. */
	readonly given?: (jira: EngineJira) => Promise<void>;
	/** Keys of each item's output when nothing is written. */
	readonly dry?: readonly string[];
	/** Keys whose values a dry run foretells. */
	readonly foretold?: readonly string[];
	readonly output?: number;
	/** A last item speaks of all inputs. */
	readonly hasSummary?: boolean;
}

const issue = locator('={{ $json.key }}');
const two = [{ key: 'CRASH-1' }, { key: 'CRASH-2' }] as const;
const crashes = [CRASH, { ...CRASH, fingerprint: 'f2' }] as const;
const rows = [
	{ ...ROW, key: 'CRASH-1' },
	{ ...ROW, fingerprint: 'f2', key: 'CRASH-2' },
] as const;

async function twoIssues({ site }: EngineJira): Promise<void> {
	for (const summary of ['one', 'two'])
		await site.asUser('kim').create('CRASH', 'Bug', { summary });
}

async function twoPairs({ run }: EngineJira): Promise<void> {
	await run('jiraIssue', { operation: 'upsert', ...TEMPLATE }, crashes);
}

/** Kim resolved both issues with a fix in 1.2.0. */
async function twoResolved(jira: EngineJira): Promise<void> {
	await twoPairs(jira);
	const kim = jira.site.asUser('kim');
	for (const { key } of two) {
		await kim.edit(key, { fixVersions: [{ name: '1.2.0' }] });
		await kim.transition(key, 'In Progress');
		await kim.transition(key, 'Done');
	}
}

const SYNC_KEYS = ['toJira', 'toSource', 'decisions', 'explanation', 'conflicts'];

const OPERATIONS: readonly Operation[] = [
	{
		name: 'Create',
		type: 'jiraIssue',
		parameters: {
			operation: 'create',
			...TEMPLATE,
			summary: '={{ $json.title }}',
			fields: mapped({ priority: 'High', [FIELD.severity]: 'Major' }),
		},
		schema: 'issue/create',
		items: [{ title: 'one' }, { title: 'two' }],
		dry: ['dryRun', 'project', 'issueType', 'fields', 'properties', 'warnings', 'requests'],
	},
	{
		name: 'Create or Update, new records',
		type: 'jiraIssue',
		parameters: { operation: 'upsert', ...TEMPLATE },
		schema: 'issue/upsert',
		items: crashes,
		foretold: ['kind', 'recordId', 'warnings', 'updatedFields', 'record'],
	},
	{
		name: 'Create or Update, known records',
		type: 'jiraIssue',
		parameters: {
			operation: 'upsert',
			...TEMPLATE,
			summaryTemplate: 'New: $title',
			templateOptions: { lookAgainSeconds: 0, fieldsToRefresh: ['summary'] },
		},
		schema: 'issue/upsert',
		items: crashes,
		given: twoPairs,
		foretold: ['kind', 'recordId', 'updatedFields'],
		output: 1,
	},
	{
		name: 'Update',
		type: 'jiraIssue',
		parameters: { operation: 'update', issue, fields: mapped({ summary: 'x', labels: 'a, b' }) },
		schema: 'issue/update',
		items: two,
		given: twoIssues,
		foretold: ['updatedFields', 'before', 'issue'],
	},
	{
		name: 'Get',
		type: 'jiraIssue',
		parameters: { operation: 'get', issue, options: { includeLink: true } },
		schema: 'issue/get',
		items: two,
		given: twoPairs,
	},
	{
		name: 'Get Many',
		type: 'jiraIssue',
		parameters: { operation: 'getAll', jql: '={{ "key = " + $json.key }}' },
		schema: 'issue/getAll',
		items: two,
		given: twoIssues,
	},
	{
		name: 'Transition',
		type: 'jiraIssue',
		parameters: {
			operation: 'transition',
			issue,
			status: 'Done',
			options: { via: 'In Progress', resolution: 'Duplicate' },
		},
		schema: 'issue/transition',
		items: two,
		given: twoIssues,
		dry: ['dryRun', 'issue', 'wanted', 'offered'],
	},
	{
		name: 'Add Comment',
		type: 'jiraIssue',
		parameters: { operation: 'addComment', issue, comment: 'Hello' },
		schema: 'issue/addComment',
		items: two,
		given: twoIssues,
		foretold: ['issue', 'comment'],
	},
	{
		name: 'Sync Pair',
		type: 'jiraSync',
		parameters: { operation: 'syncPair' },
		schema: 'syncPair',
		items: rows,
		given: twoPairs,
		foretold: SYNC_KEYS,
	},
	{
		name: 'Compare',
		type: 'jiraSync',
		parameters: { operation: 'compare' },
		schema: 'compare',
		items: rows,
		given: twoPairs,
		hasSummary: true,
	},
	{
		name: 'Link',
		type: 'jiraSync',
		parameters: { operation: 'link', issue },
		schema: 'link',
		items: rows,
		given: twoIssues,
		dry: ['dryRun', 'record', 'issue'],
	},
	{
		name: 'Unlink',
		type: 'jiraSync',
		parameters: { operation: 'unlink' },
		schema: 'unlink',
		items: rows,
		given: twoPairs,
		dry: ['dryRun', 'recordId'],
	},
	{
		name: 'Resolved Until',
		type: 'jiraResolvedUntil',
		parameters: {},
		schema: 'output',
		items: crashes,
		given: twoResolved,
		foretold: ['kind', 'because', 'reason', 'observed', 'fixed'],
	},
];

const { open } = useEngine();

const readers = ['Get', 'Get Many', 'Compare'];

describe.each(DEPLOYMENTS)('every operation, %s', (deployment) => {
	async function given({ given: prepare }: Operation): Promise<EngineJira> {
		const jira = await open(deployment);
		await prepare?.(jira);
		jira.site.clearRequests();
		return jira;
	}

	it.each(OPERATIONS)('$name: items fit the schema and name their input', async (operation) => {
		const { type, parameters, schema, items, output = 0, hasSummary = false } = operation;
		const { run, writes } = await given(operation);

		const result = await run(type, parameters, items);

		expect(result.error).toBeUndefined();
		const all = hasSummary ? [[0, 1]] : [];
		expect(result.items('Node', output).map(pairedIndexes)).toEqual([[0], [1], ...all]);
		for (const { json } of result.items('Node', output)) expectToFit(json, FOLDERS[type], schema);
		expect(writes().length > 0).toBe(!readers.includes(operation.name));
	});

	it.each(OPERATIONS.filter(({ name }) => !readers.includes(name)))(
		'L12: $name: a dry run writes nothing and foretells what is done',
		async (operation) => {
			const { type, items, foretold = [], output = 0 } = operation;
			const { run, writes, site } = await given(operation);
			const before = JSON.stringify(site.issues());
			const options = { dryRun: true, ...(operation.parameters as { options?: object }).options };

			const dry = await run(type, { ...operation.parameters, options }, items);
			expect(writes()).toEqual([]);
			expect(JSON.stringify(site.issues())).toBe(before);
			const real = await run(type, operation.parameters, items);

			const [told, done] = [dry, real].map((result) => result.items('Node', output));
			expect(told?.map(pairedIndexes)).toEqual([[0], [1]]);
			for (const [index, { json }] of (told ?? []).entries()) {
				expect(json['dryRun']).toBe(true);
				if (operation.dry) expect(Object.keys(json).sort()).toEqual([...operation.dry].sort());
				for (const key of foretold)
					expect([key, json[key]]).toEqual([key, done?.[index]?.json[key]]);
			}
		},
	);

	it('Sync Pair: Confirm Delivery fits its schema, and the delivery is not made again', async () => {
		const jira = await open(deployment);
		const { run, site, writes } = jira;
		await twoPairs(jira);
		await run('jiraSync', { operation: 'syncPair' }, rows);
		for (const { key } of two) await site.asUser('kim').transition(key, "Won't Do");
		const sent = await run('jiraSync', { operation: 'syncPair' }, rows);
		const items = sent.json('Node', 1);
		expect(items).toMatchObject([{ patch: { state: 'muted' } }, { patch: { state: 'muted' } }]);

		const confirm = { operation: 'confirm', delivered: '={{ $json }}' };
		const confirmed = await run('jiraSync', confirm, items);

		expect(confirmed.items('Node').map(pairedIndexes)).toEqual([[0], [1]]);
		for (const json of confirmed.json('Node')) {
			expect(json).toMatchObject({ kind: 'confirmed', confirmed: ['state>status'] });
			expectToFit(json, 'JiraSync', 'confirm');
		}
		site.clearRequests();
		const muted = rows.map((row) => ({ ...row, state: 'muted' }));
		const quiet = await run('jiraSync', { operation: 'syncPair' }, muted);
		expect(quiet.json('Node', 1)).toEqual([]);
		expect(writes()).toEqual([]);
	});

	it('Reconcile Many: items fit the schema, a dry run writes nothing', async () => {
		const jira = await open(deployment);
		const { run, site, writes } = jira;
		await run('jiraIssue', { operation: 'upsert', ...TEMPLATE }, [CRASH]);
		await site.asUser('kim').transition('CRASH-1', "Won't Do");
		const parameters = { operation: 'reconcileMany', missingIssues: 'create', ...TEMPLATE };
		site.clearRequests();

		const limits = { maxPercent: 100 };
		const options = { ...limits, dryRun: true };
		const dry = await run('jiraSync', { ...parameters, options }, rows);
		expect(writes()).toEqual([]);
		const real = await run('jiraSync', { ...parameters, options: limits }, rows);

		expect(dry.json('Node').at(-1)).toMatchObject({
			kind: 'summary',
			dryRun: true,
			counts: { records: 2, missing: 1, created: 0, failed: 0 },
		});
		expect(real.items('Node').map(pairedIndexes)).toEqual([[0], [1], [0, 1]]);
		for (const json of [...dry.json('Node'), ...real.json('Node')])
			expectToFit(json, 'JiraSync', 'reconcileMany');
		expect(real.json('Node').at(-1)).toMatchObject({ counts: { created: 1, missing: 0 } });
		const [toldJira, doneJira] = [dry, real].map(({ json }) => json('Node')[0]?.['toJira']);
		expect(toldJira).toEqual(doneJira);
	});
});

const FOLDERS: Readonly<Record<NodeName, string>> = {
	jiraIssue: 'JiraIssue',
	jiraSync: 'JiraSync',
	jiraResolvedUntil: 'JiraResolvedUntil',
};
