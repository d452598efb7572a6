import type { ICredentialDataDecryptedObject, IDataObject, INode } from 'n8n-workflow';
import { CLOUD_ID, createJiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { errorText, ROW, storedErrors, TEMPLATE, useEngine } from '../support/engine-jira';
import { createReceiver } from '../support/engine-receiver';
import { scopedCredential, WORK_SCOPES } from '../support/scoped-token';

const { engine } = useEngine();
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

const TYPE = 'jiraSyncBasicApi';
const SEARCH = { operation: 'getAll', jql: 'project = CRASH' };
const CREATE = { operation: 'create', ...TEMPLATE, summary: 'new' };

async function openSite(options: Partial<JiraSiteOptions> = {}) {
	const site = createJiraSite({ deployment: 'cloud', ...options });
	const server = await site.listen();
	opened.push(server);
	const run = async (
		type: string,
		parameters: object,
		credential: ICredentialDataDecryptedObject,
		item: IDataObject = {},
	) => {
		const result = await engine().run({
			nodes: [
				{
					name: 'Node',
					type,
					typeVersion: type === 'n8n-nodes-base.httpRequest' ? 4.2 : 1,
					parameters: parameters as INode['parameters'],
					credentials: { [TYPE]: { id: null, name: 'Jira' } },
				},
			],
			credentials: { [TYPE]: credential },
			startNode: 'Node',
			input: [{ json: item }],
		});
		expect(storedErrors(result)).not.toContain(String(credential['password']));
		return result;
	};
	const ours = async (
		name: string,
		parameters: object,
		credential: ICredentialDataDecryptedObject,
		item = {},
	) => await run(`n8n-nodes-jira-sync.${name}`, parameters, credential, item);
	return { site, url: server.url, run, ours };
}

describe('an API token with scopes', () => {
	it('works in every action node, and the site is asked for its cloud id once', async () => {
		const { site, url, ours } = await openSite();
		const credential = scopedCredential(site, url);

		const created = await ours('jiraIssue', CREATE, credential);
		const found = await ours('jiraIssue', SEARCH, credential);
		const synced = await ours('jiraSync', { operation: 'syncPair', ...TEMPLATE }, credential, ROW);
		const judged = await ours('jiraResolvedUntil', {}, credential, ROW);

		expect(created.json('Node')).toMatchObject([{ key: 'CRASH-1', url: `${url}/browse/CRASH-1` }]);
		expect(found.json('Node')).toHaveLength(1);
		for (const { error } of [synced, judged]) expect(error?.message ?? '').not.toContain('401');
		const asked = site.requests.filter(({ path }) => path === '/_edge/tenant_info');
		expect(asked).toMatchObject([{ user: undefined, status: 200 }]);
		expect(site.requests.some(({ status }) => status === 401)).toBe(false);
	});

	it.each([false, true])(
		'at the address of the site is told to switch the option on (refused silently: %s)',
		async (silentRefusals) => {
			const { site, url, ours } = await openSite({ silentRefusals });
			await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
			const credential = { ...scopedCredential(site, url), hasScopes: false };

			for (const parameters of [SEARCH, CREATE]) {
				const stopped = await ours('jiraIssue', parameters, credential);

				expect(stopped.status).toBe('error');
				expect(errorText(stopped)).toContain('works only when Token With Scopes is on');
			}
			expect(site.issues()).toHaveLength(1);
		},
	);

	it('without the scope of a request is told which one, and is asked once', async () => {
		const { site, url, ours } = await openSite();
		const credential = scopedCredential(site, url, { scopes: ['read:jira-work'] });

		const stopped = await ours('jiraIssue', CREATE, credential);

		expect(errorText(stopped)).toContain('write:jira-work is needed to write issues');
		expect(errorText(stopped)).toContain('make a new one with this scope too');
		const found = await ours('jiraIssue', SEARCH, credential);
		expect(found.status).toBe('success');
	});

	it('is looked for at Jira Cloud only', async () => {
		const { site, url, ours } = await openSite({ deployment: 'dataCenter' });

		const stopped = await ours('jiraIssue', SEARCH, scopedCredential(site, url));

		expect(errorText(stopped)).toContain(`There is no cloud id at ${url}`);
		expect(errorText(stopped)).toContain('turn off Token With Scopes');
	});

	it('works in the HTTP Request node, which looks the cloud id up once', async () => {
		const { site, url, run } = await openSite();
		const credential = scopedCredential(site, url);
		const request = {
			url: `${url}/rest/api/3/myself`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: TYPE,
		};
		const send = async (cloudSite: string) =>
			await run('n8n-nodes-base.httpRequest', request, { ...credential, cloudSite });

		const before = await send('unknown');
		const learnt = String(before.credentials[TYPE]?.['cloudSite']);
		const after = await send(learnt);

		for (const { json } of [before, after])
			expect(json('Node')).toMatchObject([{ displayName: 'Sync Bot' }]);
		expect(learnt).toBe(`${url} ${CLOUD_ID}`);
		const asked = site.requests.map(({ path }) => path);
		expect(asked).toEqual(['/_edge/tenant_info', '/rest/api/3/myself', '/rest/api/3/myself']);
	});
});

it('a token without scopes is told to switch the option off', async () => {
	const { site, url, ours } = await openSite();
	const credential = { ...scopedCredential(site, url), password: 'cloud-token-sync' };

	const stopped = await ours('jiraIssue', SEARCH, credential);

	expect(errorText(stopped)).toContain('works only when Token With Scopes is off');
});

describe('the trigger with an API token with scopes', () => {
	const parameters = {
		authentication: 'basic',
		registration: 'automatic',
		events: ['issueUpdated'],
	};

	it('registers its webhook where Jira lets it', async () => {
		const { site, url } = await openSite();
		const scopes = [...WORK_SCOPES, 'manage:jira-webhook'];
		const credential = scopedCredential(site, url, { user: 'admin', scopes });
		const receiver = await createReceiver({ parameters, credential });
		opened.push(receiver);

		await receiver.hook('create');
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
		await site.asUser('kim').edit(key, { summary: 'two' });
		await site.idle();

		expect(receiver.started).toMatchObject([{ issue: { key } }]);
		await receiver.hook('delete');
	});

	it('says what to do where Jira does not', async () => {
		const { site, url } = await openSite();
		const credential = scopedCredential(site, url, { user: 'admin' });
		const receiver = await createReceiver({ parameters, credential });
		opened.push(receiver);

		await expect(receiver.hook('checkExists')).rejects.toMatchObject({
			message: expect.stringMatching(/^Jira lets only administrators register webhooks\.\n/),
			description: expect.stringMatching(
				/scope does not match\. Make an API token with the scope manage:jira-webhook.*Registration: Manual/s,
			),
		});
	});
});
