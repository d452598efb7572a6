import type { IDataObject, INodeListSearchResult, ResourceMapperField } from 'n8n-workflow';
import { listSearch } from '../../nodes/shared/methods/list-search';
import { loadOptions } from '../../nodes/shared/methods/load-options';
import { resourceMapping } from '../../nodes/shared/methods/resource-mapping';
import { ALL_FIELD_IDS as ID, createJiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { createFakeContext } from '../node/fake-context';
import { authenticationOf, credentialOf } from '../support/engine-jira';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

const SITES = [
	{ deployment: 'cloud', version: '1001.0.0' },
	{ deployment: 'dataCenter', version: '9.12.0' },
	{ deployment: 'dataCenter', version: '10.3.2' },
	{ deployment: 'dataCenter', version: '11.3.0' },
] as const;
type Site = (typeof SITES)[number];

let count = 0;

/** A form over a fresh site, and how many questions were asked since the last look. */
async function createForm(site: Site, options: Partial<JiraSiteOptions> = {}) {
	const jira = createJiraSite({ ...site, contextPath: `/lists${(count += 1)}`, ...options });
	const server = await jira.listen();
	opened.push(server);
	const credential = credentialOf(site.deployment, server.url);
	const form = (parameters: IDataObject = {}) => {
		const filled = { authentication: authenticationOf(site.deployment), ...parameters };
		return createFakeContext({ parameters: filled, credential }).context;
	};
	const questions = (): number => {
		const asked = jira.requests.filter(({ path }) => !path.endsWith('/serverInfo')).length;
		jira.clearRequests();
		return asked;
	};
	return { jira, form, questions };
}

type Search = (filter?: string, token?: string) => Promise<INodeListSearchResult>;

/** Scrolls a list to its end. */
async function scroll(search: Search, filter?: string): Promise<readonly string[]> {
	const names: string[] = [];
	let token: string | undefined;
	do {
		const page = await search(filter, token);
		names.push(...page.results.map(({ name }) => name));
		token = page.paginationToken as string | undefined;
	} while (token !== undefined);
	return names;
}

const byId = (fields: readonly ResourceMapperField[], id: string) =>
	fields.find((field) => field.id === id);

describe.each(SITES)('lists, $deployment $version', (site) => {
	const isCloud = site.deployment === 'cloud';
	const seeded = isCloud ? 4 : 3;

	it('1,200 projects: the first part costs one question, scrolling shows all, a search asks Jira once', async () => {
		const { form, questions } = await createForm(site, { crowd: { projects: 1_200 } });
		const search: Search = (...at) => listSearch.searchProjects.call(form(), ...at);

		const first = await search();
		expect(first.results.length).toBe(isCloud ? 50 : 100);
		expect(questions()).toBe(1);
		expect(new Set(await scroll(search)).size).toBe(1_200 + seeded);
		questions();
		expect(await scroll(search, 'project 119')).toHaveLength(11);
		expect(questions()).toBe(1);
		expect(await loadOptions.getProjects.call(form())).toHaveLength(1_200 + seeded);
		expect(questions()).toBe(isCloud ? 25 : 1);
	});

	it('5,000 users: a search is answered by Jira, as far as Jira gives them', async () => {
		const { form, questions } = await createForm(site, { crowd: { users: 5_000 } });
		const search: Search = (...at) => listSearch.searchUsers.call(form(), ...at);

		expect(await search()).toEqual({ results: [] });
		expect(questions()).toBe(0);
		expect(await scroll(search, 'Crowd User 4321')).toEqual([
			'Crowd User 4321 (user4321@example.com)',
		]);
		expect(questions()).toBe(1);
		expect(await scroll(search, 'crowd')).toHaveLength(isCloud ? 1_000 : 100);
		expect(questions()).toBe(isCloud ? 10 : 1);
	});

	it('assignees: those of the project only, without typing', async () => {
		const { form } = await createForm(site, { people: [{ name: 'gone', inactive: true }] });
		const search: Search = (...at) =>
			listSearch.searchAssignees.call(form({ project: 'CRASH' }), ...at);

		const names = await scroll(search);

		expect(names).toContain('Kim Lee (kim@example.com)');
		expect(names.join()).not.toMatch(/No Permission|gone/);
		expect(await scroll(search, 'ann')).toEqual(['Ann Ray (ann@example.com)']);
	});

	it('versions and components of the project, or of the issue that is chosen', async () => {
		const { form, jira } = await createForm(site);
		const key = await jira.asUser('kim').create('ALL', 'Task', { summary: 'x' });
		for (const place of [{ project: 'ALL' }, { issue: key }]) {
			const versions: Search = (...at) => listSearch.searchVersions.call(form(place), ...at);
			const components: Search = (...at) => listSearch.searchComponents.call(form(place), ...at);
			expect(await scroll(versions)).toEqual(['2.0', '1.1', '1.0']);
			expect(await scroll(versions, '1.')).toEqual(['1.1', '1.0']);
			expect(await scroll(components)).toEqual(['Client', 'Server']);
		}
		expect(await listSearch.searchVersions.call(form())).toEqual({ results: [] });
	});

	it('the mapper has the input that suits each type, required first, defaults filled in', async () => {
		const { form, questions } = await createForm(site);
		const bug = form({ project: 'ALL', issueType: 'Bug' });

		const { fields } = await resourceMapping.getCreateFields.call(bug);

		expect(questions()).toBe(2);
		expect(fields[0]).toMatchObject({ displayName: 'Customer', required: true, removed: false });
		expect(fields.slice(1).every(({ removed }) => removed)).toBe(true);
		const types = Object.fromEntries(
			[
				'number',
				'date',
				'datetime',
				'select',
				'radio',
				'cascading',
				'version',
				'multiselect',
				'user',
				'sprint',
				'account',
			].map((name) => [name, byId(fields, ID[name as keyof typeof ID])?.type]),
		);
		expect(types).toEqual({
			number: 'number',
			date: 'dateTime',
			datetime: 'dateTime',
			select: 'options',
			radio: 'options',
			cascading: 'options',
			version: 'options',
			multiselect: 'string',
			user: 'string',
			sprint: 'string',
			account: 'string',
		});
		expect(byId(fields, ID.cascading)?.options?.map(({ value }) => value)).toContain(
			'Europe > Paris',
		);
		expect(byId(fields, ID.radio)?.defaultValue).toBe('Low');
		expect(byId(fields, ID.number)?.defaultValue).toBe(1);
		expect(byId(fields, ID.checkboxes)?.defaultValue).toBe('Tested');
		expect(byId(fields, 'priority')?.defaultValue).toBe('Medium');
		expect(byId(fields, ID.readOnly)).toBeUndefined();
	});

	it('who may not see what there is, is told to name it', async () => {
		const { form, jira } = await createForm(site);
		const forbidden = { status: 403, body: { errorMessages: ['Forbidden'], errors: {} } };
		const project = form({ project: 'ALL', issueType: 'Bug' });

		jira.failNext(1, { ...forbidden, matching: /createmeta/ });
		const mapper = await resourceMapping.getCreateFields.call(project);
		jira.failNext(1, { ...forbidden, matching: /versions$/ });
		const versions = listSearch.searchVersions.call(project);

		expect(mapper).toMatchObject({
			fields: [],
			emptyFieldsNotice: expect.stringContaining('"Fields as JSON"'),
		});
		await expect(versions).rejects.toThrow('Jira does not let this account list versions.');
	});
});
