import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { JiraRuntime } from '../../../src/n8n/runtime';

/** What is chosen in a resource locator of the form; empty when nothing is, or when it is an expression. */
export function chosen(context: ILoadOptionsFunctions, name: string): string {
	const value = extracted(context, name);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text.startsWith('=') ? '' : text;
}

/** n8n refuses to extract from a parameter that the form does not show: nothing is chosen there. */
function extracted(context: ILoadOptionsFunctions, name: string): unknown {
	if (context.getCurrentNodeParameter(name) === undefined) return undefined;
	try {
		return context.getCurrentNodeParameter(name, { extractValue: true });
	} catch {
		return undefined;
	}
}

/** Whether a name holds what was typed into the search box. */
export function matches(name: string, filter: string | undefined): boolean {
	return name.toLowerCase().includes((filter ?? '').trim().toLowerCase());
}

/** Key of the project that is chosen, or of the one that the chosen issue is in; empty when neither is. */
export async function projectOf(
	context: ILoadOptionsFunctions,
	client: JiraRuntime['client'],
): Promise<string> {
	const project = chosen(context, 'project');
	const issue = chosen(context, 'issue');
	if (project !== '' || issue === '') return project;
	return (await client.readIssue(issue, { fields: [], properties: [] })).projectKey;
}
