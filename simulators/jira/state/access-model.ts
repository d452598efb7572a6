import type { Named } from './model';

/** Users under one name. Cloud knows a group by `groupId` too. */
export interface Group {
	readonly name: string;
	readonly groupId: string;
	/** Names of users. */
	readonly members: readonly string[];
}

/** Who may see an issue, as one of the levels of its project. */
export interface SecurityLevel extends Named {
	readonly project: string;
	readonly description: string;
}
