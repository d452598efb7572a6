import { createJiraSite, type JiraSite, type JiraSiteOptions } from '../../../simulators/jira';
import type { WorkflowDefinition } from './n8n-client';
import type { N8nInstance } from './real-n8n';

/** A webhook as Jira lists it, in the same words for all versions. */
export interface ShownHook {
	/** For `DELETE` and `PUT`. */
	readonly address: string;
	readonly name: string;
	readonly url: string;
	readonly events: readonly string[];
	readonly jql: string;
	readonly enabled: boolean;
	/** As Jira sent it. */
	readonly raw: Readonly<Record<string, unknown>>;
}

/** A simulated Jira, and a workflow in a real n8n that starts with its changes. */
export interface TriggerStage {
	readonly name: string;
	readonly site: JiraSite;
	readonly workflow: string;
	readonly isModern: boolean;
	/** Name of the trigger node, as it is now. */
	readonly trigger: string;
	hooks(): Promise<readonly ShownHook[]>;
	/** An administrator of Jira does something with a webhook by hand. */
	ask(method: 'POST' | 'PUT' | 'DELETE', address: string, body?: object): Promise<void>;
	/** Saves the workflow with these names and parameters; it must be activated afterwards. */
	save(change: TriggerChange): Promise<void>;
	close(): Promise<void>;
}

export interface TriggerChange {
	readonly workflowName?: string;
	readonly trigger?: string;
	readonly parameters?: object;
}

/** One Jira and how n8n logs in to it. */
export interface TriggerPlan {
	readonly name: string;
	readonly options: JiraSiteOptions;
	readonly authentication: 'basic' | 'pat';
	readonly user?: 'admin' | 'kim';
}

const TYPES = { basic: 'jiraSyncBasicApi', pat: 'jiraSyncPatApi' } as const;
let count = 0;

/** Starts the simulated Jira and makes credential and workflow; nothing is active yet. */
export async function setTriggerStage(n8n: N8nInstance, plan: TriggerPlan): Promise<TriggerStage> {
	const { name, options, authentication, user = 'admin' } = plan;
	const site = createJiraSite(options);
	const { url, close } = await site.listen(0);
	const type = TYPES[authentication];
	const cloud = { user: `${user}@example.com`, password: `cloud-token-${user}` };
	const basic = options.deployment === 'cloud' ? cloud : { user, password: `password-${user}` };
	const login = authentication === 'pat' ? { token: `pat-${user}` } : basic;
	const id = await n8n.client.createCredential(name, type, { baseUrl: url, ...login });
	const webhookId = `0f9d2c52-7a6e-4b6b-9a55-3f6f7cf0b${String((count += 1)).padStart(3, '0')}`;
	let now = { workflowName: name, trigger: 'Jira changed', parameters: {} };
	const definition = (): WorkflowDefinition => ({
		name: now.workflowName,
		nodes: [
			{
				id: `trigger-${webhookId}`,
				name: now.trigger,
				type: 'n8n-nodes-jira-sync.jiraSyncTrigger',
				typeVersion: 1,
				position: [0, 0],
				webhookId,
				credentials: { [type]: { id, name } },
				parameters: { authentication, ...now.parameters },
			},
			{
				id: `after-${webhookId}`,
				name: 'After',
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { [now.trigger]: { main: [[{ node: 'After', type: 'main', index: 0 }]] } },
		settings: {},
	});
	const workflow = await n8n.client.createWorkflow(definition());
	const isModern = Number.parseInt(options.version ?? '0', 10) >= 10;
	const path = isModern ? '/rest/jira-webhook/1.0/webhooks' : '/rest/webhooks/1.0/webhook';
	const admin = site.transport('admin');
	return {
		name,
		site,
		workflow,
		isModern,
		get trigger() {
			return now.trigger;
		},
		hooks: async () => {
			const { body } = await admin.send({ method: 'GET', path });
			return (body as Record<string, unknown>[]).map((raw) => shownHook(raw, path, url));
		},
		ask: async (method, address, body) => {
			const to = address === '' ? path : address;
			const answer = await admin.send({ method, path: to, ...(body && { body }) });
			if (answer.status >= 300) throw new Error(`${method} ${to} answered ${answer.status}`);
		},
		save: async (change) => {
			now = { ...now, ...change };
			// Else n8n publishes an active workflow by itself, beside the activation that follows.
			const path = `/workflows/${workflow}?publishIfActive=false`;
			await n8n.client.api('PUT', path, definition());
		},
		close,
	};
}

function shownHook(raw: Readonly<Record<string, unknown>>, path: string, site: string): ShownHook {
	const { name, url, events, self, id, filters, configuration, enabled, active } = raw;
	const filter = (filters as Record<string, unknown> | undefined)?.['issue-related-events-section'];
	const jql = filter ?? (configuration as Record<string, unknown> | undefined)?.['FILTERS'];
	return {
		address: typeof self === 'string' ? self.replace(site, '') : `${path}/${String(id)}`,
		name: String(name),
		url: String(url),
		events: [...(events as string[])].sort(),
		jql: String(jql ?? ''),
		enabled: (enabled ?? active) === true,
		raw,
	};
}
