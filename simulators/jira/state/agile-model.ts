/** A board of Jira Software; only Scrum boards have sprints. */
export interface Board {
	readonly id: number;
	readonly name: string;
	readonly type: 'scrum' | 'kanban';
	readonly project: string;
}

export interface Sprint {
	readonly id: number;
	readonly name: string;
	readonly state: 'future' | 'active' | 'closed';
	/** Id of the board on which it was made. */
	readonly board: number;
	readonly goal: string;
	/** Milliseconds since the epoch. */
	readonly start: number | undefined;
	readonly end: number | undefined;
	readonly completed: number | undefined;
}
