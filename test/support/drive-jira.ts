import type { HttpMethod, HttpTransport } from '../../src/http/transport';
import { isObject, type UnknownRecord } from '../../src/model/decode';
import type { JiraSite } from '../../simulators/jira';
import { driveCatalog } from './drive-jira-catalog';
import { driveSoftware } from './drive-jira-software';

/** What a request was answered, where that is not what was expected. */
export type Surprise = string;

/** Sends requests below one REST API, and notes every answer with another status than the one expected. */
export interface Driver {
	/** `send('GET /issue/CRASH-1', 200)`; the answer's body, or nothing when it is no object. */
	send(
		request: string,
		expected: number,
		body?: unknown,
		query?: Readonly<Record<string, string>>,
	): Promise<UnknownRecord>;
	readonly surprises: readonly Surprise[];
}

/** A driver of `/rest/api/{api}`; paths that start with `/rest` or `/secure` stand for themselves. */
export function createDriver(transport: HttpTransport, api: 2 | 3): Driver {
	const surprises: Surprise[] = [];
	return {
		surprises,
		send: async (request, expected, body, query) => {
			const [method = '', path = ''] = request.split(' ');
			const answer = await transport.send({
				method: method as HttpMethod,
				path: /^\/(rest|secure)\//.test(path) ? path : `/rest/api/${api}${path}`,
				headers: { 'content-type': 'application/json' },
				...(body === undefined ? {} : { body }),
				...(query === undefined ? {} : { query }),
			});
			if (answer.status !== expected) {
				const why = JSON.stringify(answer.body)?.slice(0, 200);
				surprises.push(`${request} → ${answer.status}, not ${expected}: ${why}`);
			}
			return isObject(answer.body) ? answer.body : {};
		},
	};
}

/** One REST API of a simulated Jira, and who drives it. */
export interface Drive {
	readonly site: JiraSite;
	readonly api: 2 | 3;
	readonly user: Driver;
	readonly admin: Driver;
	readonly anonymous: Driver;
	/** Rich text as this API takes it. */
	rich(text: string): unknown;
	/** A reference to a seeded user. */
	person(name: 'ann' | 'kim'): UnknownRecord;
}

/** Sends at least one request to every route of a simulated Jira, and some that it must refuse. */
export async function driveEverything(drive: Drive): Promise<void> {
	const { user, rich } = drive;
	await driveSite(drive);
	await driveVersions(drive);
	const made = await user.send('POST /issue', 201, {
		fields: {
			project: { key: 'CRASH' },
			issuetype: { name: 'Bug' },
			summary: 'Crash',
			description: rich('It fell over'),
			labels: ['a'],
			fixVersions: [{ name: '1.4.0' }],
			components: [{ name: 'UI' }],
			priority: { name: 'High' },
		},
		properties: [{ key: 'k', value: { n: 1 } }],
	});
	const key = String(made['key']);
	await driveIssue(drive, key);
	await driveComments(drive, key);
	await driveProperties(drive, key);
	await driveLinks(drive, key);
	await driveSearch(drive, key);
	await driveAttachments(drive, key);
	await driveWorklogs(drive, key);
	await driveCatalog(drive, key);
	await driveSoftware(drive);
	await driveWebhooks(drive);
	await user.send(`DELETE /issue/${key}`, 204);
	await user.send(`GET /issue/${key}`, 404);
}

async function driveSite({ site, user, anonymous, person }: Drive): Promise<void> {
	const cloud = site.deployment === 'cloud';
	await anonymous.send('GET /serverInfo', 200);
	await anonymous.send('GET /myself', 401);
	for (const path of ['/myself', '/field', '/priority', '/resolution', '/status', '/issuetype'])
		await user.send(`GET ${path}`, 200);
	await user.send('GET /permissions', 200);
	await user.send('GET /mypermissions', 200, undefined, { permissions: 'BROWSE_PROJECTS' });
	const wanted = cloud ? { query: 'kim' } : { username: 'kim' };
	const kim = person('kim');
	await user.send('GET /user', 200, undefined, cloud ? { ...textsOf(kim) } : wanted);
	await user.send('GET /user', 404, undefined, cloud ? { accountId: 'x' } : { username: 'x' });
	await user.send('GET /user/search', 200, undefined, wanted);
	await user.send('GET /user/search', 400);
	await user.send('GET /user/assignable/search', 200, undefined, { ...wanted, project: 'CRASH' });
	await user.send('GET /project', 200);
	if (cloud) await user.send('GET /project/search', 200, undefined, { query: 'crash' });
	for (const path of ['', '/versions', '/version', '/statuses', '/components'])
		await user.send(`GET /project/CRASH${path}`, 200);
	await user.send('GET /project/NONE', 404);
	if (!cloud) await user.send('GET /issue/createmeta', 404);
	await user.send('GET /issue/createmeta/CRASH/issuetypes', 200);
	await user.send('GET /issue/createmeta/NONE/issuetypes', 400);
	await user.send('GET /issue/createmeta/CRASH/issuetypes/10101', 200);
}

function textsOf(record: UnknownRecord): Readonly<Record<string, string>> {
	return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));
}

async function driveVersions({ site, admin, user, api }: Drive): Promise<void> {
	const wanted = { name: `3.0.${api}`, projectId: 10000, releaseDate: '2027-01-31' };
	const { id } = await admin.send('POST /version', 201, wanted);
	await admin.send('POST /version', 400, wanted);
	await user.send('POST /version', site.deployment === 'cloud' ? 404 : 403, wanted);
	await user.send(`GET /version/${String(id)}`, 200);
	await user.send('GET /version/1', 404);
	await admin.send(`PUT /version/${String(id)}`, 200, { released: true });
	await admin.send(`POST /version/${String(id)}/move`, 200, { position: 'First' });
}

async function driveIssue({ site, user, api, person }: Drive, key: string): Promise<void> {
	const expand = 'names,schema,editmeta,changelog,transitions,renderedFields';
	const cloud = site.deployment === 'cloud';
	await user.send('POST /issue', 400, { fields: {} });
	await user.send(`PUT /issue/${key}`, 204, { fields: { summary: `Crash of ${api}` } });
	await user.send(`PUT /issue/${key}`, 400, { fields: { nonsense: 1 } });
	await user.send(`PUT /issue/${key}/assignee`, 204, person('ann'));
	const nobody = cloud ? { accountId: null } : { name: null };
	await user.send(`PUT /issue/${key}/assignee`, 204, nobody);
	await user.send(`GET /issue/${key}/editmeta`, 200);
	const withFields = { expand: 'transitions.fields' };
	await user.send(`GET /issue/${key}/transitions`, 200, undefined, withFields);
	await user.send(`POST /issue/${key}/transitions`, 204, { transition: { id: '11' } });
	await user.send(`POST /issue/${key}/transitions`, 400, { transition: { id: '41' } });
	const done = { transition: { id: '31' }, fields: { resolution: { name: 'Done' } } };
	await user.send(`POST /issue/${key}/transitions`, 204, done);
	await user.send(`GET /issue/${key}`, 200, undefined, { expand, properties: 'k' });
	if (!cloud) return;
	await user.send(`GET /issue/${key}/changelog`, 200);
	const issueIdsOrKeys = [key];
	await user.send('POST /issue/bulkfetch', 200, { issueIdsOrKeys, fields: ['summary', 'status'] });
	await user.send('POST /issue/bulkfetch', 400, { issueIdsOrKeys: [] });
	await user.send('POST /changelog/bulkfetch', 200, { issueIdsOrKeys, fieldIds: ['status'] });
}

async function driveComments({ user, rich }: Drive, key: string): Promise<void> {
	const made = await user.send(`POST /issue/${key}/comment`, 201, { body: rich('One') });
	const id = String(made['id']);
	await user.send(`POST /issue/${key}/comment`, 400, { body: '' });
	await user.send(`GET /issue/${key}/comment`, 200, undefined, { expand: 'properties' });
	await user.send(`GET /issue/${key}/comment/${id}`, 200);
	await user.send(`PUT /issue/${key}/comment/${id}`, 200, { body: rich('Two') });
	await user.send(`PUT /comment/${id}/properties/k`, 201, { n: 1 });
	await user.send(`PUT /comment/${id}/properties/k`, 200, { n: 2 });
	await user.send(`GET /comment/${id}/properties`, 200);
	await user.send(`GET /comment/${id}/properties/k`, 200);
	await user.send(`DELETE /comment/${id}/properties/k`, 204);
	await user.send(`GET /comment/${id}/properties/k`, 404);
	await user.send(`DELETE /issue/${key}/comment/${id}`, 204);
	await user.send(`GET /issue/${key}/comment/${id}`, 404);
}

async function driveProperties({ user }: Drive, key: string): Promise<void> {
	await user.send(`PUT /issue/${key}/properties/p`, 201, { n: 1 });
	await user.send(`PUT /issue/${key}/properties/p`, 200, [1, 'two']);
	await user.send(`GET /issue/${key}/properties`, 200);
	await user.send(`GET /issue/${key}/properties/p`, 200);
	await user.send(`DELETE /issue/${key}/properties/p`, 204);
	await user.send(`DELETE /issue/${key}/properties/p`, 404);
}

async function driveLinks({ site, user }: Drive, key: string): Promise<void> {
	const path = `/issue/${key}/remotelink`;
	const link = {
		globalId: 'system=x&id=1',
		object: { title: 'One', url: 'https://example.com/1' },
	};
	const made = await user.send(`POST ${path}`, 201, link);
	await user.send(`POST ${path}`, 200, link);
	await user.send(`POST ${path}`, 400, { object: { title: 'No address' } });
	await user.send(`GET ${path}`, 200);
	await user.send(`GET ${path}`, 200, undefined, { globalId: link.globalId });
	await user.send(`GET ${path}`, 404, undefined, { globalId: 'none' });
	await user.send(`GET ${path}/${String(made['id'])}`, 200);
	await user.send(`PUT ${path}/${String(made['id'])}`, 204, link);
	await user.send(`DELETE ${path}/${String(made['id'])}`, 204);
	await user.send(`POST ${path}`, 201, link);
	await user.send(`DELETE ${path}`, 204, undefined, { globalId: link.globalId });
	const other = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'Twin' });
	const rank = '/rest/agile/1.0/issue/rank';
	await user.send(`PUT ${rank}`, 204, { issues: [other], rankBeforeIssue: key });
	await user.send(`PUT ${rank}`, 207, { issues: [other, 'CRASH-999'], rankAfterIssue: key });
	await user.send(`PUT ${rank}`, 400, { issues: [] });
	await user.send('GET /issueLinkType', 200);
	const ends = { inwardIssue: { key: other }, outwardIssue: { key } };
	await user.send('POST /issueLink', 201, { type: { name: 'Duplicate' }, ...ends });
	await user.send('POST /issueLink', 404, { type: { name: 'Nonsense' }, ...ends });
	const links = site.issue(key)?.fields['issuelinks'] as readonly UnknownRecord[] | undefined;
	const id = String(links?.[0]?.['id']);
	await user.send(`GET /issue/${key}`, 200, undefined, { fields: 'issuelinks' });
	await user.send(`GET /issueLink/${id}`, 200);
	await user.send(`DELETE /issueLink/${id}`, 204);
	await user.send(`DELETE /issueLink/${id}`, 404);
}

async function driveSearch({ site, user, api }: Drive, key: string): Promise<void> {
	const jql = `key = ${key}`;
	if (site.deployment === 'cloud') {
		await user.send('GET /search/jql', 200, undefined, { jql, fields: '*all' });
		await user.send('POST /search/jql', 200, { jql, fields: ['*all'], expand: 'names,schema' });
		await user.send('POST /search/jql', 400, { jql: 'ORDER BY key' });
		await user.send('POST /search/approximate-count', 200, { jql });
		await user.send('GET /search', 410, undefined, { jql });
		await user.send('POST /search', 410, { jql });
		return;
	}
	await user.send('GET /search', 200, undefined, { jql, expand: 'names,schema' });
	await user.send('POST /search', 200, { jql, fields: ['*all'] });
	await user.send('POST /search', 400, { jql: 'nonsense = = 1' });
	await user.send(`GET /rest/api/${api}/search/jql`, 404, undefined, { jql });
	await user.send(`POST /rest/api/${api}/search/jql`, 404, { jql });
}

async function driveAttachments({ site, api, user }: Drive, key: string): Promise<void> {
	const transport = site.transport('sync');
	const form = new FormData();
	form.append('file', new Blob(['stack trace'], { type: 'text/plain' }), 'trace.txt');
	const encoded = new Response(form);
	const body = new Uint8Array(await encoded.arrayBuffer());
	const type = encoded.headers.get('content-type') ?? '';
	const path = `/rest/api/${api}/issue/${key}/attachments`;
	const headers = { 'content-type': type, 'x-atlassian-token': 'no-check' };
	await transport.send({ method: 'POST', path, headers, body });
	const files = site.issue(key)?.fields['attachment'] as readonly UnknownRecord[] | undefined;
	const id = String(files?.[0]?.['id']);
	await user.send(`POST /issue/${key}/attachments`, 403, {});
	await user.send('GET /attachment/meta', 200);
	await user.send(`GET /issue/${key}`, 200, undefined, { fields: 'attachment' });
	await user.send(`GET /attachment/${id}`, 200);
	if (site.deployment === 'cloud') {
		await user.send(`GET /attachment/content/${id}`, 303);
		await user.send(`GET /attachment/content/${id}`, 200, undefined, { redirect: 'false' });
	} else {
		await user.send(`GET ${String(files?.[0]?.['content']).replace(/^https?:\/\/[^/]+/, '')}`, 200);
	}
	await user.send(`DELETE /attachment/${id}`, 204);
	await user.send(`GET /attachment/${id}`, 404);
}

async function driveWorklogs({ user, rich }: Drive, key: string): Promise<void> {
	const work = { started: '2026-03-10T12:00:00.000+0000', comment: rich('Looked at it') };
	const made = await user.send(`POST /issue/${key}/worklog`, 201, { ...work, timeSpent: '1h 30m' });
	const path = `/issue/${key}/worklog/${String(made['id'])}`;
	await user.send(`POST /issue/${key}/worklog`, 400, work);
	await user.send(`GET /issue/${key}/worklog`, 200);
	await user.send(`GET ${path}`, 200);
	await user.send(`PUT ${path}`, 200, { ...work, timeSpentSeconds: 7200 });
	await user.send(`DELETE ${path}`, 204);
	await user.send(`GET ${path}`, 404);
}

async function driveWebhooks({ site, admin, user }: Drive): Promise<void> {
	const cloud = site.deployment === 'cloud';
	const path = cloud ? '/rest/webhooks/1.0/webhook' : '/rest/jira-webhook/1.0/webhooks';
	const hook = { name: 'n8n', url: 'https://n8n.example.com/1', events: ['jira:issue_updated'] };
	const made = await admin.send(`POST ${path}`, 201, hook);
	const id = String(made['id'] ?? String(made['self']).split('/').at(-1));
	await user.send(`GET ${path}`, 403);
	await admin.send(`GET ${path}`, 200);
	await admin.send(`GET ${path}/${id}`, 200);
	await admin.send(`PUT ${path}/${id}`, 200, hook);
	await admin.send(`DELETE ${path}/${id}`, 204);
	if (!cloud) return;
	await user.send('GET /webhook', 403);
	await user.send('POST /webhook', 403, { url: hook.url, webhooks: [] });
	await user.send('DELETE /webhook', 403, { webhookIds: [1] });
	await user.send('PUT /webhook/refresh', 403, { webhookIds: [1] });
}
