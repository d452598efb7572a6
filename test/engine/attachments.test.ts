import type { IBinaryData, INode, INodeExecutionData } from 'n8n-workflow';
import { expectToFit } from '../support/engine-schema';
import {
	authenticationOf,
	DEPLOYMENTS,
	locator,
	storedCredential,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';

const { open, engine } = useEngine();
const CREDENTIALS = { basic: 'jiraSyncBasicApi', pat: 'jiraSyncPatApi' } as const;
const generic = {
	preset: 'generic',
	recordId: 'F-1',
	recordOptions: { system: 'aha' },
	issueBy: 'issue',
	issue: locator('CRASH-1'),
};
const memoryFile = (text: string, fileName: string): IBinaryData => ({
	data: Buffer.from(text).toString('base64'),
	mimeType: 'text/plain',
	fileName,
});

/** Runs one node on one item with files. */
async function runNode(
	jira: EngineJira,
	type: 'jiraIssue' | 'jiraSync',
	parameters: object,
	item: INodeExecutionData = { json: {} },
) {
	const authentication = authenticationOf(jira.deployment);
	return await engine().run({
		nodes: [
			{
				name: 'Node',
				type: `n8n-nodes-jira-sync.${type}`,
				parameters: { authentication, ...parameters } as INode['parameters'],
				credentials: { [CREDENTIALS[authentication]]: { id: null, name: 'Jira' } },
			},
		],
		credentials: storedCredential(jira.deployment, jira.url),
		startNode: 'Node',
		input: [item],
	});
}

const textOf = ({ binary }: INodeExecutionData, field = 'data'): string =>
	Buffer.from(binary?.[field]?.data ?? '', 'base64').toString('utf8');

interface Listed {
	readonly id: string;
	readonly filename: string;
}
const attached = ({ site }: EngineJira): readonly Listed[] =>
	(site.issue('CRASH-1')?.fields['attachment'] ?? []) as readonly Listed[];

describe.each(DEPLOYMENTS)('attachments, %s', (deployment) => {
	async function withIssue(): Promise<EngineJira> {
		const jira = await open(deployment);
		await jira.site.asUser('kim').create('CRASH', 'Bug', { summary: 'One' });
		return jira;
	}

	it('Jira Issue adds, downloads and deletes files', async () => {
		const jira = await withIssue();
		const issue = locator('CRASH-1');
		const file = { json: {}, binary: { log: memoryFile('Grüße\n', 'trace.txt') } };
		const add = { operation: 'addAttachment', issue, binaryPropertyName: 'log' };

		const added = await runNode(jira, 'jiraIssue', add, file);
		const dry = await runNode(jira, 'jiraIssue', { ...add, options: { dryRun: true } }, file);
		const missing = await runNode(jira, 'jiraIssue', { ...add, binaryPropertyName: 'x' }, file);
		await jira.site.asUser('kim').attach('CRASH-1', 'image.png', 'png');
		const options = { fileNames: '*.txt' };
		const got = await runNode(jira, 'jiraIssue', {
			operation: 'downloadAttachments',
			issue,
			options,
		});

		expect(added.json('Node')).toMatchObject([
			{ issue: 'CRASH-1', attachment: { name: 'trace.txt', size: 8, mimeType: 'text/plain' } },
		]);
		expectToFit(added.json('Node')[0], 'JiraIssue', 'issue/addAttachment');
		expect(dry.json('Node')).toMatchObject([{ dryRun: true, attachment: { name: 'trace.txt' } }]);
		expect(missing.error?.description).toContain('This item has: log.');
		const [item] = got.items('Node');
		expect(got.items('Node')).toHaveLength(1);
		expect(item === undefined ? '' : textOf(item)).toBe('Grüße\n');
		expectToFit(item?.json, 'JiraIssue', 'issue/downloadAttachments');
		const remove = { operation: 'deleteAttachment', attachmentId: String(item?.json['id']) };
		const deleted = await runNode(jira, 'jiraIssue', remove);
		const again = await runNode(jira, 'jiraIssue', remove);
		expect([deleted, again].map(({ json }) => json('Node'))).toMatchObject([
			[{ deleted: true }],
			[{ deleted: true }],
		]);
		expect(attached(jira).map(({ filename }) => filename)).toEqual(['image.png']);
	});

	it('Jira Issue attaches what an address gives, and says what Jira does not take', async () => {
		const jira = await withIssue();
		const other = await withIssue();
		const id = await other.site.asUser('kim').attach('CRASH-1', 'far.txt', 'from afar');
		const issue = locator('CRASH-1');
		const path = deployment === 'cloud' ? 'rest/api/3/serverInfo' : 'rest/api/2/serverInfo';
		const add = { operation: 'addAttachment', issue, attachFrom: 'url' };

		const good = await runNode(jira, 'jiraIssue', { ...add, fileUrl: `${other.url}/${path}` });
		const bad = await runNode(jira, 'jiraIssue', {
			...add,
			fileUrl: `${other.url}/rest/api/2/attachment/${id}x?token=hidden`,
		});
		const text = await runNode(jira, 'jiraIssue', { ...add, fileUrl: 'file:///etc/passwd' });

		expect(good.error).toBeUndefined();
		expect(attached(jira).map(({ filename }) => filename)).toEqual(['serverInfo']);
		expect(bad.error?.message).toContain('The address of the file refused to give the file');
		expect(`${bad.error?.message} ${bad.error?.description}`).not.toContain('hidden');
		expect(text.error?.message).toContain('no web address');
	});

	it('Jira Sync copies both ways; items carry files, and nothing is written when nothing changed', async () => {
		const jira = await withIssue();
		const parts = { operation: 'link', ...generic };
		await runNode(jira, 'jiraSync', parts);
		const id = await jira.site.asUser('kim').attach('CRASH-1', 'j.txt', 'from Jira');
		const files = [{ id: 'a', name: 'a.txt', size: 4, binary: 'first' }];
		const sync = { operation: 'syncPair', ...generic, syncAttachments: 'both' };
		const item = (attachments: readonly object[]): INodeExecutionData => ({
			json: { attachments: [...attachments] } as INodeExecutionData['json'],
			binary: { first: memoryFile('ours', 'whatever.txt') },
		});

		const first = await runNode(jira, 'jiraSync', sync, item(files));

		expect(first.error).toBeUndefined();
		expect(attached(jira).map(({ filename }) => filename)).toEqual(['j.txt', 'a.txt']);
		const [handed] = first.items('Node', 1);
		const key = `create:${jira.site.issue('CRASH-1')?.id}:${id}`;
		expect(handed?.json).toMatchObject({
			kind: 'attachment',
			action: 'create',
			system: 'aha',
			recordId: 'F-1',
			key,
			attachment: { name: 'j.txt', size: 9, attachmentId: id, jiraId: id, key },
			issue: { key: 'CRASH-1' },
		});
		expect(handed === undefined ? '' : textOf(handed)).toBe('from Jira');
		expectToFit(first.json('Node')[0], 'JiraSync', 'syncPair');
		expectToFit(handed?.json, 'JiraSync', 'toSource');
		expect(
			handed?.binary?.[String(Object(handed.json['attachment']).binaryProperty)],
		).toBeDefined();
		const both = [...files, { id: 'b', name: 'j.txt', size: 9 }];
		const bare = { ...sync, options: { downloadFiles: false } };
		const named = await runNode(jira, 'jiraSync', bare, item(files));
		expect(named.items('Node', 1)[0]?.binary).toBeUndefined();
		await runNode(jira, 'jiraSync', sync, item(both));
		jira.site.clearRequests();
		const quiet = await runNode(jira, 'jiraSync', sync, item(both));
		expect(jira.counts()).toEqual({ reads: 1, writes: 0 });
		expect(quiet.items('Node', 1)).toEqual([]);
		const delivered = { operation: 'confirm', delivered: '={{ $json }}' };
		const writtenId = 'b';
		const confirmed = await runNode(
			jira,
			'jiraSync',
			{ ...delivered, writtenId },
			{ json: handed?.json ?? {} },
		);
		// The list has shown it already: nothing is left to confirm.
		expect(confirmed.json('Node')).toEqual([
			expect.objectContaining({ kind: 'nothingSent', confirmed: [] }),
		]);
	});

	it('L9: an address in a record is read on the record’s host and on named ones alone', async () => {
		const jira = await withIssue();
		const other = await withIssue();
		await runNode(jira, 'jiraSync', { operation: 'link', ...generic });
		const path = `${other.url}/rest/api/2/serverInfo`;
		const item = { json: { attachments: [{ id: 'a', name: 'a.txt', url: path }] } };
		const sync = { operation: 'syncPair', ...generic, syncAttachments: 'toJira' };

		const closed = await runNode(jira, 'jiraSync', sync, item);
		other.site.clearRequests();
		const options = { fileHosts: new URL(other.url).host, retryParked: true };
		const opened = await runNode(jira, 'jiraSync', { ...sync, options }, item);

		expect(JSON.stringify(closed.json('Node')[0]?.['warnings'])).toContain('is not read: it is on');
		expect(opened.json('Node')).toMatchObject([{ wrote: 'issue', warnings: [] }]);
		expect(attached(jira).map(({ filename }) => filename)).toEqual(['a.txt']);
		expect(other.site.requests.every(({ user }) => user === undefined)).toBe(true);
	});

	it('Reconcile Many copies the files of many items', async () => {
		const jira = await withIssue();
		await runNode(jira, 'jiraSync', { operation: 'link', ...generic });
		await jira.site.asUser('kim').attach('CRASH-1', 'j.txt', 'from Jira');
		const json = { attachments: [{ id: 'a', name: 'a.txt', binary: 'first' }] };
		const binary = { first: memoryFile('ours', 'a.txt') };
		const many = { operation: 'reconcileMany', ...generic, syncAttachments: 'both' };

		const result = await runNode(
			jira,
			'jiraSync',
			{ ...many, options: { maxPercent: 100 } },
			{ json, binary },
		);

		expect(result.error).toBeUndefined();
		expect(attached(jira)).toHaveLength(2);
		expect(result.items('Node', 1)).toMatchObject([
			{ json: { kind: 'attachment' }, binary: { data: { fileName: 'j.txt', bytes: 9 } } },
		]);
		for (const entry of result.json('Node')) expectToFit(entry, 'JiraSync', 'reconcileMany');
	});
});
