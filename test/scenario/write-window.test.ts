import type { Edit, Fate, History } from '../model/history';
import { play } from '../model/play';
import { windowsOf } from '../model/race';

const atOnce: Fate = { kind: 'atOnce', confirms: false };
const text = (side: Edit['side']): Edit => ({ kind: 'text', side, record: 0, field: 'title' });
const state = (pick: number): Edit => ({ kind: 'state', side: 'source', record: 0, pick });

const HISTORY: History = {
	deployment: 'cloud',
	delivery: 'connected',
	confirms: false,
	things: [],
	moves: false,
	automation: false,
	policy: 'preferJira',
	lagMs: 0,
	rewrites: false,
	linked: true,
	schedule: 0,
	steps: [],
	family: false,
};

/** The widest windows of one sync after some edits. */
async function windows(edits: readonly Edit[], changes: Partial<History> = {}) {
	const { effects } = await play({
		...HISTORY,
		...changes,
		steps: [
			...edits.map((edit) => ({ kind: 'edit' as const, edit })),
			{
				kind: 'runs',
				runs: [{ kind: 'sync', record: 0, fault: undefined, fate: atOnce, fresh: true }],
				during: [],
			},
		],
	});
	return windowsOf(effects);
}

/** docs/design/write-order.md, "The window": the table there is this one. */
describe.each(['cloud', 'dataCenter'] as const)(
	'calls between look and write, %s',
	(deployment) => {
		it.each`
			edited                      | edits                             | record | status | issue
			${'a text in Jira'}         | ${[text('jira')]}                 | ${0}   | ${0}   | ${0}
			${'a text on both sides'}   | ${[text('source'), text('jira')]} | ${1}   | ${0}   | ${0}
			${'a text of the record'}   | ${[text('source')]}               | ${0}   | ${0}   | ${2}
			${'a status, straight'}     | ${[state(2)]}                     | ${0}   | ${2}   | ${0}
			${'a status over another'}  | ${[state(1)]}                     | ${0}   | ${5}   | ${0}
			${'that status and a text'} | ${[state(1), text('source')]}     | ${0}   | ${5}   | ${7}
		`('$edited', async ({ edits, record, status, issue }) => {
			expect(await windows(edits, { deployment })).toEqual({ record, status, issue });
		});

		it('in workflow mode the window of the record is the whole run', async () => {
			const { record } = await windows([text('jira')], { deployment, delivery: 'workflow' });

			expect(record).toBeGreaterThan(1);
		});
	},
);
