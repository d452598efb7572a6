import { expectToFit } from '../support/engine-schema';
import { DEPLOYMENTS, locator, TEMPLATE, useEngine, type EngineJira } from '../support/engine-jira';

const { open } = useEngine();

const KINDS = {
	row: [
		{ kind: 'epic', issueType: 'Epic' },
		{ kind: 'requirement', issueType: 'Sub-task' },
	],
};
const RECONCILE = {
	operation: 'reconcileMany',
	preset: 'generic',
	recordId: '={{ $json.id }}',
	recordOptions: { system: 'aha' },
	...TEMPLATE,
	project: locator('ALL'),
	issueType: locator('Task', 'name'),
	bodyTemplate: '',
	fields: { mappingMode: 'defineBelow', value: {} },
	fieldMappings: { mapping: [{ source: 'title', jira: 'summary', direction: 'both' }] },
	missingIssues: 'create',
	templateOptions: { lookAgainSeconds: 0, appendSeen: false },
};
const OPTIONS = { maxPercent: 100, parentAttribute: 'parent', kindTypes: KINDS };
const items = [
	{ id: 'r1', kind: 'requirement', parent: 'f1', title: 'Requirement' },
	{ id: 'f1', kind: 'feature', parent: { id: 'e1' }, title: 'Feature' },
	{ id: 'e1', kind: 'epic', parent: null, title: 'Epic' },
];

const reconcile = async (jira: EngineJira, given: readonly object[], options: object = OPTIONS) =>
	await jira.run('jiraSync', { ...RECONCILE, options }, [...given]);

const byTitle = ({ site }: EngineJira, title: string) => {
	const found = site.issues().find(({ fields }) => fields['summary'] === title);
	if (found === undefined) throw new Error(`No issue "${title}"`);
	return found;
};

describe.each(DEPLOYMENTS)('hierarchy through the Jira Sync node, %s', (deployment) => {
	const epicField = deployment === 'cloud' ? 'parent' : 'customfield_10122';

	it('makes a family in one run, and hands a move in Jira to the record', async () => {
		const jira = await open(deployment);
		const made = await reconcile(jira, items);
		expect(made.error).toBeUndefined();
		expect(made.json('Node').at(-1)).toMatchObject({ counts: { created: 3, failed: 0 } });
		for (const json of made.json('Node')) expectToFit(json, 'JiraSync', 'reconcileMany');
		const [epic, feature, requirement] = ['Epic', 'Feature', 'Requirement'].map((title) =>
			byTitle(jira, title),
		);
		expect(JSON.stringify(requirement?.fields['parent'])).toContain(feature?.key);
		expect(JSON.stringify(feature?.fields[epicField])).toContain(epic?.key);

		jira.site.clearRequests();
		await reconcile(jira, items);
		expect(jira.writes()).toEqual([]);

		await reconcile(jira, [...items, { id: 'e2', kind: 'epic', parent: null, title: 'Second' }]);
		const second = byTitle(jira, 'Second');
		const value = deployment === 'cloud' ? { key: second.key } : second.key;
		await jira.site.asUser('kim').edit(feature?.key ?? '', { [epicField]: value });
		const moved = await reconcile(jira, items);
		expect(moved.json('Node', 1)).toMatchObject([
			{ kind: 'patch', recordId: 'f1', patch: { parent: 'e2' }, issue: { key: feature?.key } },
		]);
	});

	it('K1: Keep Rank follows the order of the items, and says so in the summary', async () => {
		const jira = await open(deployment);
		const flat = ['A', 'B', 'C'].map((title) => ({ id: title, title, parent: null }));
		const options = { ...OPTIONS, keepRank: true };
		await reconcile(jira, flat, options);
		const turned = await reconcile(jira, flat.toReversed(), options);
		expect(turned.json('Node').at(-1)).toMatchObject({
			message: expect.stringContaining('2 ranked') as string,
			warnings: [],
		});
		for (const json of turned.json('Node')) expectToFit(json, 'JiraSync', 'reconcileMany');
		jira.site.clearRequests();
		const quiet = await reconcile(jira, flat.toReversed(), options);
		expect(quiet.json('Node').at(-1)?.['message']).not.toContain('ranked');
		expect(jira.writes()).toEqual([]);
	});

	it('without a Parent Attribute nothing is looked at, as before', async () => {
		const jira = await open(deployment);
		const { parentAttribute: _parent, ...without } = OPTIONS;
		await reconcile(jira, items, without);
		expect(jira.site.issues().map(({ fields }) => fields['parent'] ?? null)).toEqual([
			null,
			null,
			null,
		]);
	});

	it('L8: a parent that is mapped as a field as well is refused, saying which to remove', async () => {
		const jira = await open(deployment);
		const twice = {
			...RECONCILE,
			fieldMappings: { mapping: [{ source: 'above', jira: 'parent', direction: 'both' }] },
			options: OPTIONS,
		};
		const refused = await jira.run('jiraSync', twice, [...items]);
		expect(refused.error?.message).toContain('synced twice');
	});
});
