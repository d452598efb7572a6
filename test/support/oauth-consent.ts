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
