import type { Execution } from '../test/support/n8n/n8n-client';
import { waitFor } from '../test/support/n8n/wait';
import { check } from './check';
import type { Setting } from './world';

type WorkflowName = keyof Setting['workflows']['ids'];

/** Runs the reconcile workflow now, as its schedule would, and waits for the end. */
export async function reconcileNow(setting: Setting): Promise<Execution> {
	const { n8n, workflows } = setting;
	const id = await n8n.client.runManually(workflows.ids.reconcile, 'Every 15 Minutes');
	const execution = await n8n.client.waitForExecution(id, { timeoutMs: 120_000 });
	check(
		execution.status === 'success',
		`The reconcile workflow ended ${execution.status}: ${errorOf(execution)}`,
	);
	return execution;
}

/** What stopped an execution, in its own words. */
export function errorOf(execution: Execution): string {
	const error = execution.data.resultData.error;
	return error === undefined
		? 'no reason given'
		: [error.message, error.description].filter(Boolean).join(' — ');
}

/** How long everything may take to come to rest; a slow machine needs some of it. */
const QUIET_MS = 180_000;

/**
 * Waits until nothing is on its way: no webhook, no running execution. After a crash, `from` says when n8n died (milliseconds since
 * the epoch): n8n leaves what it had stored but not begun then as `new` for good, so that nobody waits for it.
 */
export async function untilQuiet(setting: Setting, from = 0): Promise<void> {
	let before = '';
	let moving = '';
	const ask = async (): Promise<true | undefined> => {
		await setting.jira.idle();
		const ids: readonly string[] = Object.values(setting.workflows.ids);
		const runs = await Promise.all(
			ids.map(async (id) => await setting.n8n.client.executionStates(id, 50)),
		);
		const all = runs.flat().filter(({ createdAt }) => Date.parse(createdAt) >= from);
		const open = all.filter(({ stoppedAt }) => stoppedAt === null);
		moving = open.map(({ id, status, createdAt }) => `${id} ${status} ${createdAt}`).join(', ');
		const state = `${setting.jira.requests.length} ${all.map(({ id }) => id).join()}`;
		const still = open.length === 0 && state === before;
		before = state;
		return still ? true : undefined;
	};
	try {
		await waitFor('everything to be quiet', ask, { timeoutMs: QUIET_MS, everyMs: 400 });
	} catch (error) {
		throw new Error(`${String(error)}; executions under way: ${moving || 'none'}`, {
			cause: error,
		});
	}
}

/** Ids of the executions that a workflow has had. */
export async function executionIds(
	setting: Setting,
	name: WorkflowName,
): Promise<readonly string[]> {
	const executions = await setting.n8n.client.executions(setting.workflows.ids[name], 100);
	return executions.map(({ id }) => id);
}

/** Does something, then waits for that many further executions of a workflow; all must succeed. */
export async function andRuns(
	setting: Setting,
	name: WorkflowName,
	count: number,
	action: () => Promise<unknown>,
): Promise<readonly Execution[]> {
	const after = await executionIds(setting, name);
	await action();
	const id = setting.workflows.ids[name];
	const executions = await setting.n8n.client.waitForExecutions(id, count, {
		after,
		timeoutMs: 120_000,
	});
	for (const execution of executions)
		check(
			execution.status === 'success',
			`An execution ended ${execution.status}: ${errorOf(execution)}`,
		);
	return executions;
}

/** Sends the alerts and refuses any answer but 200. */
export async function checkAccepted(statuses: Promise<readonly number[]>): Promise<void> {
	for (const status of await statuses)
		check(status === 200, `n8n answered ${status} to Backtrace's alert`);
}
