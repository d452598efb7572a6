import type { ILoadOptionsFunctions } from 'n8n-workflow';

/** What is chosen in a resource locator of the form; empty when nothing is, or when it is an expression. */
export function chosen(context: ILoadOptionsFunctions, name: string): string {
	const value: unknown = context.getCurrentNodeParameter(name, { extractValue: true });
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text.startsWith('=') ? '' : text;
}

/** Whether a name holds what was typed into the search box. */
export function matches(name: string, filter: string | undefined): boolean {
	return name.toLowerCase().includes((filter ?? '').trim().toLowerCase());
}
