import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import { listSearch } from '../../nodes/shared/methods/list-search';
import { loadOptions } from '../../nodes/shared/methods/load-options';
import { resourceMapping } from '../../nodes/shared/methods/resource-mapping';
import { createJiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { createFakeContext } from '../node/fake-context';
import { errorText, TEMPLATE, useEngine } from '../support/engine-jira';
import { OPERATIONS } from '../support/engine-operations';
import { createReceiver } from '../support/engine-receiver';

const { engine } = useEngine();
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

let count = 0;

/** A Data Center with a user's name and password: a wrong one, or the right one. */
async function openSite(options: Partial<JiraSiteOptions> = {}) {
	const contextPath = `/refused${(count += 1)}`;
	const site = createJiraSite({ deployment: 'dataCenter', contextPath, ...options });
	await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
	const server = await site.listen();
	opened.push(server);
	const credential = (password: string): ICredentialDataDecryptedObject => ({
		baseUrl: server.url,
		user: 'sync',
		password,
	});
	const wrong = credential('hunter-2');
	/** Runs a node on three items. */
	const run = async (type: string, parameters: object, item: object, data = wrong) =>
		await engine().run({
			nodes: [
				{
					name: 'Node',
					type: `n8n-nodes-jira-sync.${type}`,
					parameters: { authentication: 'basic', ...parameters } as INode['parameters'],
					credentials: { jiraSyncBasicApi: { id: null, name: 'Jira' } },
					onError: 'continueRegularOutput',
				},
			],
			credentials: { jiraSyncBasicApi: data },
			startNode: 'Node',
			input: [1, 2, 3].map(() => ({ json: { ...item } })),
		});
	const logins = () => site.requests.map(({ status }) => status);
	return { site, url: server.url, right: credential('password-sync'), wrong, run, logins };
}

/** An item that left on To Source. */
const DELIVERED = { system: 'backtrace', recordId: 'f1', patch: {}, issue: { id: '10101' } };
const CHECK = { operation: 'checkSetup', ...TEMPLATE };
const READ = { operation: 'get', issue: { __rl: true, mode: 'key', value: 'CRASH-1' } };

describe('a wrong password is sent once, however many items there are', () => {
	const operations = [
		...OPERATIONS,
		['jiraSync', CHECK, {}] as const,
		['jiraSync', { operation: 'confirm', delivered: '={{ $json }}' }, DELIVERED] as const,
	].map(([type, parameters, item]) => {
		const { operation = 'check' } = parameters as { readonly operation?: string };
		return { name: `${type} ${operation}`, type, parameters, item };
	});

	it.each(operations)('$name', async ({ type, parameters, item }) => {
		const { site, run, right, logins } = await openSite();
		const before = JSON.stringify(site.issues());

		await run(type, parameters, item);
		const strange = logins();
		// What an execution with the right password learnt, so that the next one goes straight to its work.
		await run('jiraIssue', READ, {}, right);
		site.clearRequests();
		await run(type, parameters, item);

		expect([strange, logins()]).toEqual([[401], [401]]);
		expect(JSON.stringify(site.issues())).toBe(before);
	});

	const methods = [
		...Object.entries(listSearch),
		...Object.entries(loadOptions),
		...Object.entries(resourceMapping),
	];

	it.each(methods)('the list %s', async (_name, method) => {
		const { site, url, run, right, wrong, logins } = await openSite();
		await run('jiraIssue', READ, {}, right);
		site.clearRequests();
		const parameters = {
			authentication: 'basic',
			project: 'CRASH',
			issueType: 'Bug',
			issue: 'CRASH-1',
		};
		const { context } = createFakeContext({ parameters, credential: { ...wrong, baseUrl: url } });

		await expect(
			(method as (filter: string) => Promise<unknown>).call(context, 'kim'),
		).rejects.toThrow();

		expect(logins()).toEqual([401]);
	});

	it.each(['checkExists', 'create', 'delete'] as const)('the trigger: %s', async (hook) => {
		const { run, right, wrong, site, logins } = await openSite();
		const parameters = {
			authentication: 'basic',
			registration: 'automatic',
			events: ['issueUpdated'],
		};
		const receiver = await createReceiver({ parameters, credential: wrong });
		opened.push(receiver);
		await run('jiraIssue', READ, {}, right);
		site.clearRequests();

		await expect(receiver.hook(hook)).rejects.toThrow('Jira');

		expect(logins()).toEqual([401]);
	});

	it('the HTTP Request node, and whatever else n8n sends again after a 401', async () => {
		const { url, wrong, logins } = await openSite();
		const request = {
			url: `${url}/rest/api/2/myself`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'jiraSyncBasicApi',
		};

		const { status } = await engine().run({
			nodes: [
				{
					name: 'Node',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					parameters: request,
					credentials: { jiraSyncBasicApi: { id: null, name: 'Jira' } },
				},
			],
			credentials: { jiraSyncBasicApi: wrong },
			startNode: 'Node',
		});

		expect([status, logins()]).toEqual(['error', [401]]);
	});
});

describe('an account that is locked until a CAPTCHA is solved', () => {
	it('is not locked by two runs with a wrong password', async () => {
		const { run, right } = await openSite({ captchaAfter: 3 });
		await run('jiraIssue', READ, {});
		await run('jiraSync', CHECK, {});

		const { json } = await run('jiraIssue', READ, {}, right);

		expect(json('Node')).toMatchObject([{ key: 'CRASH-1' }, {}, {}]);
	});

	it('is said to be locked, with what to do, and not asked again', async () => {
		const { run, right, logins, site } = await openSite({ captchaAfter: 1 });
		await run('jiraIssue', READ, {});
		site.clearRequests();

		const result = await run('jiraIssue', READ, {}, right);

		const [item] = result.json('Node');
		const words = `${String(item?.['error'])} ${String(item?.['message'])} ${errorText(result)}`;
		expect(words).toContain('Log in once in the browser');
		expect(words).toContain('solve the CAPTCHA, or ask an administrator');
		expect(logins()).toEqual([403]);
	});
});
