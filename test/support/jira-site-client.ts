import type { HttpTransport } from '../../src/http/transport';
import { createJiraClient, type JiraClient, type JiraClientOptions } from '../../src/jira/client';
import { dialectOf } from '../../src/jira/server-info';
import { createJiraSite } from '../../simulators/jira/index';
import type { JiraSite, JiraSiteOptions } from '../../simulators/jira/site';
import { fakeClock } from './fake-clock';

/** Both products, for `describe.each`. */
export const DEPLOYMENTS = ['cloud', 'dataCenter'] as const;

export const BASE_URL = 'https://jira.test';

/** A client of a simulated Jira that speaks as the user, and the Jira itself. */
export function clientOf(
	site: JiraSite,
	userName = 'sync',
	options: Partial<JiraClientOptions> = {},
): JiraClient {
	return createJiraClient({
		transport: site.transport(userName),
		dialect: dialectOf(site.deployment),
		baseUrl: BASE_URL,
		clock: fakeClock(Date.UTC(2026, 10, 21)),
		random: () => 0.5,
		...options,
	});
}

/** A fresh Jira and its client. */
export function jiraWorld(
	deployment: 'cloud' | 'dataCenter',
	options: Partial<JiraSiteOptions> = {},
): { readonly site: JiraSite; readonly jira: JiraClient } {
	const site = createJiraSite({ deployment, ...options });
	return { site, jira: clientOf(site) };
}

/** Sends a credential that Jira does not know. */
export function withDeadCredential(site: JiraSite): HttpTransport {
	const transport = site.transport();
	const credential = Buffer.from('sync@example.com:expired').toString('base64');
	const authorization =
		site.deployment === 'cloud' ? `Basic ${credential}` : 'Bearer expired-token';
	return {
		send: (request) =>
			transport.send({ ...request, headers: { ...request.headers, authorization } }),
	};
}
