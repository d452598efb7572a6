import { readBacktraceRecord } from '../../src/backtrace/record';
import { toBacktraceUpdate } from '../../src/backtrace/update';

/** The payload of Backtrace's webhook documentation. */
const payload = {
	universe: 'my_universe',
	project: 'my_project',
	application: 'my_app.exe',
	fingerprint: '8910551e27a339e542',
	href: 'https://u.sp.backtrace.io/',
	group_url: 'https://u.sp.backtrace.io/dashboard/x',
	callstack: ['printf', 'my_fn', 'main'],
	occurrences: 35,
	object_id: '2e6',
	timestamp: [1502953926, 1502953999],
	classifiers: ['exception'],
	hosts: 4,
	guids: 0,
	attributes: {
		version: [
			['1.2.3', 10],
			['1.2.2', 1],
		],
		environment: [['production', 33]],
	},
};

const tickets = [
	{ watcher: '_backtrace', assignees: [{ id: 12, username: 'ann', email: 'ann@x.example' }] },
	{ watcher: 'jira', short: 'ABC-7', url: 'https://jira.example.com/browse/ABC-7', state: 'open' },
];

/** A row of the issues table, unfolded. */
const row = {
	fingerprint: '8910551e27a339e542',
	project: 'my_project',
	state: 'in-progress',
	ticket: JSON.stringify(tickets),
	tags: 'ui  crash',
	last_modified: 1_700_000_000,
	'error.message': 'boom',
	version: '1.2.3',
};

describe('a Backtrace webhook', () => {
	it('is read as a record that says nothing of state, assignee and tags', () => {
		expect(readBacktraceRecord(payload)).toEqual({
			system: 'backtrace',
			id: '8910551e27a339e542',
			url: 'https://u.sp.backtrace.io/dashboard/x',
			title: 'exception in printf',
			values: {
				universe: 'my_universe',
				project: 'my_project',
				application: 'my_app.exe',
				fingerprint: '8910551e27a339e542',
				href: 'https://u.sp.backtrace.io/',
				group_url: 'https://u.sp.backtrace.io/dashboard/x',
				callstack: 'printf\nmy_fn\nmain',
				occurrences: 35,
				object_id: '2e6',
				classifiers: ['exception'],
				hosts: 4,
				guids: 0,
				version: payload.attributes.version,
				environment: [['production', 33]],
				first_seen: '2017-08-17T07:12:06.000Z',
				last_seen: '2017-08-17T07:13:19.000Z',
				title: 'exception in printf',
			},
		});
	});

	it("is found under `body`, where n8n's Webhook node puts it", () => {
		expect(readBacktraceRecord({ headers: {}, body: payload })).toEqual(
			readBacktraceRecord(payload),
		);
	});

	it.each([[{}], [null], ['text'], [{ fingerprint: ' ' }], [{ body: {} }]])(
		'without a fingerprint is refused: %j',
		(item) => {
			expect(() => readBacktraceRecord(item)).toThrow('no fingerprint');
		},
	);
});

describe('a row of the issues table', () => {
	it('tells state, assignee, tags, issue and time of change', () => {
		expect(readBacktraceRecord(row)).toMatchObject({
			title: 'boom',
			issueKey: 'ABC-7',
			updatedAt: 1_700_000_000_000,
			values: {
				state: 'in-progress',
				assignee: 'ann@x.example',
				tags: ['ui', 'crash'],
				version: '1.2.3',
			},
		});
	});

	it('that nobody has touched is open and belongs to nobody', () => {
		const { values } = readBacktraceRecord({
			fingerprint: 'a',
			state: null,
			ticket: null,
			tags: null,
		});

		expect(values).toEqual({ fingerprint: 'a', state: 'open', assignee: null, tags: [] });
	});

	it.each([
		['a bare address', 'https://jira.example.com/browse/ABC-9', 'ABC-9'],
		['broken text', '[{', undefined],
		['no text', '', undefined],
	])('may hold as ticket %s', (_name, ticket, issueKey) => {
		expect(readBacktraceRecord({ ...row, ticket }).issueKey).toBe(issueKey);
	});

	it('takes an assignee only together with the ticket, because writing one replaces the other', () => {
		const { values } = readBacktraceRecord({ fingerprint: 'a', assignee: 'ann' });

		expect(values).not.toHaveProperty('assignee');
	});
});

describe('an update for Backtrace', () => {
	it('sets state and tags, and re-writes the whole ticket with the assignee in its own entry', () => {
		const patch = { state: 'resolved', tags: ['a', 'b c'], assignee: 'bob@x.example' };

		expect(toBacktraceUpdate(patch, row)).toEqual({
			fingerprint: ['8910551e27a339e542'],
			project: 'my_project',
			state: 'resolved',
			tags: { action: 'set', value: 'a b-c' },
			ticket: {
				action: 'set',
				assignee: 'set',
				value: [
					{
						watcher: '_backtrace',
						assignees: [{ email: 'bob@x.example', username: 'bob@x.example' }],
					},
					tickets[1],
				],
			},
		});
	});

	it.each([
		['nobody', null, []],
		['the same person', 'ANN@x.example', tickets[0]?.assignees],
		['a user name', 'bob', [{ username: 'bob' }]],
	])('assigns %s', (_name, assignee, assignees) => {
		const update = toBacktraceUpdate({ assignee }, row);

		expect(update?.['ticket']).toMatchObject({
			value: [{ watcher: '_backtrace', assignees }, tickets[1]],
		});
	});

	it('is nothing when the patch holds nothing that Backtrace stores', () => {
		expect(toBacktraceUpdate({ title: 'x' }, row)).toBeUndefined();
	});
});
