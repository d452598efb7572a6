import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IBinaryData, INode } from 'n8n-workflow';
import { credentialOf, locator, useEngine } from '../support/engine-jira';
import { startMediaJira, type MediaJira, type MediaJiraOptions } from '../support/media-jira';
import { openStoredFiles } from '../support/n8n/stored-files';

const MEGABYTE = 1_048_576;
const SIZE = 50 * MEGABYTE;
/** What node and n8n may need besides: less than the file. */
const ALLOWED = 40 * MEGABYTE;

const { engine } = useEngine();
const servers: MediaJira[] = [];

async function serve(options: MediaJiraOptions): Promise<MediaJira> {
	const server = await startMediaJira(options);
	servers.push(server);
	return server;
}

afterEach(async () => {
	for (const server of servers.splice(0)) await server.close();
});

async function runNode(url: string, parameters: object, binary: Record<string, IBinaryData> = {}) {
	return await engine().run({
		nodes: [
			{
				name: 'Node',
				type: 'n8n-nodes-jira-sync.jiraIssue',
				parameters: { authentication: 'basic', ...parameters } as INode['parameters'],
				credentials: { jiraSyncBasicApi: { id: null, name: 'Jira' } },
			},
		],
		credentials: { jiraSyncBasicApi: credentialOf('cloud', url) },
		startNode: 'Node',
		input: [{ json: {}, binary }],
	});
}

/** Pieces of a file between two looks at the memory. */
const PIECES = 200;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Highest growth of what the process still needs, in bytes, while pieces go by. */
function memory() {
	const held = (): number => {
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};
	let [start, most, pieces, looks] = [0, 0, 0, 0];
	return {
		begin: () => void (start = held()),
		look: () => {
			pieces += 1;
			if (pieces % PIECES > 0) return;
			looks += 1;
			most = Math.max(most, held() - start);
		},
		most: () => (looks > 3 ? most : Infinity),
	};
}

const downloadOne = { operation: 'downloadAttachments', downloadBy: 'id', attachmentId: '1' };

jest.setTimeout(120_000);

describe('attachments as streams, in n8n', () => {
	it('uploads a file of 50 MB without holding it', async () => {
		const files = await openStoredFiles();
		const stored = await files.make('big "file".bin', SIZE);
		const used = memory();
		const jira = await serve({ size: SIZE, onPiece: used.look });
		used.begin();

		const { error, json } = await runNode(
			jira.url,
			{ operation: 'addAttachment', issue: locator('ABC-1') },
			{ data: stored },
		);

		expect(error).toBeUndefined();
		expect(json('Node')).toMatchObject([{ issue: 'ABC-1', attachment: { id: '1', size: SIZE } }]);
		expect(jira.received.head).toContain('name="file"; filename="big %22file%22.bin"');
		expect(jira.received.bytes).toBeGreaterThan(SIZE);
		const upload = jira.seen.at(-1)?.headers ?? {};
		expect(upload['x-atlassian-token']).toBe('no-check');
		expect(upload['content-length']).toBe(String(jira.received.bytes));
		expect(used.most()).toBeLessThan(ALLOWED);
	});

	it('L10: downloads 50 MB from another host, which sees nothing of the credential, without holding it', async () => {
		const used = memory();
		const media = await serve({ size: SIZE, onPiece: used.look });
		const jira = await serve({ size: SIZE, mediaUrl: media.url });
		const files = await openStoredFiles();
		used.begin();

		const { error, items } = await runNode(jira.url, downloadOne);

		expect(error).toBeUndefined();
		const [item] = items('Node');
		expect(item?.json).toMatchObject({ id: '1', name: 'big.bin', size: SIZE });
		const file = item?.binary?.['data'];
		expect(file).toMatchObject({ fileName: 'big.bin', bytes: SIZE });
		expect(await files.check(file as IBinaryData)).toEqual({ size: SIZE, whole: true });
		expect(used.most()).toBeLessThan(ALLOWED);
		const [asked] = media.seen;
		expect(asked?.headers).not.toHaveProperty('authorization');
		expect(asked?.headers).not.toHaveProperty('cookie');
		expect(JSON.stringify(asked?.headers)).not.toContain('cloud-token');
		expect(jira.seen.every(({ headers }) => headers.authorization !== undefined)).toBe(true);
	});

	it('a page in place of the file is refused', async () => {
		const login = await serve({ size: 300 });
		const jira = await serve({ size: 5_000, mediaUrl: login.url });

		const { error } = await runNode(jira.url, downloadOne);

		expect(error?.message).toContain('Jira did not give the file "big.bin"');
	});
});
