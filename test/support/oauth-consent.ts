import type { N8nClient } from './n8n/n8n-client';
import { waitFor } from './n8n/wait';

/** Opens a page as a browser would, and answers with where it sends the browser, or with what it shows. */
export interface Hop {
	readonly status: number;
	readonly location: string;
	readonly text: string;
}

/** One request without following redirects. */
export async function hop(address: string, init: RequestInit = {}): Promise<Hop> {
	const answer = await fetch(address, { ...init, redirect: 'manual' });
	return {
		status: answer.status,
		location: answer.headers.get('location') ?? '',
		text: await answer.text(),
	};
}

/** Presses a button of Jira's consent page, logged in as a user; answers with the address that the browser is sent to. */
export async function decide(
	page: string,
	decision: 'allow' | 'deny' = 'allow',
	user = 'admin',
): Promise<string> {
	const { status, text } = await hop(page);
	const action = /<form method="post" action="([^"]*)"/.exec(text)?.[1];
	if (status !== 200 || action === undefined) throw new Error(`no consent page: ${status} ${text}`);
	const fields = [...text.matchAll(/name="([^"]*)" value="([^"]*)">/g)]
		.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')] as [string, string])
		.filter(([name]) => name !== 'user' && name !== 'decision');
	const body = new URLSearchParams([...fields, ['user', user], ['decision', decision]]);
	return (await hop(action, { method: 'POST', body })).location;
}

/**
 * Waits until n8n remembers which token the Connect node asked for last. n8n stores that after the node has answered: a person is
 * slower, a test is not. `consent` is the address that the node sent the browser to.
 */
export async function untilRemembered(
	client: N8nClient,
	workflowId: string,
	consent: string,
): Promise<void> {
	const token = new URL(consent).searchParams.get('oauth_token') ?? 'no token';
	await waitFor('n8n to store the request token', async () => {
		const workflow = await client.api<{ staticData: unknown }>('GET', `/workflows/${workflowId}`);
		return JSON.stringify(workflow.staticData ?? '').includes(token) ? true : undefined;
	});
}
