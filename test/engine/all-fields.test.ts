import type { IDataObject } from 'n8n-workflow';
import { ALL_FIELD_IDS as ID } from '../../simulators/jira';
import { allFieldSamples, type FieldSample, type Sample } from '../support/all-fields';
import {
	DEPLOYMENTS,
	errorText,
	locator,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';

const { open } = useEngine();

const VERSIONS = [
	{ deployment: 'cloud', version: '1001.0.0' },
	{ deployment: 'dataCenter', version: '9.12.0' },
	{ deployment: 'dataCenter', version: '10.3.2' },
	{ deployment: 'dataCenter', version: '11.3.0' },
] as const;

const TASK = { project: locator('ALL'), issueType: locator('Task'), summary: 'All of it' };
/** Jira wants a reporter and does not let it be emptied. */
const KEPT = ['reporter'];

function inputs(samples: readonly FieldSample[], which: 'first' | 'second'): IDataObject {
	return Object.fromEntries(samples.map((sample) => [sample.name, sample[which].input])) as never;
}

function reads(samples: readonly FieldSample[], which: 'first' | 'second') {
	const value = (sample: Sample) => sample.read;
	return Object.fromEntries(samples.map((sample) => [sample.id, value(sample[which])]));
}

async function withEpics(jira: EngineJira): Promise<void> {
	for (const summary of ['One', 'Two']) {
		const name = jira.deployment === 'cloud' ? {} : { [ID.epicName]: summary };
		await jira.site.asUser('kim').create('ALL', 'Epic', { summary, ...name });
	}
}

async function update(jira: EngineJira, key: unknown, options: IDataObject) {
	const parameters = { operation: 'update', issue: locator(String(key)), options };
	const done = await jira.run('jiraIssue', parameters);
	expect(errorText(done)).toBe('\n');
	return done;
}

/** The values of fields as the operation Get hands them out. */
async function read(jira: EngineJira, key: unknown, ids: readonly string[]): Promise<unknown> {
	const parameters = { operation: 'get', issue: locator(String(key)), options: { fields: ids } };
	const done = await jira.run('jiraIssue', parameters);
	return done.json('Node')[0]?.['fields'];
}

describe.each(VERSIONS)('every type of field, $deployment $version', ({ deployment, version }) => {
	const samples = allFieldSamples(deployment);
	const ids = samples.map(({ id }) => id);

	it('is created, read back, edited and cleared as people write it', async () => {
		const jira = await open(deployment, { version });
		await withEpics(jira);

		const fieldsJson = inputs(samples, 'first');
		const created = await jira.run('jiraIssue', {
			operation: 'create',
			...TASK,
			options: { fieldsJson },
		});
		expect(errorText(created)).toBe('\n');
		const key = created.json('Node')[0]?.['key'];
		expect(created.json('Node')[0]?.['warnings']).toEqual([]);
		expect(await read(jira, key, ids)).toEqual(reads(samples, 'first'));

		await update(jira, key, { fieldsJson: JSON.stringify(inputs(samples, 'second')) });
		expect(await read(jira, key, ids)).toEqual(reads(samples, 'second'));

		const clearFields = ids.filter((id) => !KEPT.includes(id));
		await update(jira, key, { clearFields });
		const nothing = Object.fromEntries(clearFields.map((id) => [id, null]));
		expect(await read(jira, key, clearFields)).toEqual(nothing);
	});
});

it('the epic is found whatever the field is called: Epic Link on Data Center, Parent on Cloud', async () => {
	for (const deployment of DEPLOYMENTS) {
		const jira = await open(deployment);
		await withEpics(jira);
		const name = deployment === 'cloud' ? 'Epic Link' : 'Epic';
		const options = { fieldsJson: { [name]: 'ALL-2' } };

		await jira.run('jiraIssue', { operation: 'create', ...TASK, options });

		const sent = jira.site.requests.find(
			({ method, path }) => method === 'POST' && path.endsWith('/issue'),
		);
		expect(sent?.body).toMatchObject({
			fields: deployment === 'cloud' ? { parent: { key: 'ALL-2' } } : { [ID.epicLink]: 'ALL-2' },
		});
	}
});

it('links to other issues are added, each type by its name', async () => {
	const jira = await open('cloud');
	await withEpics(jira);

	await jira.run('jiraIssue', {
		operation: 'create',
		...TASK,
		options: { fieldsJson: { issuelinks: 'Blocks: ALL-1, Relates: all-2' } },
	});

	expect(jira.site.issue('ALL-3')?.fields['issuelinks']).toMatchObject([
		{ type: { name: 'Blocks' }, outwardIssue: { key: 'ALL-1' } },
		{ type: { name: 'Relates' }, outwardIssue: { key: 'ALL-2' } },
	]);
});
