import type { N8nInstance } from '../test/support/n8n/real-n8n';
import type { BacktraceSite } from '../simulators/backtrace';
import type { JiraSite } from '../simulators/jira/site';
import { createJiraSite } from '../simulators/jira';
import { createBacktraceSite } from '../simulators/backtrace';
import { BACKTRACE_HOOK, BACKTRACE_TOKEN } from './backtrace-login';
import type { Deployment } from './deployment';
import { importWorkflows, type ImportedWorkflows } from './import-workflows';

/** One Jira, one Backtrace, and the workflows between them. */
export interface Setting {
	readonly deployment: Deployment;
	readonly jira: JiraSite;
	readonly jiraUrl: string;
	readonly backtrace: BacktraceSite;
	readonly backtraceUrl: string;
	readonly n8n: N8nInstance;
	readonly workflows: ImportedWorkflows;
	close(): Promise<void>;
}

/** How long Cloud's search does not see a write, in milliseconds; a real site takes a second or two. */
const INDEX_LAG_MS = 1_500;

/** Starts the stand-ins of one deployment and imports the ready-made workflows for them. */
export async function createSetting(n8n: N8nInstance, deployment: Deployment): Promise<Setting> {
	const jira = createJiraSite({
		deployment,
		...(deployment === 'cloud' ? { indexLagMs: INDEX_LAG_MS } : { version: '10.3.2' }),
	});
	const backtrace = createBacktraceSite({ token: BACKTRACE_TOKEN });
	const jiraServer = await jira.listen(0);
	const backtraceServer = await backtrace.listen(0);
	const workflows = await importWorkflows(n8n, deployment, jiraServer.url, backtraceServer.url);
	backtrace.alertTo({ url: workflows.alertUrl, ...BACKTRACE_HOOK });
	return {
		deployment,
		jira,
		jiraUrl: jiraServer.url,
		backtrace,
		backtraceUrl: backtraceServer.url,
		n8n,
		workflows,
		close: async () => {
			await jira.idle();
			await jiraServer.close();
			await backtraceServer.close();
		},
	};
}
