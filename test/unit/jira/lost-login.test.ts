import { createKeyedLock } from '../../../src/engine/keyed-lock';
import { createShortMemory } from '../../../src/engine/short-memory';
import { reconcile } from '../../../src/engine/reconcile';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../../src/http/transport';
import { fileDigest } from '../../../src/n8n/digest';
import { createJiraSite, type JiraSite } from '../../../simulators/jira';
import {
	digest,
	ensureSettings,
	mapping,
	record,
	syncSettings,
	TEMPLATE,
} from '../../support/engine-world';
import { fakeClock } from '../../support/fake-clock';
import { clientOf, DEPLOYMENTS } from '../../support/jira-site-client';

const READ = { fields: ['summary'], properties: [] };
const JQL = 'project = CRASH ORDER BY id';

/** The credential of one user, who may lose it at any time; what was sent is counted by the site. */
function loginOf(site: JiraSite, { renews = false } = {}) {
	const state = { dead: false, stripsNames: false, dieAfter: undefined as RegExp | undefined };
	const [alive, nobody] = [site.transport('sync'), site.transport()];
	const authorization =
		site.deployment === 'cloud'
			? `Basic ${Buffer.from('sync@example.com:expired').toString('base64')}`
			: 'Bearer expired';
	const sendOnce = (request: HttpRequest): Promise<HttpResponse> =>
		state.dead
			? nobody.send({ ...request, headers: { ...request.headers, authorization } })
			: alive.send(request);
	const transport: HttpTransport = {
		async send(request) {
			let answer = await sendOnce(request);
			// What n8n does for OAuth 2.0: after a 401 it gets a fresh token and sends again.
			if (answer.status === 401 && renews) {
				state.dead = false;
				answer = await sendOnce(request);
			}
			if (state.dieAfter?.test(request.path) === true) {
				state.dead = true;
				state.dieAfter = undefined;
			}
			const { 'x-ausername': _name, 'x-aaccountid': _id, ...others } = answer.headers;
			return state.stripsNames ? { ...answer, headers: others } : answer;
		},
	};
	const jira = clientOf(site, 'sync', { transport, tokenEnds: renews });
	const sent = () =>
		site.requests.map(({ method, path, status }) => `${method} ${path.split('/').pop()} ${status}`);
	return { state, jira, sent };
}

async function siteWith(deployment: 'cloud' | 'dataCenter', issues: number, options: object = {}) {
	const site = createJiraSite({ deployment, ...options });
	for (let index = 0; index < issues; index += 1)
		await site.asUser('kim').create('CRASH', 'Bug', { summary: `Crash ${index}` });
	return site;
}

describe('a token of Data Center that ends in the middle of an execution', () => {
	it('is renewed after a search that came back empty, and the search is sent again', async () => {
		const site = await siteWith('dataCenter', 2);
		const { state, jira, sent } = loginOf(site, { renews: true });
		await jira.search(JQL, READ, 10);
		state.dead = true;
		site.clearRequests();

		const found = await jira.search(JQL, READ, 10);

		expect(found).toHaveLength(2);
		expect(sent()).toEqual([
			'POST search 200',
			'GET myself 401',
			'GET myself 200',
			'POST search 200',
		]);
	});

	it('between two pages loses no issue of the second', async () => {
		const site = await siteWith('dataCenter', 101);
		const { state, jira } = loginOf(site, { renews: true });
		state.dieAfter = /\/search$/;

		expect(await jira.search(JQL, READ, 200)).toHaveLength(101);
	});

	it('is renewed also where a proxy takes the name of the account out of the answers', async () => {
		const site = await siteWith('dataCenter', 1);
		const { state, jira, sent } = loginOf(site, { renews: true });
		Object.assign(state, { stripsNames: true, dead: true });

		expect(await jira.search(JQL, READ, 10)).toHaveLength(1);
		expect(sent().filter((line) => line.startsWith('POST'))).toHaveLength(2);
	});

	it('is renewed before the list of projects is believed to be empty', async () => {
		const site = await siteWith('dataCenter', 0);
		const { state, jira } = loginOf(site, { renews: true });
		state.dead = true;

		expect((await jira.projects('')).map(({ key }) => key)).toContain('CRASH');
	});
});

describe.each(DEPLOYMENTS)('an empty search, %s', (deployment) => {
	it('costs one request where the answer names the account', async () => {
		const { jira, sent } = loginOf(await siteWith(deployment, 0));

		expect(await jira.search(JQL, READ, 10)).toEqual([]);
		expect(await jira.search(JQL, READ, 10)).toEqual([]);
		expect(sent()).toHaveLength(2);
	});

	it('costs one more, and none for a second search, where it does not', async () => {
		const { state, jira, sent } = loginOf(await siteWith(deployment, 0));
		state.stripsNames = true;

		expect(await jira.search(JQL, READ, 10)).toEqual([]);
		expect(sent()).toEqual([expect.stringMatching(/^POST/), 'GET myself 200']);
	});

	it.each([false, true])(
		'of a credential that died meanwhile is an error, and the last request (told silently: %s)',
		async (silentRefusals) => {
			const site = await siteWith(deployment, 1, { silentRefusals });
			const { state, jira, sent } = loginOf(site);
			await jira.search(JQL, READ, 10);
			state.dead = true;
			site.clearRequests();

			await expect(jira.search(JQL, READ, 10)).rejects.toThrow('credential was not accepted');
			const asked = sent().length;
			await expect(jira.search(JQL, READ, 10)).rejects.toThrow('credential was not accepted');

			expect(asked).toBeLessThanOrEqual(2);
			expect(sent()).toHaveLength(asked);
		},
	);

	it.each([false, true])(
		'of a dead credential never lets a reconcile make anything (told silently: %s)',
		async (silentRefusals) => {
			const site = await siteWith(deployment, 0, { silentRefusals });
			const { state, jira } = loginOf(site);
			state.dieAfter = /\/myself$/;
			const clock = fakeClock(Date.UTC(2026, 10, 21));
			const context = {
				tracker: jira,
				clock,
				locks: createKeyedLock(),
				recent: createShortMemory(clock, { keepMs: 1, limit: 1 }),
				sweeps: createShortMemory(clock, { keepMs: 1, limit: 1 }),
				digest,
				fileDigest,
				logger: { debug: () => {}, warn: () => {} },
				startedAt: 0,
				searchLags: deployment === 'cloud',
			};
			const settings = {
				sync: syncSettings([mapping('title', 'summary')]),
				ensure: ensureSettings({ template: { ...TEMPLATE, project: 'CRASH' } }),
				retryParked: false,
				dryRun: false,
				brakes: { maxChanges: 1_000, maxPercent: 100 },
			};

			await expect(reconcile(context, [record()], settings)).rejects.toThrow(
				'credential was not accepted',
			);
			expect(site.issues()).toEqual([]);
			expect(site.requests.every(({ kind }) => kind === 'read')).toBe(true);
		},
	);
});
