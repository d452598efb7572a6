import type { INodeProperties } from 'n8n-workflow';

/** Option of Reconcile Many. */
export const keepRank: INodeProperties = {
	displayName: 'Keep Rank',
	name: 'keepRank',
	type: 'boolean',
	default: false,
	description:
		'Whether to rank the issues in the order of the input items. Needs Jira Software; the order in Jira is overwritten.',
};
