import type { HttpRequest } from '../../../src/http/transport';
import { createJiraClient } from '../../../src/jira/client';
import { cloud } from '../../../src/jira/cloud';
import { dataCenter } from '../../../src/jira/data-center';
import type { JiraDialect } from '../../../src/jira/dialect';
import { fakeClock } from '../../support/fake-clock';
import { scriptTransport, type ScriptedAnswer } from '../../support/script-transport';

/** Answers by `METHOD path` below the API root; what is not scripted is 404. */
type Script = Readonly<Record<string, ScriptedAnswer | ((request: HttpRequest) => ScriptedAnswer)>>;

function clientOver(script: Script, dialect: JiraDialect = cloud, options = {}) {
	const transport = scriptTransport((request) => {
		const path = request.path.replace(dialect.apiRoot, '');
		const answer = script[`${request.method} ${path}`] ?? { status: 404 };
		return typeof answer === 'function' ? answer(request) : answer;
	});
	const jira = createJiraClient({
		transport,
		dialect,
		baseUrl: 'https://jira.test/',
		clock: fakeClock(),
		random: () => 0,
		...options,
	});
	return { jira, transport };
}

const text = { schema: { type: 'string', custom: 'x:textfield' } };
const status = { id: '1', name: 'Open', statusCategory: { key: 'undefined' } };
const fields = {
	status,
	project: { key: 'ABC' },
	issuetype: { id: '7', name: 'Bug' },
	updated: '2026-11-21T10:00:00.000+0000',
};
const read = { fields: ['summary', 'x'], properties: ['p'] };

function page(...issues: unknown[]): ScriptedAnswer {
	return { body: { issues, startAt: 0, total: issues.length } };
}

describe('reading', () => {
	it('L4: a custom field that Jira leaves out is not empty, Parent is', async () => {
		const { jira } = clientOver({
			'GET /issue/5': {
				body: {
					id: 5,
					key: 'ABC-1',
					fields: { ...fields, customfield_2: null },
					schema: {
						customfield_1: { type: 'string' },
						customfield_2: { type: 'string' },
						parent: { type: 'issuelink', system: 'parent' },
					},
				},
			},
		});

		const wanted = ['customfield_1', 'customfield_2', 'parent'];
		const issue = await jira.readIssue('5', { fields: wanted, properties: [] });

		expect(issue.fields).toEqual({ customfield_2: null, parent: null });
		expect(issue.schemas).not.toHaveProperty('customfield_1');
	});

	it('lives without schema, category, assignee and properties', async () => {
		const { jira } = clientOver({
			'GET /issue/5': {
				body: { id: 5, key: 'ABC-1', fields: { ...fields, summary: 'S', x: { a: 1 } } },
			},
		});

		expect(await jira.readIssue('5', read)).toEqual({
			id: '5',
			key: 'ABC-1',
			url: 'https://jira.test/browse/ABC-1',
			projectKey: 'ABC',
			issueType: { id: '7', name: 'Bug' },
			status: { id: '1', name: 'Open', category: 'indeterminate' },
			assignee: null,
			updatedAt: Date.UTC(2026, 10, 21, 10),
			fields: { summary: 'S', x: { a: 1 } },
			schemas: { summary: { type: 'string', system: 'summary' }, x: { type: 'any' } },
			richText: { format: 'adf', values: {} },
			people: {},
			properties: {},
		});
	});

	it('Data Center: properties are read issue by issue; one that vanished is left out', async () => {
		const { jira, transport } = clientOver(
			{
				'POST /search': page({ id: '1' }, { id: '2' }, { id: '3' }),
				'GET /issue/1': { body: { id: '1', key: 'ABC-1', fields, properties: { p: 1, other: 2 } } },
				'GET /issue/3': { status: 403 },
			},
			dataCenter,
		);

		const found = await jira.search('project = ABC', read, 10);

		expect(found.map(({ id, properties }) => [id, properties])).toEqual([['1', { p: 1 }]]);
		expect(transport.sent).toHaveLength(4);
	});

	it('any other failure of one of the reads is the failure of the search', async () => {
		const { jira } = clientOver(
			{ 'POST /search': page({ id: '1' }), 'GET /issue/1': { status: 500 } },
			dataCenter,
		);

		await expect(jira.search('project = ABC', read, 10)).rejects.toThrow('(500)');
	});

	it('finds by the other name of the JQL function where Jira does not know the first', async () => {
		const unknown = `Unable to find JQL function 'issuesWithRemoteLinksByGlobalId("g")'.`;
		const { jira, transport } = clientOver({
			'POST /search/jql': ({ body }) =>
				JSON.stringify(body).includes('issuesWith')
					? { status: 400, body: { errorMessages: [unknown] } }
					: page({ id: '1', key: 'ABC-1', fields }),
		});
		const broken = clientOver({
			'POST /search/jql': { status: 400, body: { errorMessages: ['Other'] } },
		});

		expect(await jira.findLinked(['g'], read)).toMatchObject([{ id: '1' }]);
		expect(transport.sent).toHaveLength(2);
		await expect(broken.jira.findLinked(['g'], read)).rejects.toThrow('Other');
		expect(broken.transport.sent).toHaveLength(1);
	});

	it('comments: all pages', async () => {
		const { jira } = clientOver({
			'GET /issue/5/comment': ({ query }) => ({
				body: {
					total: 2,
					comments: [{ id: query?.['startAt'], body: `text ${query?.['startAt']}` }],
				},
			}),
		});

		expect(await jira.comments('5')).toEqual([
			{ id: '0', text: 'text 0' },
			{ id: '1', text: 'text 1' },
		]);
	});
});

describe('editing', () => {
	it.each`
		deployment      | dialect       | input                | body
		${'cloud'}      | ${cloud}      | ${'5b10a2844c20165'} | ${{ accountId: '5b10a2844c20165' }}
		${'cloud'}      | ${cloud}      | ${null}              | ${{ accountId: null }}
		${'dataCenter'} | ${dataCenter} | ${'kim'}             | ${{ name: 'kim' }}
		${'dataCenter'} | ${dataCenter} | ${null}              | ${{ name: null }}
	`(
		'$deployment: assigns $input by its own request where the screen lacks the field',
		async ({ dialect, input, body }) => {
			const script = {
				'GET /issue/5/editmeta': { body: { fields: { x: { name: 'X', ...text } } } },
				'PUT /issue/5/assignee': { status: 204 },
				'PUT /issue/5': { status: 204 },
			};
			const { jira, transport } = clientOver(script, dialect);

			await jira.editIssue('5', { fields: { assignee: input, x: 'new' } });
			await jira.editIssue('5', { fields: { assignee: input } });

			expect(transport.sent.map(({ method, body: sent }) => [method, sent])).toEqual([
				['GET', undefined],
				['PUT', body],
				['PUT', { fields: { x: 'new' } }],
				['PUT', body],
			]);
		},
	);

	it('says when nothing of the issue may be edited', async () => {
		const { jira } = clientOver({ 'GET /issue/5/editmeta': { body: { fields: {} } } });

		await expect(jira.editIssue('5', { fields: { x: 1 } })).rejects.toThrow(
			'The issue cannot be edited: the account may not edit it',
		);
	});

	it('names that mean two fields, and one field named twice', async () => {
		const { jira } = clientOver({
			'GET /issue/5/editmeta': {
				body: {
					fields: {
						a: { name: 'Same', ...text },
						b: { name: 'same', ...text },
						c: { name: 'C', ...text },
					},
				},
			},
			'GET /field': { status: 500 },
		});

		const editing = jira.editIssue('5', { fields: { SAME: 1, c: 'x', C: 'y', gone: 1 } });

		await expect(editing).rejects.toMatchObject({
			problems: [
				{
					field: 'gone',
					message: expect.stringContaining('It is not on the edit screen of issue 5.'),
				},
				{ field: 'SAME', message: 'Several fields have this name. Use one of the ids: a, b.' },
				{ field: 'C', message: 'It is given twice, by its name and by its id.' },
			],
		});
	});

	it("Jira's message about a field has the display name", async () => {
		const { jira } = clientOver({
			'GET /issue/5/editmeta': { body: { fields: { x: { name: 'Crash Signature', ...text } } } },
			'PUT /issue/5': { status: 400, body: { errorMessages: [], errors: { x: 'is odd' } } },
		});

		await expect(jira.editIssue('5', { fields: { x: 'v' } })).rejects.toThrow(
			'Jira refused to edit issue 5 (400): Crash Signature: is odd. [PUT /rest/api/3/issue/5]',
		);
	});

	it('clears a parent by an operation on Cloud', async () => {
		const { jira, transport } = clientOver({
			'GET /issue/5/editmeta': {
				body: { fields: { parent: { name: 'Parent', schema: { type: 'issuelink' } } } },
			},
			'PUT /issue/5': { status: 204 },
		});

		await jira.editIssue('5', { fields: { parent: null } });

		expect(transport.sent[1]?.body).toEqual({ update: { parent: [{ set: { none: true } }] } });
	});

	it('refuses what Jira could not store before it is sent', async () => {
		const { jira, transport } = clientOver({
			'GET /issueLinkType': { body: { issueLinkTypes: [] } },
		});
		const link = {
			globalId: 'x'.repeat(256),
			url: 'https://x',
			title: '',
			resolved: false,
			application: 'X',
		};

		await expect(jira.setProperty('5', 'p', 'x'.repeat(32_768))).rejects.toThrow(
			'larger than Jira stores',
		);
		await expect(jira.ensureRemoteLink('5', link)).rejects.toThrow('too long for a remote link');
		await expect(jira.linkDuplicate('5', '6')).rejects.toThrow('has no link type "Duplicate"');
		expect(transport.sent.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('a failed deletion is a failure unless the thing is gone', async () => {
		const { jira } = clientOver({ 'DELETE /issue/5/properties/p': { status: 403 } });

		await expect(jira.deleteProperty('5', 'p')).rejects.toThrow('(403)');
		await expect(jira.deleteProperty('6', 'p')).resolves.toBeUndefined();
	});
});

describe('creating', () => {
	const create = { project: '100', issueType: '7', fields: { x: 'v' }, properties: {} };
	const script = (severity: object): Script => ({
		'GET /issue/createmeta/100/issuetypes': { body: { issueTypes: [{ id: '7', name: 'Bug' }] } },
		'GET /issue/createmeta/100/issuetypes/7': {
			body: { values: [{ fieldId: 'x', name: 'X', ...text }, severity] },
		},
		'POST /issue': { status: 201, body: { id: '1', key: 'ABC-1' } },
	});
	const required = { key: 'sev', name: 'Severity', required: true, schema: { type: 'option' } };

	it('required fields: the values to choose from; a default is enough', async () => {
		const allowedValues = [{ id: '1', value: 'High' }, { id: '2' }];
		const missing = clientOver(script({ ...required, allowedValues }));
		const filled = clientOver(script({ ...required, hasDefaultValue: true }));

		await expect(missing.jira.createIssue(create)).rejects.toMatchObject({
			problems: [{ field: 'Severity', message: 'It is required. Allowed: High.' }],
		});
		expect(await filled.jira.createIssue(create)).toMatchObject({ key: 'ABC-1', warnings: [] });
		expect(filled.transport.sent[2]?.body).toEqual({
			fields: { x: 'v', project: { id: '100' }, issuetype: { id: '7' } },
			properties: [],
		});
	});

	it('a failure of the metadata is told, and not remembered', async () => {
		let calls = 0;
		const { jira } = clientOver({
			'GET /issue/createmeta/100/issuetypes': () => {
				calls += 1;
				return calls === 1 ? { status: 500 } : { body: { values: [{ id: '7', name: 'Bug' }] } };
			},
		});

		await expect(jira.issueTypes('100')).rejects.toThrow('(500)');
		expect(await jira.issueTypes('100')).toEqual([{ id: '7', name: 'Bug', subtask: false }]);
	});

	it('a known project in which nothing may be created', async () => {
		const { jira } = clientOver(
			{
				'GET /issue/createmeta/ABC/issuetypes': { body: { values: [] } },
				'GET /project': { body: [{ id: '100', key: 'ABC', name: 'A' }] },
			},
			dataCenter,
		);
		const blind = clientOver(
			{ 'GET /project': { body: [] }, 'GET /myself': { body: { name: 'kim' } } },
			dataCenter,
		);

		await expect(jira.createIssue({ ...create, project: 'ABC' })).rejects.toThrow(
			'permission "Create issues"',
		);
		await expect(blind.jira.createIssue(create)).rejects.toThrow(
			'The account sees no projects at all.',
		);
	});
});

describe('people', () => {
	const search = (...users: object[]): Script => ({ 'GET /user/search': { body: users } });
	const hidden = { accountId: 'h', displayName: 'Kim' };

	it('the one person found for an address is meant, also when the address is hidden', async () => {
		expect(await clientOver(search(hidden)).jira.findUsers('kim@x')).toEqual([hidden]);
		expect(
			await clientOver(search(hidden, { ...hidden, accountId: 'i' })).jira.findUsers('kim@x'),
		).toEqual([]);
		expect(
			await clientOver(search({ ...hidden, emailAddress: 'other@x' })).jira.findUsers('kim@x'),
		).toEqual([]);
	});

	it('a display name counts only if it is wanted, and inactive people never', async () => {
		const twins = search(
			hidden,
			{ ...hidden, accountId: 'i' },
			{ ...hidden, active: false },
			{ accountId: '' },
		);

		expect(await clientOver(twins).jira.findUsers('KIM')).toHaveLength(2);
		expect(
			await clientOver(twins, cloud, { findUserOptions: { byDisplayName: false } }).jira.findUsers(
				'kim',
			),
		).toEqual([]);
	});

	it('an account that may not browse users finds nobody; other failures are failures', async () => {
		const forbidden = clientOver({ 'GET /user/search': { status: 403 } });
		const broken = clientOver({ 'GET /user/search': { status: 500 } });

		expect(await forbidden.jira.findUsers('kim')).toEqual([]);
		await expect(broken.jira.findUsers('kim')).rejects.toThrow('(500)');
	});
});

describe('webhooks of an OAuth app', () => {
	const hook = {
		id: 1,
		jqlFilter: 'project = A',
		events: ['jira:issue_created'],
		expirationDate: 99,
	};
	const spec = { name: 'n', url: 'https://n', events: hook.events, jql: hook.jqlFilter };

	it('are registered, read back, renewed and removed', async () => {
		const { jira, transport } = clientOver({
			'POST /webhook': { body: { webhookRegistrationResult: [{ createdWebhookId: 1 }] } },
			'GET /webhook': { body: { total: 1, values: [hook] } },
			'PUT /webhook/refresh': { body: {} },
			'DELETE /webhook': { status: 202 },
			'GET /serverInfo': { body: { versionNumbers: [1001] } },
		});
		const hooks = await jira.webhooks({ oauthApp: true });

		expect(await hooks.register(spec)).toEqual({
			id: '1',
			events: hook.events,
			jql: 'project = A',
			expiresAt: 99,
		});
		await hooks.refresh('1');
		await hooks.remove('1');
		expect(hooks).toMatchObject({ kind: 'dynamic', signs: false });
		expect(transport.sent.slice(-2).map(({ body }) => body)).toEqual([
			{ webhookIds: [1] },
			{ webhookIds: [1] },
		]);
	});

	it('a refusal inside a good answer is a refusal', async () => {
		const { jira } = clientOver({
			'POST /webhook': {
				body: { webhookRegistrationResult: [{ errors: ['The clause x is unsupported'] }] },
			},
			'GET /serverInfo': { body: {} },
		});
		const hooks = await jira.webhooks({ oauthApp: true });

		await expect(hooks.register(spec)).rejects.toThrow(
			'Jira could not register the webhook: The clause x is unsupported.',
		);
	});
});
