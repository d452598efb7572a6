import { listen } from '../kernel/listen';
import { createPerson } from './control/person';
import { toStoredIssue } from './control/stored';
import { createDispatcher } from './dispatch';
import { createTransport } from './in-process';
import type { JiraSite, JiraSiteOptions } from './site';
import { createWorld, findIssue, listIssues, userNamed, type World } from './state/world';
import { createWebhookSender } from './webhooks/deliver';
import { createWebhookStore } from './webhooks/store';

export { observeExchanges, type Exchange } from './exchanges';
export { CLOUD_ID } from './oauth/gateway';
export * from './seed';
export { DEFAULT_UNKNOWNS, UNKNOWN_CHOICES, type Unknowns } from './unknowns';
export type * from './site';

/** A seeded Jira; see `seed.ts` for who and what is in it. */
export function createJiraSite(options: JiraSiteOptions): JiraSite {
	const world = createWorld(options);
	const contextPath = options.contextPath ?? '';
	const store = createWebhookStore();
	const retries = options.deployment === 'cloud' ? (options.webhookRetries ?? 0) : 0;
	const sender = createWebhookSender(world, store, retries);
	const door = createDispatcher(world, store, options);
	return {
		deployment: options.deployment,
		passwords: options.deployment === 'cloud' ? 'refused' : world.passwords,
		transport: (userName, { viaApp = false } = {}) => {
			if (userName !== undefined) knownUser(world, userName);
			return createTransport(door.handle, contextPath, userName, viaApp);
		},
		listen: async (port = 0) => {
			const listening = await listen(door.handle, port, contextPath);
			world.baseUrl = listening.url;
			return listening;
		},
		asUser: (name) => createPerson(world, knownUser(world, name)),
		issue: (idOrKey) => {
			const issue = findIssue(world, idOrKey);
			return issue === undefined ? undefined : toStoredIssue(world, issue);
		},
		issues: () => listIssues(world).map((issue) => toStoredIssue(world, issue)),
		requests: door.log.entries,
		unmodelled: door.unmodelled,
		clearRequests: door.log.clear,
		failNext: door.faults.plan,
		setLatency: door.latency.set,
		setIndexLag: (milliseconds) => {
			world.indexLagMs = milliseconds;
		},
		announce: (event) => world.emit(event),
		deliveries: sender.deliveries,
		dropNextWebhook: (count = 1) => sender.dropNext(count),
		duplicateNextWebhook: (count = 1) => sender.duplicateNext(count),
		idle: sender.idle,
		oauth: door.oauth,
	};
}

function knownUser(world: World, name: string): NonNullable<ReturnType<typeof userNamed>> {
	const user = userNamed(world, name);
	if (user === undefined) throw new Error(`The simulated Jira has no user '${name}'`);
	return user;
}
