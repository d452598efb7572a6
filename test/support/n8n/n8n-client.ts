import type {
	IConnections,
	IDataObject,
	INode,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { type Patience, waitFor } from './wait';

/** The account every throw-away instance gets. */
export const owner = {
	email: 'owner@example.com',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Passw0rd!',
} as const;

/** A workflow as it is exported and imported; other keys of an export are left out when it is sent. */
export interface WorkflowDefinition {
	readonly name: string;
	readonly nodes: readonly (Pick<INode, 'name' | 'type'> & Partial<INode>)[];
	readonly connections: IConnections;
	readonly settings?: IWorkflowSettings;
}

/** An execution as the public API returns it with its data. */
export interface Execution {
	readonly id: string;
	readonly workflowId: string;
	readonly status: string;
	readonly mode: string;
	readonly startedAt: string;
	/** Absent while it runs. */
	readonly stoppedAt: string | null;
	readonly data: IRunExecutionData;
}

/** Where an execution stands, without its data. */
export interface ExecutionState extends Pick<Execution, 'id' | 'status' | 'stoppedAt'> {
	/** When n8n stored it; it may begin later, or never if n8n dies first. */
	readonly createdAt: string;
}

/** Where a workflow's triggers stand. Publication happens after the activation call has answered. */
export interface PublicationStatus {
	readonly status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	readonly triggers: readonly { readonly nodeId: string; readonly errorMessage: string | null }[];
}

/** A request that n8n refused. */
export class N8nRequestError extends Error {
	readonly status: number;
	readonly body: string;

	constructor(method: string, path: string, status: number, body: string) {
		super(`${method} ${path} answered ${status}: ${body.slice(0, 600)}`);
		this.name = 'N8nRequestError';
		this.status = status;
		this.body = body;
	}
}

/** With what the public API demands of a workflow. */
function stored({ name, nodes, connections, settings = {} }: WorkflowDefinition): object {
	return {
		name,
		nodes: nodes.map((node, index) => ({
			id: `node-${index}`,
			typeVersion: 1,
			position: [index * 220, 0],
			parameters: {},
			...node,
		})),
		connections,
		settings,
	};
}

/** Talks to one n8n as its owner: the editor's own REST API by cookie, the public API by key. */
export class N8nClient {
	readonly baseUrl: string;
	private cookie = '';
	private apiKey = '';

	constructor(baseUrl: string) {
		this.baseUrl = baseUrl;
	}

	/** Creates the owner and an API key, or logs in where the owner exists. Call once after each start. */
	async signIn(): Promise<void> {
		if (this.apiKey !== '') {
			await this.rest('POST', '/login', {
				emailOrLdapLoginId: owner.email,
				password: owner.password,
			});
			return;
		}
		await this.rest('POST', '/owner/setup', owner);
		const scopes = await this.rest('GET', '/api-keys/scopes');
		const key = await this.rest<{ rawApiKey: string }>('POST', '/api-keys', {
			label: 'test',
			expiresAt: null,
			scopes,
		});
		this.apiKey = key.rawApiKey;
	}

	/** The session cookie, as `name=value`. */
	get sessionCookie(): string {
		return this.cookie;
	}

	/** The editor's API below `/rest`; the `data` envelope is taken off. */
	async rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = await this.send(method, `/rest${path}`, { cookie: this.cookie }, body);
		return (isObject(answer) && 'data' in answer ? answer.data : answer) as T;
	}

	/** The public API below `/api/v1`. */
	async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		return (await this.send(method, `/api/v1${path}`, { 'X-N8N-API-KEY': this.apiKey }, body)) as T;
	}

	/** Full names of the node types that n8n has loaded. */
	async nodeTypes(): Promise<readonly string[]> {
		const types = await this.send('GET', '/types/nodes.json', { cookie: this.cookie });
		if (!Array.isArray(types)) throw new Error('/types/nodes.json is no list');
		return types.map((type: { name: string }) => type.name);
	}

	/** Stores a credential and returns its id. n8n does not test it. */
	async createCredential(name: string, type: string, data: IDataObject): Promise<string> {
		const { id } = await this.rest<{ id: string }>('POST', '/credentials', { name, type, data });
		return id;
	}

	/** Runs a credential's own test, as the Save button of the dialog does. */
	async testCredential(
		id: string,
		name: string,
		type: string,
		data: IDataObject,
	): Promise<{ readonly status: 'OK' | 'Error'; readonly message: string }> {
		return await this.rest('POST', '/credentials/test', { credentials: { id, name, type, data } });
	}

	/** Imports a workflow and returns its id. Missing node ids, positions and versions are filled in. */
	async createWorkflow(definition: WorkflowDefinition): Promise<string> {
		const { id } = await this.api<{ id: string }>('POST', '/workflows', stored(definition));
		return id;
	}

	/** Replaces a workflow that is not active. */
	async replaceWorkflow(workflowId: string, definition: WorkflowDefinition): Promise<void> {
		await this.api('PUT', `/workflows/${workflowId}`, stored(definition));
	}

	/** Activates a workflow and waits until its triggers are live; rejects with n8n's reason when one is not. */
	async activate(workflowId: string, patience?: Patience): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/activate`);
		const status = await waitFor(
			`workflow ${workflowId} to be published`,
			async () => {
				const now = await this.publicationStatus(workflowId);
				return now.status === 'in_progress' || now.status === 'not_published' ? undefined : now;
			},
			{ timeoutMs: 90_000, ...patience },
		);
		if (status.status === 'published') return;
		const reasons = status.triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
		throw new Error(`activation of ${workflowId} ended ${status.status}: ${reasons.join('; ')}`);
	}

	/** Deactivates a workflow and waits until its triggers are gone. */
	async deactivate(workflowId: string, patience?: Patience): Promise<void> {
		await this.api('POST', `/workflows/${workflowId}/deactivate`);
		await waitFor(
			`workflow ${workflowId} to be withdrawn`,
			async () =>
				(await this.publicationStatus(workflowId)).status === 'not_published' ? true : undefined,
			{ timeoutMs: 90_000, ...patience },
		);
	}

	async publicationStatus(workflowId: string): Promise<PublicationStatus> {
		return await this.rest('GET', `/workflows/${workflowId}/publication-status`);
	}

	/** Starts a workflow by hand from one of its triggers, as the editor's button does; returns the execution's id. */
	async runManually(workflowId: string, triggerName: string): Promise<string> {
		const result = await this.rest<{ executionId?: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{
				triggerToStartFrom: { name: triggerName },
			},
		);
		if (result.executionId === undefined) {
			throw new Error(`workflow ${workflowId} waits for a webhook instead of running`);
		}
		return result.executionId;
	}

	/** A workflow's executions with their data, newest first (at most 100). */
	async executions(workflowId: string, limit = 20): Promise<readonly Execution[]> {
		const query = `workflowId=${workflowId}&includeData=true&limit=${limit}`;
		const { data } = await this.api<{ data: readonly Execution[] }>('GET', `/executions?${query}`);
		return data.map((execution) => ({ ...execution, id: String(execution.id) }));
	}

	/** Where a workflow's executions stand, newest first (at most 100). */
	async executionStates(workflowId: string, limit = 20): Promise<readonly ExecutionState[]> {
		const path = `/executions?workflowId=${workflowId}&limit=${limit}`;
		const { data } = await this.api<{ data: readonly ExecutionState[] }>('GET', path);
		return data.map((execution) => ({ ...execution, id: String(execution.id) }));
	}

	/**
	 * Waits for `count` finished executions of a workflow whose ids are not in `after`, and returns them, oldest first.
	 * Rejects when time is up.
	 */
	async waitForExecutions(
		workflowId: string,
		count = 1,
		{ after = [], ...patience }: Patience & { readonly after?: readonly string[] } = {},
	): Promise<readonly Execution[]> {
		return await waitFor(
			`${count} executions of workflow ${workflowId}`,
			async () => {
				const all = await this.executions(workflowId, Math.min(100, count + after.length + 5));
				const fresh = all.filter(({ id, stoppedAt }) => stoppedAt && !after.includes(id));
				return fresh.length >= count ? fresh.toReversed() : undefined;
			},
			{ timeoutMs: 90_000, ...patience },
		);
	}

	/** Waits for one execution to finish. */
	async waitForExecution(executionId: string, patience?: Patience): Promise<Execution> {
		return await waitFor(
			`execution ${executionId}`,
			async () => {
				const path = `/executions/${executionId}?includeData=true`;
				const execution = await this.api<Execution>('GET', path);
				return execution.stoppedAt ? { ...execution, id: String(execution.id) } : undefined;
			},
			{ timeoutMs: 90_000, ...patience },
		);
	}

	private async send(
		method: string,
		path: string,
		headers: Record<string, string>,
		body?: unknown,
	): Promise<unknown> {
		const response = await fetch(this.baseUrl + path, {
			method,
			redirect: 'manual',
			headers: {
				...headers,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const session = response.headers.getSetCookie().find((text) => text.startsWith('n8n-auth='));
		if (session !== undefined) this.cookie = session.split(';')[0] ?? '';
		const text = await response.text();
		if (response.status >= 400) throw new N8nRequestError(method, path, response.status, text);
		return parseJson(text);
	}
}

/** The items of a node's last run in an execution, on one of its outputs; their `json`. */
export function executionItems(
	{ data }: Execution,
	nodeName: string,
	output = 0,
): readonly IDataObject[] {
	const items = data.resultData.runData[nodeName]?.at(-1)?.data?.main?.[output] ?? [];
	return items.map((item) => item.json);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
