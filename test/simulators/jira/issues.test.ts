import { at, bench, doc, rich, type Deployment } from './caller';

const BUG = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' } };
const STORY = { project: { key: 'PLAN' }, issuetype: { name: 'Story' } };

describe.each<Deployment>(['cloud', 'dataCenter'])(
	'issues of the simulated Jira (%s)',
	(deployment) => {
		const person =
			deployment === 'cloud' ? { accountId: '5b10a2844c20165700ede212g' } : { name: 'kim' };

		it('creates an issue with fields of every kind and gives them back', async () => {
			const { ask, site } = bench(deployment);
			const fields = {
				...BUG,
				summary: 'Boom',
				description: rich(deployment, 'It broke'),
				labels: ['a', 'b'],
				assignee: person,
				priority: { name: 'High' },
				fixVersions: [{ name: '1.4.0' }],
				components: [{ name: 'UI' }],
				duedate: '2026-04-01',
				customfield_10010: 'sig',
				customfield_10011: rich(deployment, 'at main()'),
				customfield_10012: 12.5,
				customfield_10013: { value: 'Major' },
				customfield_10014: { name: '1.2.3' },
				customfield_10015: ['win'],
				customfield_10016: person,
				customfield_10017: [{ value: 'Staging' }, { id: '10040' }],
				customfield_10018: '2026-05-01',
				customfield_10019: '2026-01-01T10:00:00.000+0100',
				customfield_10020: 'https://example.com/1',
				customfield_10021: { value: 'Client', child: { value: 'Linux' } },
			};

			const created = await ask('POST /issue', {
				fields,
				properties: [{ key: 'link', value: { id: 7 } }],
			});
			const read = await ask('GET /issue/CRASH-1', undefined, { properties: 'link' });

			expect(created.status).toBe(201);
			expect(created.body.key).toBe('CRASH-1');
			expect(at(read.body, 'properties')).toEqual({ link: { id: 7 } });
			expect(at(read.body, 'fields')).toMatchObject({
				...fields,
				customfield_10017: [{ value: 'Staging' }, { value: 'Production' }],
				customfield_10019: '2026-01-01T09:00:00.000+0000',
				created: '2026-03-10T12:00:00.000+0000',
				updated: '2026-03-10T12:00:00.000+0000',
				status: { name: 'To Do', statusCategory: { key: 'new' } },
				resolution: null,
				customfield_10099: null,
			});
			expect(site.unmodelled).toEqual([]);
		});

		it('reports every wrong field at once, in the envelope of Jira', async () => {
			const { ask, site } = bench(deployment);

			const refused = await ask('POST /issue', {
				fields: {
					...BUG,
					labels: ['Test Application'],
					customfield_10013: { value: 'Huge' },
					fixVersions: [{ name: '9.9' }],
					customfield_10099: 'hidden',
					customfield_10012: '12',
					description: deployment === 'cloud' ? 'plain' : doc('adf'),
				},
			});

			expect(refused.status).toBe(400);
			expect(refused.body).toEqual({
				errorMessages: [],
				errors: {
					summary: 'You must specify a summary of the issue.',
					labels: "The label 'Test Application' contains spaces which is invalid.",
					customfield_10013: "Option value 'Huge' is not valid",
					fixVersions: "Version name '9.9' is not valid",
					customfield_10099:
						"Field 'customfield_10099' cannot be set. It is not on the appropriate screen, or unknown.",
					customfield_10012: 'Operation value must be a number',
					description:
						deployment === 'cloud'
							? 'Operation value must be an Atlassian Document (see the Atlassian Document Format)'
							: 'Operation value must be a string',
				},
			});
			expect(site.issues()).toEqual([]);
		});

		it.each`
			what                | fields                                                  | field                  | message
			${'no project'}     | ${{ issuetype: { name: 'Bug' }, summary: 'x' }}         | ${'project'}           | ${'valid project is required'}
			${'required field'} | ${{ ...STORY, summary: 'x' }}                           | ${'customfield_10013'} | ${'Severity is required.'}
			${'long summary'}   | ${{ ...BUG, summary: 'x'.repeat(256) }}                 | ${'summary'}           | ${"Summary can't exceed 255 characters."}
			${'line break'}     | ${{ ...BUG, summary: 'x\ny' }}                          | ${'summary'}           | ${'The summary is invalid because it contains newline characters.'}
			${'no parent'}      | ${{ ...BUG, issuetype: { id: '10104' }, summary: 'x' }} | ${'parent'}            | ${'Issue type is a sub-task but parent issue key or id not specified.'}
		`('refuses a create: $what', async ({ fields, field, message }) => {
			const refused = await bench(deployment).ask('POST /issue', { fields });

			expect(refused.status).toBe(400);
			expect(at(refused.body, 'errors', field)).toBe(message);
		});

		it('edits by fields and by update, writes the changelog and moves updated', async () => {
			const { ask, site, pass } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'Old', labels: ['a'] } });
			pass(1500);

			const edited = await ask('PUT /issue/CRASH-1', {
				fields: { summary: 'New' },
				update: { labels: [{ add: 'b' }, { remove: 'a' }] },
			});
			const issue = site.issue('CRASH-1');

			expect(edited.status).toBe(204);
			expect(issue?.fields).toMatchObject({
				summary: 'New',
				labels: ['b'],
				updated: '2026-03-10T12:00:01.500+0000',
			});
			expect(issue?.changelog).toMatchObject([
				{
					author: 'sync',
					items: [
						{ field: 'summary', fromString: 'Old', toString: 'New' },
						{ field: 'labels', fromString: 'a', toString: 'b' },
					],
				},
			]);
			expect(at(issue?.changelog, 0, 'items', 0, 'fieldId')).toBe(
				deployment === 'cloud' ? 'summary' : undefined,
			);
		});

		it('does not move updated for properties, nor for an edit that changes nothing', async () => {
			const { ask, site, pass } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'Same' } });
			const before = site.issue('CRASH-1');
			pass(5000);

			const first = await ask('PUT /issue/CRASH-1/properties/p', { v: 1 });
			const second = await ask('PUT /issue/CRASH-1/properties/p', { v: 2 });
			await ask('PUT /issue/CRASH-1', {
				fields: { summary: 'Same' },
				properties: [{ key: 'q', value: 3 }],
			});
			const after = site.issue('CRASH-1');

			expect([first.status, second.status]).toEqual([201, 200]);
			expect(after?.fields).toEqual(before?.fields);
			expect(after?.changelog).toEqual([]);
			expect(after?.properties).toEqual({ p: { v: 2 }, q: 3 });
			expect((await ask('GET /issue/CRASH-1/properties')).body.keys).toHaveLength(2);
			expect((await ask('DELETE /issue/CRASH-1/properties/p')).status).toBe(204);
			expect((await ask('GET /issue/CRASH-1/properties/p')).status).toBe(404);
		});

		it('refuses a property of more than 32768 characters', async () => {
			const { ask } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'x' } });

			const fits = await ask('PUT /issue/CRASH-1/properties/p', { v: 'x'.repeat(32_760) });
			const refused = await ask('PUT /issue/CRASH-1/properties/p', { v: 'x'.repeat(32_761) });

			expect([fits.status, refused.status]).toEqual([201, 400]);
		});

		it('hides issues from those who may not see them', async () => {
			const { ask, as } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'x' } });

			const denied = await as('noperm')('GET /issue/CRASH-1');
			const missing = await ask('GET /issue/CRASH-99');
			const create = await as('noperm')('POST /issue', { fields: { ...BUG, summary: 'x' } });

			expect(denied.status).toBe(deployment === 'cloud' ? 404 : 403);
			expect(missing.status).toBe(404);
			expect(create.status).toBe(400);
		});

		it('assigns, unassigns and refuses unknown users', async () => {
			const { ask, site } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'x' } });
			const nobody = deployment === 'cloud' ? { accountId: null } : { name: null };
			const ghost = deployment === 'cloud' ? { accountId: 'ghost' } : { name: 'ghost' };

			expect((await ask('PUT /issue/CRASH-1/assignee', person)).status).toBe(204);
			expect(at(site.issue('CRASH-1')?.fields, 'assignee', 'displayName')).toBe('Kim Lee');
			expect((await ask('PUT /issue/CRASH-1/assignee', nobody)).status).toBe(204);
			expect(at(site.issue('CRASH-1')?.fields, 'assignee')).toBeNull();
			expect((await ask('PUT /issue/CRASH-1/assignee', ghost)).status).toBe(400);
		});

		it('deletes an issue with its sub-tasks only when told so, and never reuses the key', async () => {
			const { ask } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'parent' } });
			await ask('POST /issue', {
				fields: {
					...BUG,
					issuetype: { name: 'Sub-task' },
					summary: 'c',
					parent: { key: 'CRASH-1' },
				},
			});

			expect((await ask('DELETE /issue/CRASH-1')).status).toBe(400);
			expect(
				(await ask('DELETE /issue/CRASH-1', undefined, { deleteSubtasks: 'true' })).status,
			).toBe(204);
			expect((await ask('GET /issue/CRASH-1')).status).toBe(404);
			const next = await ask('POST /issue', { fields: { ...BUG, summary: 'next' } });
			expect(next.body.key).toBe('CRASH-3');
		});

		it('shows names, schema, transitions, editmeta and changelog when asked', async () => {
			const { ask, as } = bench(deployment);
			await ask('POST /issue', { fields: { ...BUG, summary: 'x' } });
			await ask('PUT /issue/CRASH-1', { fields: { summary: 'y' } });
			await ask('PUT /issue/CRASH-1', { fields: { summary: 'z' } });

			const { body } = await ask('GET /issue/CRASH-1', undefined, {
				expand: 'names,schema,transitions,editmeta,changelog',
				fields: 'summary',
			});
			const editmeta = await as('kim')('GET /issue/CRASH-1/editmeta');

			expect(body.fields).toEqual({ summary: 'z' });
			expect(at(body, 'names', 'customfield_10013')).toBe('Severity');
			expect(at(body, 'schema', 'customfield_10013', 'type')).toBe('option');
			expect(at(body, 'transitions', 0, 'id')).toBe('11');
			const newestFirst = at(body, 'changelog', 'histories', 0, 'items', 0, 'toString');
			expect(newestFirst).toBe(deployment === 'cloud' ? 'z' : 'y');
			expect(at(editmeta.body, 'fields', 'customfield_10013', 'allowedValues')).toHaveLength(3);
			expect(at(editmeta.body, 'fields', 'customfield_10099')).toBeUndefined();
		});
	},
);
