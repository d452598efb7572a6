import type { IHttpRequestOptions } from 'n8n-workflow';
import { JiraSyncOAuth2Api } from '../../credentials/JiraSyncOAuth2Api.credentials';
import { createJiraSite, type JiraSite } from '../../simulators/jira';
import { createConnection } from '../../src/jira/connection';
import { cloud } from '../../src/jira/cloud';
import { n8nTransport } from '../../src/n8n/transport';
import { fakeClock } from '../support/fake-clock';
import { CLOUD_APP, connectApp } from '../support/oauth-app';

const CLASSIC = 'read:jira-work write:jira-work read:jira-user offline_access';
const RANK = {
	method: 'PUT',
	path: '/rest/agile/1.0/issue/rank',
	body: { issues: ['CRASH-1'], rankAfterIssue: 'CRASH-2' },
} as const;
const ranking = { action: 'rank the issue' };

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
	for (const { close } of opened.splice(0)) await close();
});

/** A site behind the gateway, spoken to as n8n does with OAuth 2.0: a 401 that it sees renews the token. */
async function openGateway(scope: string) {
	const site: JiraSite = createJiraSite({ deployment: 'cloud' });
	for (const summary of ['one', 'two'])
		await site.asUser('kim').create('CRASH', 'Bug', { summary });
	const server = await site.listen();
	opened.push(server);
	site.oauth.addClient(CLOUD_APP);
	let token = await connectApp(server.url, scope);
	let renewals = 0;
	const send = async ({ method = 'GET', url, body }: IHttpRequestOptions) => {
		const answer = await fetch(url, {
			method,
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		const data: unknown = text === '' ? undefined : JSON.parse(text);
		return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: data };
	};
	const isSeen = ({ ignoreHttpStatusErrors: ignore }: IHttpRequestOptions, status: number) =>
		typeof ignore === 'object' && (ignore.except ?? []).includes(status);
	const httpRequestWithAuthentication = async (_type: string, request: IHttpRequestOptions) => {
		const first = await send(request);
		if (first.statusCode !== 401 || !isSeen(request, 401)) return first;
		renewals += 1;
		token = await connectApp(server.url, scope);
		const second = await send(request);
		if (second.statusCode < 400) return second;
		const { body, headers, statusCode } = second;
		throw Object.assign(new Error('Authorization failed'), {
			httpCode: String(statusCode),
			context: { data: body },
			cause: { response: { headers } },
		});
	};
	const transport = n8nTransport({ helpers: { httpRequestWithAuthentication } } as never, {
		credential: 'jiraSyncOAuth2Api',
		baseUrl: `${server.url}/ex/jira/11223344-a1b2-3b33-c444-def123456789`,
		renewsOn: [401, 403, 404],
		gateway: {},
	});
	const baseUrl = server.url;
	const clock = fakeClock();
	const connection = createConnection({
		transport,
		dialect: cloud,
		baseUrl,
		clock,
		random: () => 0,
	});
	return { site, connection, renewals: () => renewals };
}

it('a missing scope is named with what to do, and renews no token', async () => {
	const { connection, renewals, site } = await openGateway(CLASSIC);

	const refused = connection.send(RANK, ranking);

	await expect(refused).rejects.toThrow('write:issue:jira-software is needed to rank issues');
	await expect(refused).rejects.toThrow(
		'Add the scope to the app and to the credential, and connect',
	);
	expect(renewals()).toBe(0);
	expect(site.requests.filter(({ path }) => path.includes('/rank'))).toHaveLength(1);
});

it('a missing scope does not hinder what the token may do', async () => {
	const { connection } = await openGateway(CLASSIC);
	await expect(connection.send(RANK, ranking)).rejects.toThrow('scope');

	expect(await connection.get('/issue/CRASH-1', 'read it')).toMatchObject({ key: 'CRASH-1' });
});

it('with the granular scope the agile API answers', async () => {
	const { connection, site } = await openGateway(`${CLASSIC} write:issue:jira-software`);

	await connection.send(RANK, ranking);

	expect(site.requests.at(-1)).toMatchObject({ path: RANK.path, status: 204, user: 'admin' });
});

it('granular scopes serve in place of classic ones', async () => {
	const { connection } = await openGateway('read:issue:jira read:issue-details:jira');

	expect(await connection.get('/issue/CRASH-1', 'read it')).toMatchObject({ key: 'CRASH-1' });
	const write = { method: 'POST', path: '/rest/api/3/issue', body: {} } as const;
	await expect(connection.send(write, { action: 'create' })).rejects.toThrow('write:jira-work');
});

it('a token that has expired is still renewed, and the request arrives once', async () => {
	const { connection, renewals, site } = await openGateway(CLASSIC);
	site.oauth.expireTokens();
	const body = { fields: { project: { key: 'CRASH' }, issuetype: { name: 'Bug' }, summary: 'x' } };

	await connection.send({ method: 'POST', path: '/rest/api/3/issue', body }, { action: 'create' });

	expect(renewals()).toBe(1);
	expect(site.issues()).toHaveLength(3);
});

it('the credential says what each of its scopes is for', () => {
	const { properties } = new JiraSyncOAuth2Api();
	const scope = properties.find(({ name }) => name === 'scope');

	for (const name of String(scope?.default).split(' ')) expect(scope?.hint).toContain(name);
	expect(scope?.hint).toContain('write:issue:jira-software');
});
