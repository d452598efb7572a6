import { createJiraSite, type JiraSite } from '../../../simulators/jira';
import type { StoredIssue } from '../../../simulators/jira/site';
import { createRecordSystem, type RecordSystem } from '../../../simulators/records';
import { errorOf } from '../../../demo/act';
import type { Deployment } from '../../support/engine-jira';
import { executionItems, type Execution } from '../../support/n8n/n8n-client';
import type { N8nInstance } from '../../support/n8n/real-n8n';
import { importTwoWay, STARTS, type WorkflowName } from './workflows';

/** A machine of a CI may be slow. */
const PATIENCE = { timeoutMs: 120_000 };

/** A Jira, a system of records, and the ready-made workflows between them in a real n8n. */
export interface TwoWayWorld {
	readonly deployment: Deployment;
	readonly n8n: N8nInstance;
	readonly jira: JiraSite;
	readonly records: RecordSystem;
	readonly workflows: Readonly<Record<WorkflowName, string>>;
	/** Runs a workflow as its schedule would, and waits for its end; refuses one that fails. */
	run(name: WorkflowName): Promise<Execution>;
	/** The one issue that is tied to a record. */
	issueOf(recordId: string): StoredIssue;
	/** `METHOD path` of what was written to both systems since `clearRequests`. */
	writes(): readonly string[];
	clearRequests(): void;
	close(): Promise<void>;
}

/** Starts both systems of one deployment and imports the workflows. */
export async function createTwoWayWorld(
	n8n: N8nInstance,
	deployment: Deployment,
): Promise<TwoWayWorld> {
	const jira = createJiraSite({ deployment });
	const records = createRecordSystem({ now: Date.now });
	const [jiraServer, recordServer] = [await jira.listen(), await records.listen()];
	const workflows = await importTwoWay(n8n, {
		deployment,
		jiraUrl: jiraServer.url,
		recordsUrl: recordServer.url,
	});
	return {
		deployment,
		n8n,
		jira,
		records,
		workflows,
		async run(name) {
			const id = await n8n.client.runManually(workflows[name], STARTS[name]);
			const execution = await n8n.client.waitForExecution(id, PATIENCE);
			if (execution.status !== 'success')
				throw new Error(`"${name}" ended ${execution.status}: ${errorOf(execution)}`);
			return execution;
		},
		issueOf: (recordId) => issueOf(jira, recordId),
		writes: () =>
			[...jira.requests, ...records.requests]
				.filter(({ kind }) => kind === 'write')
				.map(({ method, path }) => `${method} ${path}`),
		clearRequests() {
			jira.clearRequests();
			records.clearRequests();
		},
		async close() {
			await jira.idle();
			await jiraServer.close();
			await recordServer.close();
		},
	};
}

function issueOf(jira: JiraSite, recordId: string): StoredIssue {
	const found = jira.issues().filter(({ properties }) => {
		const pair = Object(properties['n8n-jira-sync.default']) as Record<string, unknown>;
		return Object(pair['link']).recordId === recordId && pair['duplicateOf'] === undefined;
	});
	const [issue] = found;
	if (issue === undefined || found.length > 1)
		throw new Error(`${found.length} issues belong to ${recordId}`);
	return issue;
}

/** What the reconcile said: its summary, and what it reported of one record. */
export function reportOf(
	execution: Execution,
	recordId: string,
): Readonly<Record<string, unknown>> {
	const outputs = [0, 2, 3].flatMap((output) => executionItems(execution, 'Reconcile', output));
	const found = outputs.find(({ record }) => Object(record).id === recordId);
	if (found === undefined) throw new Error(`The run says nothing of ${recordId}`);
	return found;
}
