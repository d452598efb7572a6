import type { Board, Sprint } from './state/agile-model';

/** A board with sprints for ALL, one without for CRASH. */
export const SEED_BOARDS: readonly Board[] = [
	{ id: 1, name: 'ALL board', type: 'scrum', project: 'ALL' },
	{ id: 2, name: 'CRASH board', type: 'kanban', project: 'CRASH' },
];

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 0, 5, 9);

function sprint(id: number, state: Sprint['state']): Sprint {
	const start = FIRST + (id - 1) * 14 * DAY;
	const planned = state !== 'future';
	return {
		id,
		name: `ALL Sprint ${id}`,
		state,
		board: 1,
		goal: state === 'active' ? 'Fewer crashes' : '',
		start: planned ? start : undefined,
		end: planned ? start + 14 * DAY : undefined,
		completed: state === 'closed' ? start + 14 * DAY : undefined,
	};
}

/** One that is over, one that runs, one to come. */
export const SEED_SPRINTS: readonly Sprint[] = [
	sprint(1, 'closed'),
	sprint(2, 'active'),
	sprint(3, 'future'),
];
