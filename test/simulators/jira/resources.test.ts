import { at, bench, rich, type Deployment } from './caller';

const BUG = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' }, summary: 'x' };

describe.each<Deployment>(['cloud', 'dataCenter'])(
	'resources of the simulated Jira (%s)',
	(deployment) => {
		const cloud = deployment === 'cloud';

		it('comments: adds, reads, edits, deletes, with properties of their own', async () => {
			const { ask, site } = bench(deployment);
			await ask('POST /issue', { fields: BUG });
			const properties = [{ key: 'origin', value: { id: 1 } }];

			const added = await ask('POST /issue/CRASH-1/comment', {
				body: rich(deployment, 'one'),
				properties,
			});
			const id = String(added.body.id);
			const edited = await ask(`PUT /issue/CRASH-1/comment/${id}`, {
				body: rich(deployment, 'two'),
			});
			const listed = await ask('GET /issue/CRASH-1/comment');
			const property = await ask(`GET /comment/${id}/properties/origin`);
			const put = await ask(`PUT /comment/${id}/properties/more`, { a: 1 });

			expect([added.status, edited.status, put.status]).toEqual([201, 200, 201]);
			expect(listed.body).toMatchObject({
				total: 1,
				comments: [{ id, body: rich(deployment, 'two') }],
			});
			expect(property.body).toEqual({ key: 'origin', value: { id: 1 } });
			expect((await ask(`DELETE /issue/CRASH-1/comment/${id}`)).status).toBe(204);
			expect((await ask(`GET /issue/CRASH-1/comment/${id}`)).status).toBe(404);
			expect(site.issue('CRASH-1')?.comments).toEqual([]);
		});

		it('remote links: the same global id replaces, and the whole content', async () => {
			const { ask, site } = bench(deployment);
			await ask('POST /issue', { fields: BUG });
			const object = { url: 'https://example.com', title: 'One' };

			const first = await ask('POST /issue/CRASH-1/remotelink', {
				globalId: 'a=1&b=2',
				relationship: 'reported by',
				object: { ...object, status: { resolved: false } },
			});
			const again = await ask('POST /issue/CRASH-1/remotelink', { globalId: 'a=1&b=2', object });
			const found = await ask('GET /issue/CRASH-1/remotelink', undefined, { globalId: 'a=1&b=2' });
			const bad = await ask('POST /issue/CRASH-1/remotelink', {
				object: { url: 'https://x.example' },
			});

			expect([first.status, again.status, bad.status]).toEqual([201, 200, 400]);
			expect(bad.body.errors).toEqual({ title: "'title' is required." });
			expect(found.body).toMatchObject({ globalId: 'a=1&b=2', object });
			expect(found.body.relationship).toBeUndefined();
			expect(site.issue('CRASH-1')?.remoteLinks).toHaveLength(1);
			const gone = await ask('DELETE /issue/CRASH-1/remotelink', undefined, {
				globalId: 'a=1&b=2',
			});
			expect(gone.status).toBe(204);
			const missing = await ask('GET /issue/CRASH-1/remotelink', undefined, {
				globalId: 'a=1&b=2',
			});
			expect(missing.status).toBe(404);
		});

		it('issue links go out from the inward issue, and the same link twice is one', async () => {
			const { ask } = bench(deployment);
			await ask('POST /issue', { fields: BUG });
			await ask('POST /issue', { fields: BUG });
			const link = {
				type: { name: 'Duplicate' },
				inwardIssue: { key: 'CRASH-2' },
				outwardIssue: { key: 'CRASH-1' },
			};

			const made = await ask('POST /issueLink', link);
			const twice = await ask('POST /issueLink', link);
			const unknown = await ask('POST /issueLink', { ...link, type: { name: 'Nope' } });
			const source = await ask('GET /issue/CRASH-2', undefined, { fields: 'issuelinks' });
			const target = await ask('GET /issue/CRASH-1', undefined, { fields: 'issuelinks' });

			expect([made.status, made.raw, twice.status, unknown.status]).toEqual([
				201,
				undefined,
				201,
				404,
			]);
			expect(at(source.body, 'fields', 'issuelinks')).toMatchObject([
				{ type: { outward: 'duplicates' }, outwardIssue: { key: 'CRASH-1' } },
			]);
			expect(at(target.body, 'fields', 'issuelinks')).toMatchObject([
				{ type: { inward: 'is duplicated by' }, inwardIssue: { key: 'CRASH-2' } },
			]);
		});

		it('createmeta: pages whose rows have the name of the deployment', async () => {
			const { ask, as } = bench(deployment);

			const types = await ask('GET /issue/createmeta/CRASH/issuetypes');
			const fields = await ask('GET /issue/createmeta/CRASH/issuetypes/10101', undefined, {
				startAt: '10',
				maxResults: '200',
			});
			const over = await ask('GET /issue/createmeta/CRASH/issuetypes', undefined, {
				maxResults: '201',
			});
			const denied = await as('noperm')('GET /issue/createmeta/CRASH/issuetypes');
			const story = await ask('GET /issue/createmeta/PLAN/issuetypes/10203', undefined, {
				maxResults: '200',
			});

			expect(types.body[cloud ? 'issueTypes' : 'values']).toHaveLength(4);
			const rows = fields.body[cloud ? 'fields' : 'values'] as readonly Record<string, unknown>[];
			expect(rows.find(({ fieldId }) => fieldId === 'customfield_10013')).toMatchObject({
				name: 'Severity',
				required: false,
				allowedValues: [{ value: 'Critical' }, { value: 'Major' }, { value: 'Minor' }],
			});
			expect('key' in (rows[0] ?? {})).toBe(cloud);
			expect(over.status).toBe(400);
			expect(denied.body.total).toBe(0);
			const required = story.body[cloud ? 'fields' : 'values'] as readonly Record<
				string,
				unknown
			>[];
			expect(required.find(({ fieldId }) => fieldId === 'customfield_10013')).toMatchObject({
				required: true,
			});
		});

		it('projects, versions in sequence, components and statuses', async () => {
			const { ask, as } = bench(deployment);

			const list = await ask(cloud ? 'GET /project/search' : 'GET /project');
			const versions = await ask('GET /project/CRASH/versions');
			const made = await as('admin')('POST /version', { name: '1.3.2', projectId: 10000 });
			const after = at(versions.raw, 3, 'self');
			const moved = await as('admin')(`POST /version/${String(made.body.id)}/move`, { after });
			const twice = await as('admin')('POST /version', { name: '1.3.2', project: 'CRASH' });
			const released = await as('admin')(`PUT /version/${String(made.body.id)}`, {
				released: true,
				releaseDate: '2026-01-01',
			});
			const names = ((await ask('GET /project/CRASH/versions')).raw as { name: string }[]).map(
				({ name }) => name,
			);

			expect(at(cloud ? list.body.values : list.raw, 0, 'key')).toBe('CRASH');
			expect([made.status, moved.status, twice.status, released.status]).toEqual([
				201, 200, 400, 200,
			]);
			expect(names).toEqual(['1.2.0', '1.2.3', '1.3.0', '1.3.1', '1.3.2', '1.4.0', '2.0.0']);
			expect((await ask('POST /version', { name: '9', projectId: 10000 })).status).toBe(
				cloud ? 404 : 403,
			);
			expect((await ask('GET /project/CRASH/components')).raw).toHaveLength(2);
			expect(at((await ask('GET /project/CRASH/statuses')).raw, 0, 'statuses')).toHaveLength(5);
			expect((await as('noperm')('GET /project/CRASH')).status).toBe(404);
		});

		it('users are found by what the deployment searches', async () => {
			const { ask } = bench(deployment, { hiddenEmails: ['ann'] });
			const by = cloud ? 'query' : 'username';

			const kim = await ask('GET /user/search', undefined, { [by]: 'kim@example.com' });
			const ann = await ask('GET /user/search', undefined, { [by]: 'ann@example' });
			const assignable = await ask('GET /user/assignable/search', undefined, {
				project: 'CRASH',
				[by]: 'no',
			});

			expect(kim.raw).toMatchObject([
				cloud ? { accountId: '5b10a2844c20165700ede212g' } : { name: 'kim', key: 'JIRAUSER10112' },
			]);
			expect(ann.raw).toHaveLength(cloud ? 0 : 1);
			expect(assignable.raw).toEqual([]);
		});

		it('permissions of the caller', async () => {
			const { ask, as } = bench(deployment);
			const query = { permissions: 'BROWSE_PROJECTS,ADMINISTER', projectKey: 'CRASH' };

			const own = await ask('GET /mypermissions', undefined, query);
			const none = await as('noperm')('GET /mypermissions', undefined, query);

			expect(at(own.body, 'permissions', 'BROWSE_PROJECTS', 'havePermission')).toBe(true);
			expect(at(own.body, 'permissions', 'ADMINISTER', 'havePermission')).toBe(false);
			expect(at(none.body, 'permissions', 'BROWSE_PROJECTS', 'havePermission')).toBe(false);
		});

		it.each([
			'/field',
			'/priority',
			'/resolution',
			'/status',
			'/issuetype',
			'/issueLinkType',
			'/permissions',
		])('lists %s', async (path) => {
			expect((await bench(deployment).ask(`GET ${path}`)).status).toBe(200);
		});
	},
);
