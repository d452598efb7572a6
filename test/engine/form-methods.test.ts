import type { IDataObject, ResourceMapperField } from 'n8n-workflow';
import { listSearch } from '../../nodes/shared/methods/list-search';
import { loadOptions } from '../../nodes/shared/methods/load-options';
import { resourceMapping } from '../../nodes/shared/methods/resource-mapping';
import { createJiraSite, SEED_FIELD_IDS as FIELD } from '../../simulators/jira';
import { createFakeContext } from '../node/fake-context';
import {
	authenticationOf,
	credentialOf,
	DEPLOYMENTS,
	type Deployment,
} from '../support/engine-jira';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

let count = 0;

/** A form over a fresh site; the parameters are what is filled in. */
async function createForm(deployment: Deployment, secret?: string) {
	const site = createJiraSite({ deployment, contextPath: `/form${(count += 1)}` });
	const server = await site.listen();
	opened.push(server);
	const credential = credentialOf(deployment, server.url, 'sync', { ...(secret && { secret }) });
	const form = (parameters: IDataObject = {}) => {
		const filled = { authentication: authenticationOf(deployment), ...parameters };
		return createFakeContext({ parameters: filled, credential }).context;
	};
	return { site, form };
}

const byId = (fields: readonly ResourceMapperField[], id: string) =>
	fields.find((field) => field.id === id);

describe.each(DEPLOYMENTS)('the forms, %s', (deployment) => {
	it('Create: required fields stand there, selects offer their values, named parameters are left out', async () => {
		const { form } = await createForm(deployment);
		const story = form({ project: 'PLAN', issueType: 'Story' });
		const bug = form({ project: 'CRASH', issueType: 'Bug' });

		const stories = (await resourceMapping.getCreateFields.call(story)).fields;
		const bugs = (await resourceMapping.getCreateFields.call(bug)).fields;

		const names = ['Critical', 'Major', 'Minor'];
		const options = names.map((name) => ({ name, value: name }));
		const severity = { displayName: 'Severity', type: 'options', options };
		expect(byId(stories, FIELD.severity)).toMatchObject({
			...severity,
			required: true,
			removed: false,
		});
		expect(byId(bugs, FIELD.severity)).toMatchObject({
			...severity,
			required: false,
			removed: true,
		});
		expect(byId(bugs, FIELD.occurrences)).toMatchObject({ type: 'number' });
		expect(byId(bugs, 'duedate')).toMatchObject({ type: 'dateTime' });
		expect(byId(bugs, 'components')).toMatchObject({ type: 'string' });
		expect(byId(bugs, FIELD.area)).toMatchObject({ type: 'options' });
		for (const id of ['project', 'issuetype', 'summary', 'description', FIELD.secret])
			expect(byId(bugs, id)).toBeUndefined();
	});

	it('Create or Update: every field is text, so that each can hold $attribute', async () => {
		const { form } = await createForm(deployment);
		const story = form({ project: 'PLAN', issueType: 'Story' });

		const { fields } = await resourceMapping.getTemplateFields.call(story);

		expect(byId(fields, FIELD.severity)).toMatchObject({ type: 'string', required: true });
		expect(fields.every(({ type }) => type === 'string')).toBe(true);
		expect(byId(fields, 'labels')).toBeUndefined();
	});

	it('Update: the fields of the chosen issue, or of the site where the issue is an expression', async () => {
		const { form, site } = await createForm(deployment);
		const key = await site.asUser('kim').create('PLAN', 'Task', { summary: 'x' });

		const chosen = await resourceMapping.getUpdateFields.call(form({ issue: key }));
		const any = await resourceMapping.getUpdateFields.call(form({ issue: '={{ $json.key }}' }));

		expect(byId(chosen.fields, FIELD.severity)).toMatchObject({ type: 'options', required: false });
		expect(byId(chosen.fields, FIELD.callstack)).toBeUndefined();
		expect(byId(any.fields, FIELD.callstack)).toMatchObject({ displayName: 'Callstack' });
	});

	it('nothing is asked while project or type is not chosen', async () => {
		const { form, site } = await createForm(deployment);
		for (const parameters of [
			{},
			{ project: 'CRASH' },
			{ project: '={{ $json.project }}', issueType: 'Bug' },
		]) {
			expect(await resourceMapping.getCreateFields.call(form(parameters))).toEqual({ fields: [] });
			expect(await resourceMapping.getTemplateFields.call(form(parameters))).toEqual({
				fields: [],
			});
		}
		expect(site.requests).toEqual([]);
	});

	it('an unknown project or type is named with what there is', async () => {
		const { form } = await createForm(deployment);
		const asking = async (project: string, issueType: string) =>
			await resourceMapping.getCreateFields.call(form({ project, issueType }));

		await expect(asking('CRAHS', 'Bug')).rejects.toThrow(
			/project "CRAHS".*Projects it sees: CRASH/,
		);
		await expect(asking('CRASH', 'Bugg')).rejects.toThrow(/"Bugg" is not an issue type.*Bug/);
	});

	it('L10: a dead token is said to be one by every list, and is not in the error', async () => {
		const secret = 'dead-token-4711';
		const { form } = await createForm(deployment, secret);
		const context = form({ project: 'CRASH', issueType: 'Bug', issue: 'CRASH-1' });
		const asking: readonly (() => Promise<unknown>)[] = [
			...Object.values(listSearch).map((method) => () => method.call(context, 'kim')),
			...Object.values(loadOptions).map((method) => () => method.call(context)),
			...Object.values(resourceMapping).map((method) => () => method.call(context)),
		];
		for (const ask of asking) {
			const error: unknown = await ask().then(
				(answer) => answer,
				(reason: unknown) => reason,
			);
			const { message = '', description = '' } = error as {
				message?: string;
				description?: string;
			};
			expect(`${message} ${description}`).toContain('The credential was not accepted');
			expect(JSON.stringify({ ...(error as object), message })).not.toContain(secret);
		}
	});
});
