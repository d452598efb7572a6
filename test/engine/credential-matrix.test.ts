import type { IDataObject } from 'n8n-workflow';
import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../simulators/jira';
import { MYSELF_PATH } from '../../src/auth/credential-test';
import {
	CREDENTIAL_KINDS,
	type CredentialKind,
	type Deployment,
} from '../support/credential-kinds';
import { locator, useEngine } from '../support/engine-jira';
import type { EngineResult } from '../support/n8n/headless';

const { engine } = useEngine();
const opened: { close(): Promise<void> }[] = [];
let count = 0;

afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

/** An account that is connected to a Jira, and n8n's engine with the credential that came of it. */
interface World {
	readonly site: JiraSite;
	readonly url: string;
	/** Runs a node of this package. */
	jira(parameters: object): Promise<EngineResult>;
	/** Runs n8n's HTTP Request node. */
	request(url: string): Promise<EngineResult>;
}

async function connect(
	{ type, authentication, connect: dance }: CredentialKind,
	{ deployment, version }: Deployment,
	more: Partial<JiraSiteOptions> = { passwords: 'accepted' },
): Promise<World> {
	// An address of its own: the nodes remember what they learnt about an address.
	const site = createJiraSite({
		deployment,
		contextPath: `/matrix${(count += 1)}`,
		...(version !== undefined && { version }),
		...more,
	});
	const server = await site.listen();
	opened.push(server);
	const id = `matrix-${count}`;
	let stored: IDataObject = { ...(await dance(site, server.url)) };
	const run = async (node: string, parameters: object): Promise<EngineResult> => {
		const result = await engine().run({
			nodes: [
				{
					name: 'Node',
					type: node,
					typeVersion: node.endsWith('httpRequest') ? 4.2 : 1,
					parameters: { ...parameters } as never,
					credentials: { [type]: { id, name: 'Jira' } },
				},
			],
			credentials: { [id]: stored as never },
			startNode: 'Node',
		});
		stored = { ...stored, ...result.credentials[id] } as IDataObject;
		return result;
	};
	return {
		site,
		url: server.url,
		jira: async (parameters) =>
			await run('n8n-nodes-jira-sync.jiraIssue', { authentication, ...parameters }),
		request: async (url) =>
			await run('n8n-nodes-base.httpRequest', {
				url,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: type,
			}),
	};
}

const CREATE = {
	operation: 'create',
	project: locator('CRASH'),
	issueType: locator('Bug', 'name'),
	summary: 'Crash in main',
};

const rows = CREDENTIAL_KINDS.flatMap((kind) =>
	kind.deployments.map((at) => ({ credential: kind.name, jira: at.name, kind, at })),
);

describe.each(rows)('$credential with $jira', ({ kind, at }) => {
	it('logs in as the account that was connected', async () => {
		const { site, url, request } = await connect(kind, at);
		const isApp = kind.webhooks === 'app';

		const result = await request(
			isApp ? `${url}/oauth/token/accessible-resources` : url + MYSELF_PATH,
		);

		expect(result.json('Node')).toMatchObject([isApp ? { url } : { displayName: 'Jira Admin' }]);
		expect(site.requests.at(-1)?.status).toBe(200);
	});

	it('creates, reads and searches an issue', async () => {
		const { site, jira } = await connect(kind, at);

		const created = await jira(CREATE);
		const read = await jira({ operation: 'get', issue: locator('CRASH-1') });
		const found = await jira({ operation: 'getAll', returnAll: true, jql: 'project = CRASH' });

		for (const { status } of [created, read, found]) expect(status).toBe('success');
		expect(read.json('Node')).toMatchObject([{ fields: { summary: 'Crash in main' } }]);
		expect(found.json('Node')).toMatchObject([{ key: 'CRASH-1' }]);
		expect(site.issue('CRASH-1')).toMatchObject({ fields: { summary: 'Crash in main' } });
		expect(site.requests.filter(({ user }) => user === 'admin').length).toBeGreaterThan(2);
		expect(site.unmodelled).toEqual([]);
	});
});

describe.each(rows.filter(({ kind }) => kind.renews))('$credential with $jira', ({ kind, at }) => {
	it('renews the access, each time with the refresh token that came last', async () => {
		const { site, jira } = await connect(kind, at);
		const tokens = (): number => site.requests.filter(({ path }) => /\/token$/.test(path)).length;
		const before = tokens();

		for (const renewals of [1, 2]) {
			site.oauth.expireTokens();
			expect((await jira(CREATE)).status).toBe('success');
			expect(tokens()).toBe(before + renewals);
		}
		expect(site.issues()).toHaveLength(2);
	});
});

describe('a user name and a password', () => {
	const [basic] = CREDENTIAL_KINDS;

	it('are refused in words by Jira 11 as it ships, and nothing is made', async () => {
		const eleven = basic?.deployments.at(-1);
		if (basic === undefined || eleven === undefined) throw new Error('There is no such row');
		const { site, jira } = await connect(basic, eleven, {});

		const { status, error } = await jira(CREATE);

		expect(status).toBe('error');
		expect(error?.message).toContain('Basic Authentication has been disabled');
		expect(error?.description).toContain('Use a personal access token or OAuth');
		expect(site.issues()).toEqual([]);
	});
});
