import type { StatusCategory } from '../../../src/model/issue';
import { className, rowOfState, rowOfStatus, type StatusTable } from '../../../src/sync/status';

const table: StatusTable = {
	rows: [
		{ source: ['open', 'reopened'], jira: ['To Do', 'Backlog'], category: 'new' },
		{ source: ['in-progress'], jira: ['In Progress', 'In Review'], category: 'indeterminate' },
		{ source: ['resolved'], jira: ['Done', '10005'], category: 'done' },
		{ source: ['muted'], jira: ["Won't Do"], category: 'done' },
		{ source: [], jira: ['Parked'] },
	],
	via: [],
	screenFields: {},
};

describe('status table', () => {
	it.each`
		state            | row
		${'open'}        | ${0}
		${' Reopened '}  | ${0}
		${'IN-PROGRESS'} | ${1}
		${'muted'}       | ${3}
		${'unheard of'}  | ${-1}
		${''}            | ${-1}
	`('state "$state" is in row $row', ({ state, row }) => {
		expect(rowOfState(table, state)).toBe(table.rows[row]);
	});

	it.each`
		name           | id         | category           | row  | why
		${'backlog'}   | ${'1'}     | ${'new'}           | ${0} | ${'named'}
		${'In Review'} | ${'1'}     | ${'indeterminate'} | ${1} | ${'named'}
		${"Won't do"}  | ${'1'}     | ${'done'}          | ${3} | ${'named before its category'}
		${'Erledigt'}  | ${'10005'} | ${'done'}          | ${2} | ${'named by id'}
		${'QA'}        | ${'1'}     | ${'indeterminate'} | ${1} | ${'by category'}
		${'Closed'}    | ${'1'}     | ${'done'}          | ${2} | ${'first row of its category'}
		${'Parked'}    | ${'1'}     | ${'new'}           | ${4} | ${'named in a row without a state'}
	`('status $name ($why) is in row $row', ({ name, id, category, row }) => {
		const status = { id, name, category: category as StatusCategory };

		expect(rowOfStatus(table, status)).toBe(table.rows[row]);
	});

	it('a status without name or category in the table is in no row', () => {
		const rows = table.rows.slice(0, 1);
		const status = { id: '1', name: 'Done', category: 'done' as const };

		expect(rowOfStatus({ ...table, rows }, status)).toBeUndefined();
	});

	it('a class is named by the state that is written', () => {
		expect(table.rows.map(className)).toEqual([
			'open',
			'in-progress',
			'resolved',
			'muted',
			undefined,
		]);
	});
});
