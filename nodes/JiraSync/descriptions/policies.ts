import type { INodePropertyOptions } from 'n8n-workflow';

/** Which way something moves. */
export const DIRECTIONS: readonly INodePropertyOptions[] = [
	{ name: 'Both Ways', value: 'both' },
	{ name: 'Jira to Record', value: 'toSource' },
	{ name: 'Record to Jira', value: 'toJira' },
];

/** Which value is kept when both sides changed. */
export const CONFLICT_POLICIES: readonly INodePropertyOptions[] = [
	{
		name: 'Ask',
		value: 'ask',
		description: 'Move nothing; the pair leaves through Conflict',
	},
	{ name: 'Prefer Jira', value: 'preferJira' },
	{
		name: 'Prefer Newer',
		value: 'preferNewer',
		description: 'The later edit is kept; where the times are unknown nothing is moved',
	},
	{ name: 'Prefer Record', value: 'preferSource' },
];

/** What becomes of a change on the side that follows. */
export const AGAINST_DIRECTION: readonly INodePropertyOptions[] = [
	{ name: 'Enforce', value: 'enforce', description: 'Put the leading side’s value back' },
	{ name: 'Leave', value: 'leave', description: 'Let the sides differ' },
];

/** Each entry leaves the choice to the node's own setting. */
export const AS_FOR_ALL: INodePropertyOptions = { name: 'As for All Fields', value: 'asAll' };
