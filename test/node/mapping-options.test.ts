import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';
import { loadOptions } from '../../nodes/shared/methods/load-options';
import { createJiraSite, SEED_FIELD_IDS as FIELD, type JiraSite } from '../../simulators/jira';
import { createFakeContext } from './fake-context';

describe.each(['cloud', 'dataCenter'] as const)('the tables of the form, on %s', (deployment) => {
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

	/** A form as n8n gives it: to extract from a parameter that it does not show is refused. */
	function form(parameters: IDataObject): ILoadOptionsFunctions {
		const cloud = deployment === 'cloud';
		const credential = {
			baseUrl: server.url,
			user: cloud ? 'sync@example.com' : 'sync',
			password: cloud ? 'cloud-token-sync' : 'password-sync',
		};
		const { context } = createFakeContext({ parameters, credential });
		const getCurrentNodeParameter = (name: string, options?: { extractValue?: boolean }) => {
			if (options?.extractValue === true && !(name in parameters))
				throw new Error('Could not find property');
			return parameters[name];
		};
		return { ...(context as object), getCurrentNodeParameter } as ILoadOptionsFunctions;
	}

	const offered = async (name: keyof typeof loadOptions, parameters: IDataObject) =>
		(await loadOptions[name].call(form(parameters))).map(({ value }) => value);

	it('offer the statuses of the chosen project, in the order of the work', async () => {
		const statuses = ['To Do', 'In Progress', 'In Review', 'Done', "Won't Do"];

		expect(await offered('getProjectStatuses', { project: 'CRASH' })).toEqual(statuses);
		const options = await loadOptions.getProjectStatuses.call(form({ project: 'CRASH' }));
		expect(options[0]).toMatchObject({ name: 'To Do', description: 'Category To Do' });
	});

	it('offer the statuses of the project that the chosen issue is in; none where nothing is chosen', async () => {
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });

		expect(await offered('getProjectStatuses', { issue: key })).toContain('In Review');
		expect(await offered('getProjectStatuses', {})).toEqual([]);
		expect(await offered('getProjectStatuses', { project: '={{ $json.project }}' })).toEqual([]);
	});

	it('offer fields: those of the project first, none that cannot be mapped', async () => {
		const [first, ...fields] = await offered('getFieldsToMap', { project: 'CRASH' });

		expect(first).toBe('');
		expect(fields).toEqual(expect.arrayContaining(['summary', 'description', FIELD.severity]));
		expect(fields.indexOf(FIELD.severity)).toBeLessThan(fields.indexOf(FIELD.secret));
		for (const id of ['status', 'assignee', 'comment', 'created']) expect(fields).not.toContain(id);
		expect(new Set(fields)).toEqual(new Set((await offered('getFieldsToMap', {})).slice(1)));
	});

	it('offer all fields where the account may not see the screens of the project', async () => {
		const forbidden = { status: 403, body: { errorMessages: ['Forbidden'], errors: {} } };
		site.failNext(1, { ...forbidden, matching: /createmeta/ });

		expect(await offered('getFieldsToMap', { project: 'CRASH' })).toContain('summary');
	});
});
