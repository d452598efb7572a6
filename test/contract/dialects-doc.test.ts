import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cloud } from '../../src/jira/cloud';
import type { JiraClient } from '../../src/jira/client';
import { dataCenter } from '../../src/jira/data-center';
import { detectDialect } from '../../src/jira/detect';
import type { HttpTransport } from '../../src/http/transport';
import { failureKind } from '../../src/http/errors';
import { createJiraSite, UNKNOWN_CHOICES, type JiraSite } from '../../simulators/jira';
import { attachFile } from '../support/attach-file';
import { clientOf } from '../support/jira-site-client';
import { contentAsStream } from '../support/memory-files';
import { listRoutes } from '../support/simulated-routes';

const page = readFileSync(path.join(__dirname, '../../docs/dialects.md'), 'utf8');

/** Cells of the table below a heading, row by row, without their back quotes. */
function cellsOf(heading: string): readonly (readonly string[])[] {
	const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
	const rows = section.split('\n').filter((line) => line.startsWith('|'));
	return rows.slice(2).map((row) =>
		row
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim().replaceAll('`', '')),
	);
}

function firstCells(heading: string): readonly string[] {
	return cellsOf(heading).map(([first = '']) => first);
}

/** Sources of the rows; "as above" stands for the one of the row before. */
function sourcesOf(heading: string): readonly string[] {
	const sources: string[] = [];
	for (const cells of cellsOf(heading)) {
		const source = cells.at(-1) ?? '';
		sources.push(source.startsWith('as above') ? (sources.at(-1) ?? '') : source);
	}
	return sources;
}

interface Recorder {
	readonly requests: Set<string>;
	readonly called: Set<string>;
	/** A client whose requests and whose functions are noted. */
	client(site: JiraSite, user: string): JiraClient;
}

function createRecorder(): Recorder {
	const requests = new Set<string>();
	const called = new Set<string>();
	return {
		requests,
		called,
		client: (site, user) => {
			const jira = clientOf(site, user, { transport: recorded(site.transport(user), requests) });
			return new Proxy(jira, {
				get: (target, name, receiver) => {
					called.add(String(name));
					return Reflect.get(target, name, receiver) as unknown;
				},
			});
		},
	};
}

function recorded(transport: HttpTransport, requests: Set<string>): HttpTransport {
	return {
		send: (request) => {
			requests.add(`${request.method} ${request.path}`);
			return transport.send(request);
		},
	};
}

const draft = { project: 'CRASH', issueType: 'Bug', fields: { summary: 'x' }, properties: {} };
const what = { fields: ['summary'], properties: ['k'] };
const link = {
	globalId: 'system=x&id=1',
	url: 'https://example.com/1',
	title: 'One',
	resolved: false,
	application: 'X',
};

/** Calls every function of the client at least once. */
async function useEverything(recorder: Recorder, site: JiraSite): Promise<void> {
	const jira = recorder.client(site, 'sync');
	const admin = recorder.client(site, 'admin');
	await jira.myself();
	const { id, key } = await jira.createIssue(draft);
	const second = await jira.createIssue(draft);
	await jira.readIssue(id, what);
	await jira.editIssue(id, { fields: { summary: 'y' }, properties: [{ key: 'k', value: 1 }] });
	await jira.setProperty(id, 'k', 2);
	await jira.deleteProperty(id, 'k');
	await jira.addComment(id, 'One');
	await jira.changeTimes(id, ['summary']);
	await jira.comments(id);
	const { id: commentId } = await jira.createComment(id, { text: 'One', mark: { kind: 'note' } });
	await jira.editComment(id, commentId, { text: 'Two' });
	await attachFile(site, site.deployment, key, 'a.png');
	await jira.createComment(id, { text: '![](attachment:a.png)', format: 'markdown' });
	await jira.commentMarks(id, [commentId]);
	await jira.commentThread(id);
	await jira.deleteComment(id, commentId);
	await useAttachments(jira, id);
	await jira.ensureRemoteLink(id, link);
	await jira.findLinked([link.globalId], what);
	await jira.removeRemoteLink(id, link.globalId);
	await jira.linkDuplicate(second.id, id);
	await jira.linkRelated(second.id, id);
	const crash = { project: 'CRASH', issueType: 'Bug' };
	await jira.parentFields();
	await jira.parentPlace(crash, crash);
	await jira.isSubtask(crash);
	await jira.parentField({ project: 'CRASH', issueType: 'Sub-task' });
	const version = await admin.createVersion('CRASH', { name: 'Spring' });
	await admin.updateVersion(version.id, { released: true });
	await admin.setProjectProperty('CRASH', 'k', 1);
	await jira.projectProperty('CRASH', 'k');
	await jira.knownProjectProperty('CRASH', 'k');
	await jira.projectPropertyKeys('CRASH');
	await admin.deleteProjectProperty('CRASH', 'k');
	const other = await admin.createVersion('CRASH', { name: 'Summer' });
	await jira.versionUse(other.id);
	await admin.replaceVersion(other.id, version.id);
	await jira.projectVersions('CRASH');
	const first = await jira.readIssue(id, what);
	await jira.searchCreated('project = CRASH', { includeOwn: true }, what, 10);
	await jira.rankOrder([first.key, second.key], []);
	await jira.rankIssues({ issues: [first.key], anchor: second.key, side: 'after' });
	await jira.readIssues([second.key], what);
	await jira.linkIssues('Relates', id, second.key);
	await jira.unlinkIssues('Relates', id, second.key);
	await jira.search('project = CRASH', what, 10);
	const [transition] = await jira.transitions(id);
	if (transition === undefined) throw new Error('There is no transition');
	await jira.transition(id, transition, {});
	await jira.createFields('CRASH', 'Bug');
	await jira.versions('CRASH');
	await jira.findUsers('kim@example.com');
	await jira.findUsers('user');
	await jira.userPage('ki', 0);
	await jira.assignablePage({ project: 'CRASH' }, 'ki', 0);
	await jira.components('CRASH');
	await jira.projectPage('', 0);
	await jira.editFields(id);
	await jira.previewCreate(draft);
	await jira.previewUpdate(id, { fields: { summary: 'z' } });
	jira.previewRemoteLink(id, link);
	await jira.updateIssue(id, { fields: { summary: 'z' } });
	await jira.fields();
	await jira.projects('');
	await jira.issueTypes('CRASH');
	await jira.statuses('CRASH');
	await jira.serverInfo();
	await jira.permissions('CRASH', ['CREATE_ISSUES']);
	await jira.duplicateLinkType();
	jira.rateLimit();
	await jira.raw('CRASH-1');
	await jira.deleteIssue(second.id);
	await useWebhooks(admin);
	expect(jira.deployment).toBe(site.deployment);
}

async function useAttachments(jira: JiraClient, issueId: string): Promise<void> {
	await jira.attachmentLimits();
	const open = async () => contentAsStream('text');
	const file = { name: 'a.txt', mimeType: 'text/plain', size: 4, open };
	const attached = await jira.uploadAttachment(issueId, file);
	for await (const chunk of (await jira.openAttachment(attached)).chunks)
		expect(chunk.length).toBe(4);
	for await (const chunk of await jira.rawAttachment(attached)) expect(chunk.length).toBe(4);
	expect(await jira.attachment(attached.id)).toEqual(attached);
	await jira.deleteAttachment(attached.id);
}

async function useWebhooks(admin: JiraClient): Promise<void> {
	await admin.webhookForm();
	const hooks = await admin.webhooks();
	const spec = { name: 'n8n', url: 'https://n8n.example.com/1', events: ['jira:issue_updated'] };
	const hook = await hooks.register({ ...spec, jql: '', secret: 'top secret' });
	await hooks.refresh(hook.id);
	await hooks.remove(hook.id);
	if (admin.deployment !== 'cloud') return;
	const dynamic = await admin.webhooks({ oauthApp: true });
	const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow('Jira');
	await refused(dynamic.list());
	await refused(dynamic.register({ ...spec, jql: '', secret: 'top secret' }));
	await refused(dynamic.remove('1'));
	await refused(dynamic.refresh('1'));
}

/** `GET …/issue/{issue}` for whichever version of the API it went to. */
function templateOf(site: JiraSite, version: string, request: string): string {
	const [method = '', target = ''] = request.split(' ');
	const routes = listRoutes({ deployment: site.deployment, version });
	const name = routes.nameOf(method, target) ?? request;
	return name.replace(/:(\w+)/g, '{$1}').replace(/ \/rest\/api\/[23]\//, ' …/');
}

describe('docs/dialects.md', () => {
	it('lists every route that the client calls, and no other', async () => {
		const found = new Set<string>();
		const sites = [
			['cloud', '1001.0.0'],
			['dataCenter', '9.12.0'],
			['dataCenter', '10.3.2'],
		] as const;
		for (const [deployment, version] of sites) {
			const site = createJiraSite({ deployment, version, crowd: { users: 100 } });
			const recorder = createRecorder();
			await useEverything(recorder, site);
			const transport = recorded(site.transport('sync'), recorder.requests);
			await detectDialect(transport, 'https://jira.example.com', 0);
			for (const request of recorder.requests) found.add(templateOf(site, version, request));
			expect(Object.keys(clientOf(site)).filter((name) => !recorder.called.has(name))).toEqual([]);
		}

		expect(firstCells('Routes').toSorted()).toEqual([...found].sort());
	});

	it('mirrors the dialects row by row', () => {
		expect(firstCells('Differences')).toEqual(Object.keys(cloud));
		expect(Object.keys(dataCenter)).toEqual(Object.keys(cloud));
	});

	it('lists every status that is told apart', () => {
		const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);
		const own = statuses.filter((status) => !['protocol', 'server'].includes(failureKind(status)));

		expect(firstCells('Refusals')).toEqual(expect.arrayContaining(own.map(String)));
	});

	it('lists every choice of the simulated Jira with all its ways', () => {
		const listed = cellsOf('Not known').map(([name = '', ways = '']) => [name, ways.split(', ')]);

		const choices = Object.entries(UNKNOWN_CHOICES).map(([name, values]) => [
			name,
			values.map(String),
		]);
		expect(listed).toEqual(choices);
	});

	it.each(['Differences', 'Routes', 'Refusals', 'Not known'])(
		'%s: every row names its source',
		(heading) => {
			const sources = sourcesOf(heading);

			expect(sources.length).toBeGreaterThan(10);
			expect(sources.filter((source) => !source.includes('](https://'))).toEqual([]);
		},
	);

	it('names only tests that are there', () => {
		const files = [...page.matchAll(/\]\((\.\.\/[^)]+)\)/g)].map(([, file = '']) => file);

		expect(files.length).toBeGreaterThan(0);
		const missing = files.filter((file) => !existsSync(path.join(__dirname, '../../docs', file)));
		expect(missing).toEqual([]);
	});
});
