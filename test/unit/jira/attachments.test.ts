import { multipartFile } from '../../../src/jira/multipart';
import type { ByteStream } from '../../../src/model/attachment';
import { contentAsStream } from '../../support/memory-files';
import { DEPLOYMENTS, jiraWorld } from '../../support/jira-site-client';

const file = (name: string, text: string, size = Buffer.byteLength(text)) => ({
	name,
	mimeType: 'text/plain',
	size,
	open: async () => contentAsStream(text),
});

async function textOf(chunks: ByteStream): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return Buffer.concat(parts).toString('utf8');
}

describe('multipartFile', () => {
	it('is a form with one file, as long as it says, as often as it is opened', async () => {
		const body = multipartFile(file('a.txt', 'Grüße'), 'BOUNDARY');

		const text = await textOf(body.open());

		expect(text).toBe(
			'--BOUNDARY\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nGrüße\r\n--BOUNDARY--\r\n',
		);
		expect(body.size).toBe(Buffer.byteLength(text));
		expect(body.type).toBe('multipart/form-data; boundary=BOUNDARY');
		expect(await textOf(body.open())).toBe(text);
	});

	it('L9: a name or a type cannot add to the headers', async () => {
		const name = 'a"; filename="b\r\nX-Evil: 1\n.txt';
		const body = multipartFile({ ...file(name, 'x'), mimeType: 'text/plain\r\nX-Evil: 2' }, 'B');

		const [head = ''] = (await textOf(body.open())).split('\r\n\r\n');

		expect(head.split('\r\n')).toEqual([
			'--B',
			'Content-Disposition: form-data; name="file"; filename="a%22; filename=%22b%0D%0AX-Evil: 1%0D%0A.txt"',
			'Content-Type: application/octet-stream',
		]);
	});

	it.each([3, 5])('a content that is not %d bytes long breaks off', async (size) => {
		const body = multipartFile(file('a.txt', 'four', size), 'B');
		await expect(textOf(body.open())).rejects.toThrow(`not ${size} bytes long`);
	});
});

describe.each(DEPLOYMENTS)('attachments of %s', (deployment) => {
	it('says why a file broke off, and nothing of it is stored', async () => {
		const { site, jira } = jiraWorld(deployment);
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });

		await expect(jira.uploadAttachment(key, file('a.txt', 'text', 9))).rejects.toThrow(
			'not 9 bytes',
		);
		const broken = { ...file('a.txt', 'text'), open: () => Promise.reject(new Error('gone')) };
		await expect(jira.uploadAttachment(key, broken)).rejects.toThrow('gone');

		expect(site.issue(key)?.fields['attachment']).toEqual([]);
	});

	it('A19: a refused upload is sent again from the beginning; one that may have been stored is not', async () => {
		const { site, jira } = jiraWorld(deployment);
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		site.failNext(1, { status: 429, headers: { 'retry-after': '1' }, matching: /attachments$/ });

		await jira.uploadAttachment(key, file('a.txt', 'text'));
		site.failNext(1, { status: 504, after: 'processed', matching: /attachments$/ });
		await expect(jira.uploadAttachment(key, file('b.txt', 'text'))).rejects.toThrow('(504)');

		const { attachments = [] } = await jira.readIssue(key, {
			fields: ['attachment'],
			properties: [],
		});
		expect(attachments.map(({ name, size }) => [name, size])).toEqual([
			['a.txt', 4],
			['b.txt', 4],
		]);
	});

	it('a content that is not as long as Jira said is refused', async () => {
		const { site, jira } = jiraWorld(deployment);
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		const id = await site.asUser('kim').attach(key, 'a.txt', 'text');
		const attachment = await jira.attachment(id);

		for (const size of [3, 5]) {
			const { chunks } = await jira.openAttachment({ ...attachment, size });
			await expect(textOf(chunks)).rejects.toThrow(`not ${size} bytes long`);
		}
		expect(await textOf((await jira.openAttachment(attachment)).chunks)).toBe('text');
		await jira.deleteAttachment(id);
		await expect(jira.openAttachment(attachment)).rejects.toThrow('download the file "a.txt"');
	});
});
