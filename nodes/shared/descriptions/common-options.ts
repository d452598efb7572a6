import type { INodeProperties } from 'n8n-workflow';

/** Shows the plan instead of writing. */
export const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show what would be done without writing anything',
};

/** Name under which link and snapshot are kept in the issue. */
export const profileOption: INodeProperties = {
	displayName: 'Profile',
	name: 'profile',
	type: 'string',
	default: 'default',
	description:
		'Short name under which the link is kept in the issue. Use different ones when several workflows sync the same issue with different records.',
};
