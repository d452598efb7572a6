import type { IDataObject } from 'n8n-workflow';
import { listSearch } from '../../nodes/shared/methods/list-search';
import { loadOptions } from '../../nodes/shared/methods/load-options';
import { resourceMapping } from '../../nodes/shared/methods/resource-mapping';
import { createJiraSite, type JiraSite } from '../../simulators/jira';
import { createFakeContext } from './fake-context';

describe.each(['cloud', 'dataCenter'] as const)('the lists of the forms, on %s', (deployment) => {
	let site: JiraSite;
	let server: { readonly url: string; close(): Promise<void> };
	beforeEach(async () => {
		site = createJiraSite({ deployment });
		server = await site.listen();
	});
	afterEach(async () => {
		expect(site.unmodelled).toEqual([]);
		await server.close();
	});

	function form(parameters: IDataObject) {
		const cloud = deployment === 'cloud';
		const credential = {
			baseUrl: server.url,
			user: cloud ? 'sync@example.com' : 'sync',
			password: cloud ? 'cloud-token-sync' : 'password-sync',
		};
		return createFakeContext({ parameters, credential }).context;
	}
	const bug = { project: 'CRASH', issueType: 'Bug' };

	it('find projects by name', async () => {
		const { results } = await listSearch.searchProjects.call(form({}), 'crash');

		expect(results).toEqual([{ name: 'Crashes (CRASH)', value: 'CRASH' }]);
	});

	it('find issue types of the chosen project, by name', async () => {
		const { results } = await listSearch.searchIssueTypes.call(form(bug), 'bu');

		expect(results).toEqual([{ name: 'Bug', value: 'Bug' }]);
		expect(await listSearch.searchIssueTypes.call(form({}))).toEqual({ results: [] });
	});

	it.each(['', 'crash-1', 'printer', 'prin'])('find issues by %j', async (text) => {
		const key = await site
			.asUser('kim')
			.create('CRASH', 'Bug', { summary: 'The printer is on fire' });

		const { results } = await listSearch.searchIssues.call(form({}), text);

		expect(results).toMatchObject([{ name: `${key} The printer is on fire`, value: key }]);
	});

	it('find no issues by signs that JQL does not know', async () => {
		await expect(listSearch.searchIssues.call(form({}), '" OR \\ ~ (')).resolves.toBeDefined();
	});

	it('find people by name', async () => {
		const { results } = await listSearch.searchUsers.call(form({}), 'kim');

		const value = deployment === 'cloud' ? '5b10a2844c20165700ede212g' : 'kim';
		expect(results).toEqual([{ name: 'Kim Lee (kim@example.com)', value }]);
		expect(await listSearch.searchUsers.call(form({}))).toEqual({ results: [] });
	});

	it('list fields, projects, and fields by kind', async () => {
		const [fields, texts, labels, versions] = await Promise.all([
			loadOptions.getFields.call(form({})),
			loadOptions.getTextFields.call(form({})),
			loadOptions.getLabelFields.call(form({})),
			loadOptions.getVersionFields.call(form({})),
		]);

		const ids = (list: typeof fields) => list.map(({ value }) => value);
		expect(ids(fields)).toEqual(expect.arrayContaining(['status', 'assignee', 'labels']));
		expect(ids(texts)).toEqual(expect.arrayContaining(['description']));
		expect(ids(texts)).not.toContain('labels');
		expect(ids(labels)).toContain('labels');
		expect(ids(versions)).toContain('fixVersions');
		const ofRule = await loadOptions.getRuleVersionFields.call(form({}));
		expect(ofRule).toEqual([{ name: 'As Outside the Rules', value: '' }, ...versions]);
		const ofRow = await loadOptions.getFieldsToChoose.call(form({}));
		expect(ofRow).toEqual([{ name: 'Choose a Field', value: '' }, ...fields]);
		const projects = await loadOptions.getProjects.call(form({}));
		expect(ids(projects)).toEqual(expect.arrayContaining(['CRASH', 'PLAN']));
	});

	it('map typed fields for Create, and text for templates', async () => {
		const typed = await resourceMapping.getCreateFields.call(form(bug));
		const text = await resourceMapping.getTemplateFields.call(form(bug));

		const ids = typed.fields.map(({ id }) => id);
		expect(ids).not.toEqual(expect.arrayContaining(['summary']));
		const priority = typed.fields.find(({ id }) => id === 'priority');
		expect(priority).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([{ name: 'High', value: 'High' }]),
		});
		expect(new Set(text.fields.map(({ type }) => type))).toEqual(new Set(['string']));
	});

	it("map an issue's fields for Update, none of them needed", async () => {
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });

		const { fields } = await resourceMapping.getUpdateFields.call(form({ issue: key }));

		expect(fields.map(({ id }) => id)).toEqual(expect.arrayContaining(['summary', 'labels']));
		expect(fields.some(({ required }) => required)).toBe(false);
	});
});
