import type { Drive } from './drive-jira';

/** What there is to choose from, what administrators change of it, and what is done to many issues at once. */
export async function driveCatalog(drive: Drive, key: string): Promise<void> {
	await driveChoices(drive);
	await driveComponents(drive);
	await driveProjectProperties(drive);
	await driveMerges(drive);
	await driveMany(drive);
	await driveWorklogChanges(drive, key);
	if (drive.site.deployment === 'cloud') await driveBulkProperties(drive, key);
}

async function driveChoices({ site, user, admin }: Drive): Promise<void> {
	const cloud = site.deployment === 'cloud';
	for (const path of ['priority/3', 'resolution/10000', 'issuetype/10101', 'status/Done'])
		await user.send(`GET /${path}`, 200);
	for (const path of ['priority/99', 'resolution/99', 'issuetype/99', 'status/99'])
		await user.send(`GET /${path}`, 404);
	const more = ['issueLinkType/10002', 'securitylevel/10070', 'customFieldOption/10200'];
	for (const path of [...more, 'configuration']) await user.send(`GET /${path}`, 200);
	const page = cloud ? 'search' : 'page';
	await admin.send(`GET /priority/${page}`, 200);
	await admin.send(`GET /resolution/${page}`, 200);
	await user.send('GET /groups/picker', 200, undefined, { query: 'dev' });
	const wanted = cloud ? { query: 'kim' } : { username: 'kim' };
	const all = '/user/assignable/multiProjectSearch';
	await user.send(`GET ${all}`, 200, undefined, { ...wanted, projectKeys: 'CRASH,PLAN' });
	if (cloud) {
		await user.send('GET /label', 200);
		await user.send('GET /field/search', 200, undefined, { type: 'custom' });
		return;
	}
	await user.send('GET /customFields', 200);
	await user.send('GET /project/ALL/securitylevel', 200);
}

async function driveComponents({ site, admin, user, api }: Drive): Promise<void> {
	const wanted = { name: `Audio ${api}`, project: 'CRASH', description: 'Sound' };
	const { id } = await admin.send('POST /component', 201, wanted);
	const path = `/component/${String(id)}`;
	await admin.send('POST /component', 400, wanted);
	await user.send('POST /component', 403, wanted);
	await admin.send(`PUT ${path}`, 200, { name: `Sound ${api}` });
	await user.send(`GET ${path}`, 200);
	await user.send(`GET ${path}/relatedIssueCounts`, 200);
	const list = site.deployment === 'cloud' ? '/project/CRASH/component' : '/component/page';
	await user.send(`GET ${list}`, 200);
	await admin.send(`DELETE ${path}`, 204);
	await user.send(`GET ${path}`, 404);
}

async function driveProjectProperties({ admin, user }: Drive): Promise<void> {
	const path = '/project/CRASH/properties';
	await admin.send(`PUT ${path}/k`, 201, { n: 1 });
	await admin.send(`PUT ${path}/k`, 200, { n: 2 });
	await user.send(`GET ${path}`, 200);
	await user.send(`GET ${path}/k`, 200);
	await user.send(`PUT ${path}/k`, 403, { n: 3 });
	await admin.send(`DELETE ${path}/k`, 204);
	await user.send(`GET ${path}/k`, 404);
}

async function driveMerges({ admin, api }: Drive): Promise<void> {
	const ids: string[] = [];
	for (const name of [`5.0.${api}`, `5.1.${api}`, `5.2.${api}`]) {
		const { id } = await admin.send('POST /version', 201, { name, projectId: 10000 });
		ids.push(String(id));
	}
	const [first, second, third] = ids;
	await admin.send(`GET /version/${first}/relatedIssueCounts`, 200);
	await admin.send(`PUT /version/${first}/mergeto/${second}`, 204);
	const swap = { moveFixIssuesTo: Number(third) };
	await admin.send(`POST /version/${second}/removeAndSwap`, 204, swap);
	await admin.send(`POST /version/${second}/removeAndSwap`, 404, swap);
}

async function driveMany({ user }: Drive): Promise<void> {
	const fields = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' } };
	const good = { fields: { ...fields, summary: 'One of many' } };
	await user.send('POST /issue/bulk', 201, { issueUpdates: [good, { fields }] });
	await user.send('POST /issue/bulk', 400, { issueUpdates: [{ fields }] });
}

async function driveWorklogChanges({ user, rich }: Drive, key: string): Promise<void> {
	const work = { started: '2026-03-10T12:00:00.000+0000', comment: rich('Work'), timeSpent: '1h' };
	const { id } = await user.send(`POST /issue/${key}/worklog`, 201, work);
	await user.send('GET /worklog/updated', 200, undefined, { since: '0' });
	await user.send('POST /worklog/list', 200, { ids: [Number(id)] });
	await user.send(`DELETE /issue/${key}/worklog/${String(id)}`, 204);
	await user.send('GET /worklog/deleted', 200, undefined, { since: '0' });
}

async function driveBulkProperties({ site, user }: Drive, key: string): Promise<void> {
	const id = Number(site.issue(key)?.id);
	const properties = { many: { n: 1 } };
	await user.send('POST /issue/properties', 303, { entitiesIds: [id], properties });
	const issues = [{ issueID: id, properties: { each: 2 } }];
	await user.send('POST /issue/properties/multi', 303, { issues });
	const filter = { entityIds: [id] };
	await user.send('PUT /issue/properties/all', 303, { value: 3, filter });
	await user.send('DELETE /issue/properties/all', 303, { entityIds: [id] });
	await user.send('POST /issue/properties/multi', 400, { issues: [] });
	await user.send('GET /task/10101', 200);
}
