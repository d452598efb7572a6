import { playAndJudge } from '../model/batch';
import { type Fate, type History } from '../model/history';
import { judge } from '../model/oracle';
import { figuresOf, isWrong } from '../model/figures';
import { blindRetry, namelessCopies, unseenCopies } from '../model/planted';
import { play } from '../model/play';

/** Somebody writes a comment in Jira, and the workflow writes the item that a sync hands out. */
function history(fate: Fate): History {
	const edit = {
		kind: 'thing',
		which: 0,
		side: 'jira',
		record: 0,
		action: 'create',
		pick: 0,
	} as const;
	const run = { kind: 'sync', record: 0, fault: undefined, fate, fresh: false } as const;
	return {
		deployment: 'cloud',
		delivery: 'workflow',
		confirms: false,
		things: ['comments'],
		moves: false,
		automation: false,
		policy: 'preferJira',
		lagMs: 0,
		rewrites: false,
		linked: true,
		schedule: 0,
		family: false,
		steps: [
			{ kind: 'edit', edit },
			{ kind: 'runs', runs: [run], during: [] },
			{ kind: 'wait', milliseconds: 120_000 },
		],
	};
}

const RIGHT = expect.objectContaining({
	lost: [],
	doubled: { comments: [], files: [], versions: [], parents: [] },
	disagreements: [],
	quietWrites: 0,
	failures: [],
});

describe('the oracle, where a workflow writes the comments', () => {
	it.each([
		['atOnce', false, 1],
		['late', true, 1],
		['lost', false, 1],
		['twice', false, 2],
		['twice', true, 2],
	] as const)(
		'C4, C20: an item that comes %s (confirmed: %s) makes what the workflow wrote, no more',
		async (kind, confirms, copies) => {
			const played = await play(history({ kind, confirms }));

			expect(played.world.records.record('1')?.comments).toHaveLength(copies);
			expect(judge(played)).toEqual(RIGHT);
		},
	);

	it('finds a sync that hands out again what is there', async () => {
		const verdict = await playAndJudge(history({ kind: 'atOnce', confirms: false }), unseenCopies);

		expect(verdict.doubled.comments).toEqual([expect.stringMatching(/times in source$/)]);
	});

	it('finds copies that come back to Jira because nothing tells them apart', async () => {
		const verdict = await playAndJudge(
			history({ kind: 'atOnce', confirms: false }),
			namelessCopies,
		);

		expect(verdict.doubled.comments).toContainEqual(expect.stringMatching(/times in jira$/));
	});
});

it('the oracle finds a planted fault: a POST that is repeated blindly', async () => {
	const base = history({ kind: 'atOnce', confirms: false });
	const wrong = async (call: number, planted = {}): Promise<boolean> => {
		const edit = {
			kind: 'thing',
			which: 0,
			side: 'source',
			record: 0,
			action: 'create',
			pick: 0,
		} as const;
		const fault = { call, kind: 'lostAfter' } as const;
		const run = {
			kind: 'sync',
			record: 0,
			fault,
			fate: { kind: 'atOnce', confirms: false },
			fresh: false,
		} as const;
		const told: History = {
			...base,
			steps: [
				{ kind: 'edit', edit },
				{ kind: 'runs', runs: [run], during: [] },
			],
		};
		return isWrong(figuresOf(told, await playAndJudge(told, planted)));
	};
	const calls = [1, 2, 3, 4, 5, 6, 7, 8];

	expect(await Promise.all(calls.map(async (call) => await wrong(call)))).not.toContain(true);
	expect(await Promise.all(calls.map(async (call) => await wrong(call, blindRetry)))).toContain(
		true,
	);
});
