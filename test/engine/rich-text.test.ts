import { readText, writeText } from '../../src/text';
import type { JsonValue } from '../../src/model/json';
import { attachFile } from '../support/attach-file';
import {
	DEPLOYMENTS,
	locator,
	mapped,
	TEMPLATE,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';

const MARKDOWN = '# Steps\n\n1. open **the** page\n2. see `x = 1`\n\n> [!WARNING]\n> It crashes.';

const { open } = useEngine();

describe.each(DEPLOYMENTS)('rich text, %s', (deployment) => {
	const format = deployment === 'cloud' ? 'adf' : 'wiki';
	const held = ({ site }: EngineJira, key: string) =>
		readText(format, site.issue(key)?.fields['description'] as JsonValue);

	it('Create takes Markdown, Get gives it back in any format', async () => {
		const jira = await open(deployment);
		const create = {
			operation: 'create',
			...TEMPLATE,
			summary: 's',
			description: MARKDOWN,
			fields: mapped({}),
			options: { textFormat: 'markdown' },
		};
		const made = await jira.run('jiraIssue', create);
		const [{ key } = { key: '' }] = made.json('Node') as { key: string }[];

		expect(held(jira, key).blocks.map(({ type }) => type)).toEqual([
			'heading',
			'orderedList',
			'panel',
		]);
		const get = async (textFormat: string) => {
			const parameters = { operation: 'get', issue: locator(key), options: { textFormat } };
			const [item] = (await jira.run('jiraIssue', parameters)).json('Node');
			return (item as { fields: { description: string } }).fields.description;
		};
		expect(await get('markdown')).toBe(MARKDOWN);
		expect(await get('html')).toContain('<h1>Steps</h1>');
		expect(await get('plain')).toContain('1. open the page');
	});

	it('a comment in HTML is formatted, a plain one is not', async () => {
		const jira = await open(deployment);
		const key = await jira.site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		const comment = async (text: string, textFormat: string) =>
			await jira.run('jiraIssue', {
				operation: 'addComment',
				issue: locator(key),
				comment: text,
				options: { textFormat },
			});
		await comment('<p>Hi <b>you</b></p>', 'html');
		await comment('<b>*no*</b>', 'plain');

		const bodies = jira.site
			.issue(key)
			?.comments.map(({ body }) => writeText('markdown', readText(format, body as JsonValue)));
		expect(bodies).toEqual(['Hi **you**', '\\<b>\\*no\\*\\</b>']);
	});

	it('T12: an image of a file of the issue; the redirect that names the file is not followed', async () => {
		const jira = await open(deployment);
		const key = await jira.site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		const file = await attachFile(jira.site, deployment, key, 'shot.png');
		await jira.run('jiraIssue', {
			operation: 'addComment',
			issue: locator(key),
			comment: '![](attachment:shot.png)',
			options: { textFormat: 'markdown' },
		});

		const [comment] = jira.site.issue(key)?.comments ?? [];
		const shown = deployment === 'cloud' ? file.padStart(12, '0') : '!shot.png!';
		expect(JSON.stringify(comment?.body)).toContain(shown);
	});

	it('comments keep their format, and mention whom the option says', async () => {
		const jira = await open(deployment);
		const record = { preset: 'generic', recordId: '={{ $json.id }}', recordTitle: 't' };
		const text = '**bold** [@Kim](mailto:kim@example.com)';
		const row = { id: 'r1', comments: [{ id: 'a', text }] };
		await jira.run('jiraIssue', { operation: 'upsert', ...TEMPLATE, ...record }, [row]);
		const sync = async (mentions: string) =>
			(
				await jira.run(
					'jiraSync',
					{
						operation: 'syncPair',
						...record,
						...{ syncStatus: 'off', syncAssignee: 'off', syncComments: 'both' },
						commentsFormat: 'markdown',
						options: { mentions },
					},
					[row],
				)
			).json('Node') as readonly { readonly wrote: string }[];
		await sync('real');

		const bodies = JSON.stringify(jira.site.issues().flatMap(({ comments }) => comments));
		expect(bodies).toContain(deployment === 'cloud' ? '"strong"' : '*bold*');
		expect(bodies).toContain(deployment === 'cloud' ? '"mention"' : '[~kim]');
		expect((await sync('real'))[0]).toMatchObject({ wrote: 'nothing' });
	});

	it('a sync carries formatting both ways, and leaves alone what it does not change', async () => {
		const jira = await open(deployment);
		const description = 'Intro\n\n- **one**\n- two';
		const row = { id: 'r1', title: 'T', description };
		const record = {
			preset: 'generic',
			recordId: '={{ $json.id }}',
			recordTitle: '={{ $json.title }}',
		};
		const mappingRow = { source: 'description', jira: 'description', textFormat: 'markdown' };
		const create = {
			operation: 'upsert',
			...TEMPLATE,
			...record,
			bodyTemplate: '',
			templateOptions: { bodyFormat: 'markdown' },
		};
		const [made] = (await jira.run('jiraIssue', create, [row])).json('Node');
		const { key } = (made as { issue: { key: string } }).issue;
		const sync = async (item: object) => {
			const parameters = {
				operation: 'syncPair',
				...record,
				syncStatus: 'off',
				syncAssignee: 'off',
				fieldMappings: { mapping: [mappingRow] },
			};
			return (await jira.run('jiraSync', parameters, [item])).json('Node') as {
				toSource: Record<string, string>;
				wrote: string;
			}[];
		};
		await sync(row);
		expect(writeText('markdown', held(jira, key))).toBe(description);
		expect((await sync(row))[0]).toEqual(
			expect.objectContaining({ toSource: {}, wrote: 'nothing' }),
		);

		const edited = writeText(format, readText('markdown', `${description}\n\n## New`));
		await jira.site.asUser('kim').edit(key, { description: edited });
		const [changed] = await sync(row);

		expect(changed?.toSource).toEqual({ description: `${description}\n\n## New` });
	});
});
