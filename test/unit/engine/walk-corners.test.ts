import { walkStatus, type TransitionTaker } from '../../../src/engine/walk-status';
import { inputError, ServiceError } from '../../../src/model/failure';
import type { IssueStatus, Transition } from '../../../src/model/issue';
import type { WalkGoal } from '../../../src/sync/transition-path';

/** Rows of docs/design/status.md. */
const status = (name: string, category: IssueStatus['category'] = 'indeterminate') => ({
	id: `s-${name}`,
	name,
	category,
});
const OPEN = status('Open', 'new');
const A = status('A');
const B = status('B');
const C = status('C');
const DONE = status('Done', 'done');

interface Way {
	readonly from: readonly IssueStatus[];
	readonly to: IssueStatus;
	readonly name?: string;
	readonly refuses?: Error;
	readonly screen?: readonly string[];
}

const refusal = (words: string): ServiceError =>
	new ServiceError(`Jira refused: ${words}`, {
		kind: 'validation',
		service: 'Jira',
		method: 'POST',
		path: '/transitions',
		status: 400,
		messages: [words],
		fieldErrors: {},
		ambiguous: false,
	});

/** An issue at Open in a workflow of these ways; notes which were taken, and what was sent along. */
function workflow(...ways: readonly Way[]) {
	let at: IssueStatus = OPEN;
	const taken: string[] = [];
	const sent: unknown[] = [];
	const tracker: TransitionTaker = {
		transitions: async () =>
			ways.flatMap(({ from, to, name = `To ${to.name}`, screen = [] }, index): Transition[] =>
				from.some(({ id }) => id === at.id)
					? [
							{
								id: String(index),
								name,
								to,
								fields: screen.map((id) => ({
									id,
									name: id,
									required: true,
									hasDefault: false,
									schema: { type: 'string' },
								})),
							},
						]
					: [],
			),
		transition: async (_id, hop, inputs) => {
			taken.push(hop.name);
			sent.push(inputs);
			const { refuses } = ways[Number(hop.id)] ?? {};
			if (refuses !== undefined) throw refuses;
			at = hop.to;
		},
	};
	const walk = async (
		goal: Partial<WalkGoal> = {},
		onRefusal: 'throw' | 'tryOthers' = 'tryOthers',
	) =>
		await walkStatus(
			tracker,
			{ id: '1', key: 'ABC-1', status: OPEN },
			{ targets: ['Done'], via: [], mayPass: ['A', 'B', 'C'], ...goal },
			{ resolution: 'Fixed' },
			onRefusal,
		);
	return { taken, sent, walk };
}

describe('walking through a workflow', () => {
	it('G5: three hops are walked, a fourth is not, and the report says where it stands and what is offered', async () => {
		const three = workflow({ from: [OPEN], to: A }, { from: [A], to: B }, { from: [B], to: DONE });
		const four = workflow(
			{ from: [OPEN], to: A },
			{ from: [A], to: B },
			{ from: [B], to: C },
			{ from: [C], to: DONE },
		);

		expect(await three.walk()).toMatchObject({ kind: 'there', hops: 3 });
		expect(await four.walk()).toMatchObject({
			kind: 'stuck',
			hops: 3,
			status: C,
			reason: expect.stringContaining('ABC-1 stands at "C" and no transition leads to Done'),
		});
	});

	it('G6: a workflow that loops is left where nothing new is offered', async () => {
		const loop = workflow({ from: [OPEN], to: A }, { from: [A], to: OPEN }, { from: [A], to: A });

		const walk = await loop.walk({ mayPass: ['Open', 'A'] });

		expect(walk).toMatchObject({ kind: 'stuck', hops: 1, status: A });
		expect(loop.taken).toEqual(['To A']);
		expect(walk).toMatchObject({
			reason: expect.stringContaining('Jira offers "To Open" to Open, "To A" to A'),
		});
	});

	it('G7: a global transition, offered everywhere, is taken straight', async () => {
		const global = workflow({ from: [OPEN, A, B, DONE], to: DONE }, { from: [OPEN], to: A });

		expect(await global.walk()).toMatchObject({ kind: 'there', hops: 1 });
		expect(global.taken).toEqual(['To Done']);
	});

	it('G8: of transitions with one name, the one that leads to the status is taken', async () => {
		const twins = workflow(
			{ from: [OPEN], to: A, name: 'Next' },
			{ from: [OPEN], to: DONE, name: 'Next' },
		);

		expect(await twins.walk()).toMatchObject({ kind: 'there', status: DONE, hops: 1 });
	});

	it('G9: a transition that a condition hides is not offered: the report says what is', async () => {
		const hidden = workflow({ from: [OPEN], to: status('Elsewhere') });

		expect(await hidden.walk()).toMatchObject({
			kind: 'stuck',
			hops: 0,
			reason: expect.stringContaining('Jira offers "To Elsewhere" to Elsewhere'),
		});
		expect(await workflow().walk()).toMatchObject({
			reason: expect.stringContaining('Jira offers no transition to this account'),
		});
	});

	it('G10: a transition that a validator refuses is left for another one to the same status', async () => {
		const guarded = workflow(
			{ from: [OPEN], to: DONE, name: 'Close', refuses: refusal('Time must be logged.') },
			{ from: [OPEN], to: DONE, name: 'Close anyway' },
		);

		expect(await guarded.walk()).toMatchObject({ kind: 'there', status: DONE, hops: 1 });
		expect(guarded.taken).toEqual(['Close', 'Close anyway']);
	});

	it('G10, L8: when all are refused, the report has Jira’s words and what was offered', async () => {
		const guarded = workflow(
			{ from: [OPEN], to: DONE, name: 'Close', refuses: refusal('Time must be logged.') },
			{ from: [OPEN], to: status('Elsewhere') },
		);

		const walk = await guarded.walk();

		expect(guarded.taken).toEqual(['Close']);
		expect(walk).toMatchObject({
			kind: 'stuck',
			hops: 0,
			status: OPEN,
			reason: expect.stringMatching(
				/could not be moved to Done\. Jira offers "Close" to Done, .*"Close" was refused: .*Time must be logged/,
			),
		});
	});

	it('G11, L8: a required field of the screen that nobody filled is named', async () => {
		const needs = inputError('The screen needs more', [
			{ field: 'Root Cause', message: 'is required.' },
		]);
		const screen = workflow({ from: [OPEN], to: DONE, refuses: needs, screen: ['cause'] });

		expect(await screen.walk()).toMatchObject({
			kind: 'stuck',
			reason: expect.stringContaining('Root Cause: is required.'),
		});
	});

	it('G11: fields go to the last screen only, and only those that it has', async () => {
		const screens = workflow(
			{ from: [OPEN], to: A, screen: ['resolution'] },
			{ from: [A], to: DONE, screen: ['resolution', 'other'] },
		);

		await screens.walk();

		expect(screens.sent).toEqual([{}, { resolution: 'Fixed' }]);
	});

	it('G12: a status of the table that does not exist leads nowhere, and the report asks for its name', async () => {
		const plain = workflow({ from: [OPEN], to: A }, { from: [A], to: DONE });

		expect(await plain.walk({ targets: ['Dnoe'] })).toMatchObject({
			kind: 'stuck',
			reason: expect.stringMatching(/no transition leads to Dnoe.*Check the name of the status/),
		});
	});

	it('G13: what is no refusal (a dead network, a lost login) fails the run', async () => {
		const down = new ServiceError('down', { ...refusal('').details, kind: 'network' });
		const broken = workflow({ from: [OPEN], to: DONE, refuses: down });

		await expect(broken.walk()).rejects.toThrow('down');
	});

	it('G14: reopening and closing duplicates are told of a refusal at once', async () => {
		const guarded = workflow({ from: [OPEN], to: DONE, refuses: refusal('No.') });

		await expect(guarded.walk({}, 'throw')).rejects.toThrow('No.');
	});
});
