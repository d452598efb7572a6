import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** What people and their systems write texts in. */
export const TEXT_FORMATS: readonly INodePropertyOptions[] = [
	{ name: 'HTML', value: 'html' },
	{ name: 'Markdown', value: 'markdown' },
	{ name: 'Plain Text', value: 'plain', description: 'Nothing in it is markup' },
];

/** An option that says what given texts are written in, or what texts are given out in. */
export function textFormatOption(description: string, name = 'textFormat'): INodeProperties {
	return {
		displayName: name === 'bodyFormat' ? 'Body Format' : 'Text Format',
		name,
		type: 'options',
		options: [...TEXT_FORMATS],
		default: 'plain',
		description,
	};
}
