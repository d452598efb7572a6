import {
	CRASH,
	DEPLOYMENTS,
	locator,
	TEMPLATE,
	useEngine,
	type Deployment,
	type EngineJira,
} from '../support/engine-jira';
import { expectToFit } from '../support/engine-schema';

const ISSUE = { issueBy: 'issue', issue: locator('CRASH-1') };

/** Two rules as the panel gives them: consoles have versions and fixes of their own, everything on Linux counts the fix itself. */
const RULES = {
	rules: {
		rule: [
			{
				name: 'Consoles',
				combine: 'all',
				conditions: {
					condition: [
						{ attribute: 'platform', test: 'oneOf', value: 'ps5, xbox' },
						{ attribute: 'environment', test: 'notEquals', value: 'test' },
					],
				},
				versionAttribute: 'console_version',
				versionExpression: '^console-(.+)',
				fixField: '',
				fixExpression: '',
				comparison: '',
			},
			{
				name: 'Linux',
				combine: 'any',
				conditions: { condition: [{ attribute: 'platform', test: 'matches', value: '^linux' }] },
				versionAttribute: '',
				versionExpression: '',
				fixField: '',
				fixExpression: '',
				comparison: 'sameOrLater',
			},
		],
	},
};

const crash = (attributes: object) => ({ ...CRASH, attributes });
const CONSOLE = crash({ platform: [['PS5', 3]], console_version: [['console-1.4.0', 3]] });
const LINUX = crash({ platform: [['linux-x64', 1]], version: [['1.3.0', 5]] });
const WINDOWS = crash({ platform: [['windows', 1]], version: [['1.3.0', 5]] });

const { open } = useEngine();

/** CRASH-1 stands for the error and was fixed in 1.3.0. */
async function fixed(deployment: Deployment): Promise<EngineJira> {
	const jira = await open(deployment);
	await jira.run('jiraIssue', { operation: 'upsert', ...TEMPLATE }, [CRASH]);
	await resolve(jira);
	jira.site.clearRequests();
	return jira;
}

async function resolve({ site }: EngineJira): Promise<void> {
	const kim = site.asUser('kim');
	await kim.transition('CRASH-1', 'In Progress');
	await kim.transition('CRASH-1', 'Done', { fixVersions: [{ name: '1.3.0' }] });
}

describe.each(DEPLOYMENTS)('Jira Resolved Until, %s', (deployment) => {
	it('R4: the first rule that fits judges, and is named', async () => {
		const jira = await fixed(deployment);

		const windows = await jira.run('jiraResolvedUntil', RULES, [WINDOWS]);
		const linux = await jira.run('jiraResolvedUntil', RULES, [LINUX]);
		await resolve(jira);
		const console = await jira.run('jiraResolvedUntil', RULES, [CONSOLE]);

		expect(windows.json('Node', 1)).toMatchObject([{ because: 'coveredByFix' }]);
		expect(linux.json('Node')).toMatchObject([
			{
				kind: 'reopened',
				rule: 'Linux',
				reason:
					'Version 1.3.0 is the same as the fix version 1.3.0 of CRASH-1 (Fix Versions), by the order of the project\'s versions in Jira, and the fixed version itself counts, so the error came back in spite of the fix. Rule: "Linux".',
			},
		]);
		expect(console.json('Node')).toMatchObject([
			{ kind: 'reopened', rule: 'Consoles', observed: '1.4.0', fixed: '1.3.0', reopenCount: 2 },
		]);
		for (const { json } of [...linux.items('Node'), ...console.items('Node')])
			expectToFit(json, 'JiraResolvedUntil', 'output');
	});

	it('rules as JSON, from an expression', async () => {
		const jira = await fixed(deployment);
		const rulesJson = '={{ JSON.stringify($json.rules) }}';
		const rules = [{ name: 'Made up', comparison: 'sameOrLater' }];

		const result = await jira.run('jiraResolvedUntil', { options: { rulesJson } }, [
			{ ...WINDOWS, rules },
		]);

		expect(result.error).toBeUndefined();
		expect(result.json('Node')).toMatchObject([{ kind: 'reopened', rule: 'Made up' }]);
	});

	it('L7: no regression is one read and no write, whatever the rules name', async () => {
		const jira = await fixed(deployment);
		const options = { order: 'parsed', label: 'regression', clearFixVersions: true };

		await jira.run('jiraResolvedUntil', { ...RULES, ...ISSUE, options }, [WINDOWS]);

		const asked = jira.site.requests.filter(({ path }) => !path.endsWith('/serverInfo'));
		expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
			expect.stringMatching(/^GET .*\/issue\/CRASH-1$/),
		]);
		expect(jira.counts().writes).toBe(0);
	});

	it('L12: a dry run shows verdict and plan, and the request log holds no write', async () => {
		const jira = await fixed(deployment);
		const options = { label: 'regression', clearFixVersions: true };
		const before = JSON.stringify(jira.site.issues());

		const dry = await jira.run(
			'jiraResolvedUntil',
			{ ...RULES, options: { ...options, dryRun: true } },
			[CONSOLE],
		);

		expect(jira.writes()).toEqual([]);
		expect(JSON.stringify(jira.site.issues())).toBe(before);
		const real = await jira.run('jiraResolvedUntil', { ...RULES, options }, [CONSOLE]);
		const [planned, done] = [dry, real].map((result) => result.json('Node')[0]);
		const steps = [
			'Move CRASH-1 from "Done" to "To Do"',
			'Add a comment with the reason',
			'Add the label "regression"',
			'Clear Fix Versions',
		];
		expect(planned).toMatchObject({ kind: 'reopened', dryRun: true, steps });
		expect(done).toMatchObject({ kind: 'reopened', dryRun: false, steps });
		expect(planned?.['reason']).toBe(done?.['reason']);
	});

	it('A3: ten items of one error reopen once and comment once', async () => {
		const jira = await fixed(deployment);
		const later = crash({ version: [['1.4.0', 2]] });

		const result = await jira.run(
			'jiraResolvedUntil',
			{},
			Array.from({ length: 10 }, () => later),
		);

		expect(result.json('Node', 0)).toHaveLength(1);
		expect(result.json('Node', 1)).toHaveLength(9);
		expect(jira.site.issue('CRASH-1')?.comments).toHaveLength(1);
	});

	it("R2: without the option Won't Do and Duplicate stay", async () => {
		const jira = await fixed(deployment);
		const kim = jira.site.asUser('kim');
		await kim.transition('CRASH-1', 'To Do');
		await kim.transition('CRASH-1', "Won't Do");

		const result = await jira.run('jiraResolvedUntil', {}, [crash({ version: '9.0' })]);

		expect(result.json('Node', 1)).toMatchObject([{ because: 'finalResolution' }]);
	});

	it.each([
		['newIssue', 'newIssue', 2],
		['comment', 'commented', 1],
	])(
		'%s leaves through the first output and reopens nothing',
		async (onRegression, kind, issues) => {
			const jira = await fixed(deployment);
			const options = {
				screenFields: { field: [{ id: 'customfield_10010', value: 'crash in main' }] },
			};

			const result = await jira.run('jiraResolvedUntil', { onRegression, options }, [
				crash({ version: '1.4.0' }),
			]);

			expect(result.error).toBeUndefined();
			expect(result.json('Node', 0)).toMatchObject([{ kind, because: 'regression' }]);
			for (const { json } of result.items('Node', 0))
				expectToFit(json, 'JiraResolvedUntil', 'output');
			expect(jira.site.issues()).toHaveLength(issues);
			expect(jira.site.issue('CRASH-1')?.comments).toHaveLength(1);
		},
	);
});
