import { SEED_FIELD_IDS as FIELD } from '../../simulators/jira/seed';
import {
	CRASH,
	DEPLOYMENTS,
	errorText,
	mapped,
	TEMPLATE,
	useEngine,
	locator,
} from '../support/engine-jira';
import { expectToFit } from '../support/engine-schema';

const { open } = useEngine();

interface Sent {
	readonly method: string;
	readonly path: string;
	readonly body: unknown;
}

const FILLED = {
	...TEMPLATE,
	summaryTemplate: 'Crash: $title',
	labelsTemplate: 'Backtrace, two words',
	fields: mapped({
		[FIELD.severity]: 'major',
		[FIELD.signature]: '$nowhere',
		assignee: 'ghost@example.com',
	}),
	templateOptions: { lookAgainSeconds: 0 },
};

describe.each(DEPLOYMENTS)('Preview, %s', (deployment) => {
	it('L12: shows the filled template, the warnings and the very requests, and writes nothing', async () => {
		const jira = await open(deployment);

		const preview = await jira.run('jiraIssue', { operation: 'preview', ...FILLED }, [CRASH]);

		expect(errorText(preview)).toBe('\n');
		expect(jira.writes()).toEqual([]);
		expect(jira.site.issues()).toEqual([]);
		const [shown] = preview.json('Node');
		expectToFit(shown, 'JiraIssue', 'issue/preview');
		expect(shown).toMatchObject({
			action: 'create',
			issue: null,
			fields: { labels: ['Backtrace', ' two words'], [FIELD.severity]: 'major' },
			warnings: [
				expect.stringContaining('$nowhere'),
				'Labels: the label "two words" was written as "two_words".',
				expect.stringContaining('No active Jira user matches "ghost@example.com"'),
			],
		});

		await jira.run('jiraIssue', { operation: 'upsert', ...FILLED }, [CRASH]);

		const { id } = jira.site.issues()[0] ?? {};
		const sent = jira.site.requests
			.filter(({ kind }) => kind === 'write')
			.map(({ method, path, body }) => ({
				method,
				path: path.replace(String(id), 'NEW-ISSUE'),
				body,
			}));
		expect(shown?.['requests'] as unknown as readonly Sent[]).toEqual(sent);
	});

	it('shows what would be refreshed on an issue that exists, or that nothing would be done', async () => {
		const jira = await open(deployment);
		const parameters = {
			...TEMPLATE,
			templateOptions: { lookAgainSeconds: 0, fieldsToRefresh: ['summary'] },
		};
		await jira.run('jiraIssue', { operation: 'upsert', ...parameters }, [CRASH]);
		jira.site.clearRequests();

		const same = await jira.run('jiraIssue', { operation: 'preview', ...parameters }, [CRASH]);
		const other = await jira.run(
			'jiraIssue',
			{ operation: 'preview', ...parameters, summaryTemplate: 'Now $$5' },
			[CRASH],
		);

		expect(same.json('Node')[0]).toMatchObject({
			action: 'none',
			issue: { key: 'CRASH-1' },
			requests: [],
		});
		expect(other.json('Node')[0]).toMatchObject({
			action: 'update',
			requests: [{ method: 'PUT', body: { fields: { summary: 'Now $5' } } }],
		});
		expect(jira.writes()).toEqual([]);
	});

	it('stops as the real run would: a wrong value, an attribute that must be there', async () => {
		const jira = await open(deployment);
		const preview = (parameters: object) =>
			jira.run('jiraIssue', { operation: 'preview', ...TEMPLATE, ...parameters }, [CRASH]);

		const wrong = await preview({ fields: mapped({ [FIELD.severity]: 'Majr' }) });
		const stopped = await preview({
			summaryTemplate: '$nowhere',
			templateOptions: { unknownAttributes: 'stop' },
		});

		expect(errorText(wrong)).toContain(
			'Severity: "Majr" is not an allowed value. Did you mean "Major"?',
		);
		expect(errorText(stopped)).toContain('$nowhere');
		expect(jira.writes()).toEqual([]);
	});

	it('a dry run of Create and of Update shows the very request too', async () => {
		const jira = await open(deployment);
		const create = {
			operation: 'create',
			project: locator('CRASH'),
			issueType: locator('Bug'),
			summary: 'One',
			options: {
				fieldsJson: { Severity: 'Minor' },
				component: locator('UI'),
				assignee: locator('kim@example.com'),
			},
		};
		const edit = {
			operation: 'update',
			issue: locator('CRASH-1'),
			options: { fieldsJson: { Severity: 'Major' } },
		};
		const dry = async (parameters: { readonly options: object }) => {
			const options = { ...parameters.options, dryRun: true };
			const shown = await jira.run('jiraIssue', { ...parameters, options });
			const before = jira.writes();
			await jira.run('jiraIssue', parameters);
			expect(before).toEqual([]);
			const { method, path, body } =
				jira.site.requests.findLast(({ kind }) => kind === 'write') ?? {};
			jira.site.clearRequests();
			expect(shown.json('Node')[0]?.['requests']).toEqual([{ method, path, body }]);
		};

		await dry(create);
		await dry(edit);

		const fields = jira.site.issue('CRASH-1')?.fields;
		expect(fields).toMatchObject({
			components: [{ name: 'UI' }],
			[FIELD.severity]: { value: 'Major' },
		});
	});

	it('a field that is given twice is said to be', async () => {
		const jira = await open(deployment);
		const done = await jira.run('jiraIssue', {
			operation: 'create',
			project: locator('CRASH'),
			issueType: locator('Bug'),
			summary: 'One',
			fields: mapped({ assignee: 'ann@example.com' }),
			options: { assignee: locator('kim@example.com') },
		});

		expect(errorText(done)).toContain('The field "assignee" is given twice.');
	});

	it('an account that may not see the metadata can still create by name, and Jira checks', async () => {
		const jira = await open(deployment);
		jira.site.failNext(1, { status: 403, matching: /createmeta/, body: { errorMessages: ['No'] } });

		await jira.run('jiraIssue', {
			operation: 'create',
			project: locator('CRASH'),
			issueType: locator('Bug'),
			summary: 'One',
			options: { fieldsJson: { [FIELD.severity]: 'Minor', Occurrences: '5' } },
		});

		expect(jira.site.issue('CRASH-1')?.fields).toMatchObject({
			[FIELD.severity]: { value: 'Minor' },
			[FIELD.occurrences]: 5,
		});
	});
});
