import { executionItems } from '../support/n8n/n8n-client';
import { type N8nInstance, startN8n } from '../support/n8n/real-n8n';
import {
	setTriggerStage,
	type ShownHook,
	type TriggerPlan,
	type TriggerStage,
} from '../support/n8n/trigger-stage';
import { waitFor } from '../support/n8n/wait';

const NINE = { deployment: 'dataCenter', version: '9.12.1' } as const;
const TEN = { deployment: 'dataCenter', version: '10.3.2' } as const;
const ELEVEN = { deployment: 'dataCenter', version: '11.3.1' } as const;

/** It cannot sign: the secret is in the address. */
const OLD = 'Data Center 9.12';

const PLANS: readonly TriggerPlan[] = [
	{ name: 'Cloud', options: { deployment: 'cloud' }, authentication: 'basic' },
	{ name: OLD, options: NINE, authentication: 'basic' },
	{ name: 'Data Center 10.3', options: TEN, authentication: 'basic' },
	{ name: 'Data Center 11.3', options: ELEVEN, authentication: 'pat' },
];

/** What the webhook is to tell, at the moment. */
interface Wanted {
	readonly events: readonly string[];
	readonly jql: string;
}

const FIRST = {
	parameters: { events: ['issueCreated', 'issueUpdated'], projects: ['CRASH'] },
	wanted: { events: ['jira:issue_created', 'jira:issue_updated'], jql: 'project in ("CRASH")' },
};
const SECOND = {
	parameters: { events: ['issueCreated'], options: { jql: 'labels = Backtrace' } },
	wanted: { events: ['jira:issue_created'], jql: 'labels = Backtrace' },
};

/** n8n activates a few workflows at a time, and a machine may be busy. */
const PATIENCE = { timeoutMs: 90_000 };

describe('registration of the webhook in a real n8n', () => {
	let n8n: N8nInstance;
	let stages: readonly TriggerStage[] = [];
	/** Address under which Jira reaches n8n. */
	let publicUrl = '';

	beforeAll(async () => {
		n8n = await startN8n();
		publicUrl = n8n.baseUrl;
		stages = await Promise.all(PLANS.map((plan) => setTriggerStage(n8n, plan)));
	});

	afterAll(async () => {
		for (const { close } of stages) await close();
		await n8n?.stop();
	});

	const onEach = async (act: (stage: TriggerStage) => Promise<void>) => {
		await Promise.all(stages.map(act));
	};
	const activate = async ({ workflow }: TriggerStage) =>
		await n8n.client.activate(workflow, PATIENCE);
	const deactivate = async ({ workflow }: TriggerStage) =>
		await n8n.client.deactivate(workflow, PATIENCE);

	/** One webhook, at this n8n, as wanted. */
	async function onlyHook(stage: TriggerStage, { events, jql }: Wanted): Promise<ShownHook> {
		const [hook, ...others] = await stage.hooks();
		expect([stage.name, others]).toEqual([stage.name, []]);
		expect([stage.name, hook]).toMatchObject([stage.name, { events, jql, enabled: true }]);
		if (hook === undefined) throw new Error(`${stage.name} has no webhook`);
		expect(hook.url.startsWith(`${publicUrl}/webhook/`)).toBe(true);
		return hook;
	}

	/** A change in Jira arrives, proven, and starts one run with normalized output. */
	async function expectDelivery(stage: TriggerStage): Promise<void> {
		const { site, workflow, trigger } = stage;
		const before = site.deliveries.length;
		const known = (await n8n.client.executions(workflow, 50)).map(({ id }) => id);
		const labels = ['Backtrace'];
		const key = await site.asUser('kim').create('CRASH', 'Bug', { summary: 'one', labels });
		const [run] = await n8n.client.waitForExecutions(workflow, 1, {
			...PATIENCE,
			after: known,
		});
		await site.idle();

		const [delivery, ...others] = site.deliveries.slice(before);
		expect([stage.name, others.length, delivery?.status]).toEqual([stage.name, 0, 200]);
		const isSigned = delivery?.headers['x-hub-signature']?.startsWith('sha256=') ?? false;
		const hasSecret = new URL(delivery?.url ?? '').searchParams.has('secret');
		const isOld = stage.name === OLD;
		expect([isSigned, hasSecret]).toEqual([!isOld, isOld]);
		expect(run).toMatchObject({ status: 'success', mode: 'webhook' });
		const event = {
			event: 'issueCreated',
			issue: { id: site.issue(key)?.id, key },
			project: 'CRASH',
			actor: { displayName: 'Kim Lee' },
		};
		for (const node of [trigger, 'After'])
			expect(run && executionItems(run, node)).toMatchObject([event]);
	}

	it('is made once, delivers, goes with deactivation and comes back', async () => {
		await onEach(async (stage) => {
			await stage.save({ parameters: FIRST.parameters });
			expect(await stage.hooks()).toEqual([]);
			await activate(stage);
			await onlyHook(stage, FIRST.wanted);
			await expectDelivery(stage);

			for (const _round of [1, 2]) {
				await deactivate(stage);
				expect(await stage.hooks()).toEqual([]);
				await activate(stage);
				await onlyHook(stage, FIRST.wanted);
			}
			await expectDelivery(stage);
		});
	}, 400_000);

	it('follows the names of workflow and node, the events and the filter', async () => {
		await onEach(async (stage) => {
			const before = await onlyHook(stage, FIRST.wanted);
			await stage.save({ workflowName: `${stage.name} renamed`, trigger: 'Renamed trigger' });
			await activate(stage);
			const renamed = await onlyHook(stage, FIRST.wanted);
			expect(renamed.name).toContain(`${stage.name} renamed`);
			expect(renamed.url).toBe(before.url);
			await expectDelivery(stage);

			await stage.save({ parameters: SECOND.parameters });
			await activate(stage);
			const changed = await onlyHook(stage, SECOND.wanted);
			expect(changed.url).toBe(before.url);
			await expectDelivery(stage);
		});
	}, 400_000);

	it('stays as it is over a restart', async () => {
		const before = await Promise.all(stages.map((stage) => onlyHook(stage, SECOND.wanted)));
		await n8n.halt();
		expect(await Promise.all(stages.map((stage) => stage.hooks()))).toEqual(
			before.map((hook) => [hook]),
		);
		await startAgain();
		const after = await Promise.all(stages.map((stage) => onlyHook(stage, SECOND.wanted)));
		expect(after).toEqual(before);
		await onEach(expectDelivery);
	}, 400_000);

	it('is repaired when n8n starts after a crash', async () => {
		await n8n.kill();
		const damages: readonly ((stage: TriggerStage, hook: ShownHook) => Promise<void>)[] = [
			// Cloud: switched off by somebody, and a copy that a crash left.
			async ({ ask }, { address, raw }) => {
				await ask('PUT', address, { enabled: false });
				await ask('POST', '', { ...raw, enabled: true });
			},
			// 9.12: the secret taken out of the address.
			async ({ ask }, { address, url }) =>
				await ask('PUT', address, { url: url.replace(/\?.*/, '') }),
			// 10.3: filter and secret gone.
			async ({ ask }, { address, raw }) =>
				await ask('PUT', address, { ...raw, configuration: { EXCLUDE_BODY: 'false' } }),
			// 11.3: deleted.
			async ({ ask }, { address }) => await ask('DELETE', address),
		];
		for (const [index, stage] of stages.entries())
			await damages[index]?.(stage, await onlyHook(stage, SECOND.wanted));
		await startAgain();

		await onEach(async (stage) => {
			await healedHook(stage);
			await expectDelivery(stage);
		});
	}, 400_000);

	it('moves with the public address of n8n, and is gone after deactivation', async () => {
		await n8n.halt();
		publicUrl = n8n.baseUrl.replace('127.0.0.1', 'localhost');
		await startAgain({ WEBHOOK_URL: `${publicUrl}/` });

		await onEach(async (stage) => {
			await healedHook(stage);
			await expectDelivery(stage);
			await deactivate(stage);
			expect(await stage.hooks()).toEqual([]);
			expect(stage.site.unmodelled).toEqual([]);
		});
	}, 400_000);

	it('that an account may not make is explained where the activation fails', async () => {
		const plans: readonly TriggerPlan[] = [
			{
				name: 'Kim on Cloud',
				options: { deployment: 'cloud' },
				authentication: 'basic',
				user: 'kim',
			},
			{ name: 'Kim on 9.12', options: NINE, authentication: 'basic', user: 'kim' },
		];
		for (const plan of plans) {
			const stage = await setTriggerStage(n8n, plan);
			try {
				await stage.save({ parameters: SECOND.parameters });
				const attempt = n8n.client.activate(stage.workflow, PATIENCE);
				const steps = `only administrators register webhooks[^]*1\\. [^]*URL: ${publicUrl}/webhook/[^]*JQL: labels = Backtrace[^]*Issue: created`;
				await expect(attempt).rejects.toThrow(new RegExp(steps));
				expect(await stage.hooks()).toEqual([]);
			} finally {
				await stage.close();
			}
		}
	}, 400_000);

	/** Starts n8n again, and waits until it has looked at each webhook: its API answers before that. */
	async function startAgain(env: Readonly<Record<string, string>> = {}): Promise<void> {
		for (const { site } of stages) site.clearRequests();
		await n8n.start(env);
		await onEach(async ({ name, site }) => {
			const hasLooked = () =>
				site.requests.some(({ method, path }) => method === 'GET' && /webhooks?$/.test(path)) ||
				undefined;
			await waitFor(`n8n to look at the webhook of ${name}`, hasLooked, PATIENCE);
		});
	}

	/** The same as `onlyHook`, as soon as n8n is through with its repair. */
	async function healedHook(stage: TriggerStage): Promise<void> {
		await waitFor(
			`the webhook of ${stage.name} to be right`,
			async () => {
				const hooks = await stage.hooks();
				const [hook] = hooks;
				// Before 10 the trigger tries a secret first, which Jira drops, and then puts it into the address.
				const isProven = stage.name !== OLD || hook?.url.includes('?secret=') === true;
				const isRight =
					hooks.length === 1 &&
					isProven &&
					hook?.enabled === true &&
					hook.jql === SECOND.wanted.jql &&
					hook.url.startsWith(publicUrl);
				return isRight || undefined;
			},
			PATIENCE,
		);
		await onlyHook(stage, SECOND.wanted);
	}
});
