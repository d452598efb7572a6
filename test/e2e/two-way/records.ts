import type { JsonValue } from '../../../src/model/json';
import type { RecordSystem } from '../../../simulators/records';

type Values = Readonly<Record<string, JsonValue>>;

/** What `F-1` holds at first, in every type of field. */
export const FIRST_VALUES: Values = {
	title: 'Pay by card',
	description: 'Take **every** card.\n\n- debit\n- credit',
	tags: ['shop', 'money'],
	priority: 'High',
	dueDate: '2026-12-24',
	line: 'one line',
	amount: 12.5,
	start: '2026-11-21',
	seenAt: '2026-11-21T08:15:00.000Z',
	team: 'Green',
	regions: ['North', 'West'],
	place: { value: 'Europe', child: 'Paris' },
	reviewer: 'kim@example.com',
	page: 'https://x.example/1',
	estimate: { originalEstimate: 240, remainingEstimate: 240 },
	status: 'in progress',
	assignee: 'ann@example.com',
};

/** Records of each kind; each story has its own. They stand in the order of their position. */
const RECORDS: readonly (readonly [id: string, kind: string, values: Values])[] = [
	['R-1', 'release', { name: 'Spring', start_date: '2027-02-01', release_date: '2027-03-01' }],
	['R-2', 'release', { name: 'Summer', release_date: '2027-06-01' }],
	['E-1', 'epic', { title: 'Checkout', parent: null }],
	['E-2', 'epic', { title: 'Accounts', parent: null }],
	['F-1', 'feature', { ...FIRST_VALUES, parent: null }],
	['P-1', 'feature', { title: 'Refunds', parent: 'E-1', release: 'R-1' }],
	['Q-1', 'requirement', { title: 'Refund by mail', parent: 'P-1' }],
	['C-1', 'feature', { title: 'With comments', parent: null }],
	['A-1', 'feature', { title: 'With files', parent: null }],
	['T-1', 'feature', { title: 'Changed in Jira', parent: null, status: 'open' }],
	['X-1', 'feature', { title: 'Changed twice', parent: null, line: 'first' }],
	['Z-1', 'feature', { title: 'Left alone', parent: null }],
];

/** People fill the system: records, and a comment and a file that were there before the first run. */
export function fillRecords(records: RecordSystem): void {
	for (const [position, [id, kind, values]] of RECORDS.entries())
		records.create(id, { kind, position, ...values });
	records.comments.create('C-1', 'Pat', 'Seen on ARM');
	records.files.put('A-1', 'trace.txt', 'from the record');
}
