import type { SimulatedAnswer } from '../../kernel/http';

/** The page on which a user allows or denies. Both buttons post to where the page came from. */
export function consentPage(
	application: string,
	action: string,
	fields: Readonly<Record<string, string>>,
): SimulatedAnswer {
	const inputs = Object.entries({ user: 'admin', ...fields }).map(
		([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
	);
	return {
		status: 200,
		body: `<!DOCTYPE html><html><head><title>Allow access</title></head><body><h1>Allow access</h1><p>${escape(application)} would like to use Jira as you.</p><form method="post" action="${escape(action)}">${inputs.join('')}<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form></body></html>`,
	};
}

/** A page with one sentence. */
export function messagePage(status: number, text: string): SimulatedAnswer {
	return {
		status,
		body: `<!DOCTYPE html><html><head><title>Jira</title></head><body><p>${escape(text)}</p></body></html>`,
	};
}

/** Sends the browser on. */
export function redirect(
	address: string,
	query: Readonly<Record<string, string>>,
): SimulatedAnswer {
	const url = new URL(address);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	return { status: 302, headers: { location: url.toString() } };
}

/** Fields of a request's query and form body. */
export function fieldsOf(
	query: Readonly<Record<string, string>>,
	body: unknown,
): Readonly<Record<string, string>> {
	const form = typeof body === 'object' && body !== null ? Object.entries(body) : [];
	return { ...query, ...Object.fromEntries(form.map(([name, value]) => [name, String(value)])) };
}

function escape(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
