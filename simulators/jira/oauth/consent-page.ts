import type { SimulatedAnswer } from '../../kernel/http';
import type { World } from '../state/world';

/** What an application asks a person for. */
export interface ConsentRequest {
	/** Consumer key or client id. */
	readonly application: string;
	/** Where both buttons post to. */
	readonly action: string;
	/** What the form hands on unchanged. */
	readonly fields: Readonly<Record<string, string>>;
	/** Empty for OAuth 1.0a, which has none. */
	readonly scopes: readonly string[];
}

/** The page on which a person allows or denies. A real Jira knows who is logged in; here the page asks. */
export function consentPage(
	{ baseUrl, users }: Pick<World, 'baseUrl' | 'users'>,
	{ application, action, fields, scopes }: ConsentRequest,
): SimulatedAnswer {
	const inputs = Object.entries(fields).map(
		([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
	);
	const options = users.map(
		({ name, displayName }) => `<option value="${escape(name)}">${escape(displayName)}</option>`,
	);
	const rights = scopes.map((scope) => `<li><code>${escape(scope)}</code></li>`);
	return page(200, 'Allow access', [
		`<p><b>${escape(application)}</b> would like to use the simulated Jira at <code>${escape(baseUrl)}</code> as you.</p>`,
		rights.length === 0 ? '' : `<p>It asks for:</p><ul>${rights.join('')}</ul>`,
		`<form method="post" action="${escape(action)}">${inputs.join('')}`,
		`<p><label>You are <select name="user">${options.join('')}</select></label></p>`,
		'<button name="decision" value="allow">Allow</button> <button name="decision" value="deny">Deny</button></form>',
	]);
}

/** A page with one sentence. */
export function messagePage(status: number, text: string): SimulatedAnswer {
	return page(status, 'Jira', [`<p>${escape(text)}</p>`]);
}

const STYLE =
	'body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}button{font:inherit;padding:.4rem 1.2rem}select{font:inherit}';

function page(status: number, title: string, parts: readonly string[]): SimulatedAnswer {
	const head = `<meta charset="utf-8"><title>${escape(title)}</title><style>${STYLE}</style>`;
	const body = `<h1>${escape(title)}</h1>${parts.join('')}`;
	return {
		status,
		body: `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`,
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
