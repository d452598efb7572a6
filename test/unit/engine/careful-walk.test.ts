import { walkCarefully } from '../../../src/engine/careful-walk';
import type { IssueStatus, JiraIssue } from '../../../src/model/issue';
import { serviceError } from '../../support/memory-tracker';
import { issueWith } from '../../support/plan-state';

const TO_DO: IssueStatus = { id: '1', name: 'To Do', category: 'new' };
const DONE: IssueStatus = { id: '2', name: 'Done', category: 'done' };
const DROPPED: IssueStatus = { id: '3', name: 'Dropped', category: 'done' };
const goal = { targets: ['Done'], via: [], mayPass: [] };

/** A transition to Done is offered and refused; by then the issue stands at `meanwhile`. */
async function refusedWalk(meanwhile: IssueStatus) {
	const reads: string[] = [];
	const issue: JiraIssue = { ...issueWith({}), status: TO_DO };
	const tracker = {
		transitions: async () => [{ id: '11', name: 'Close', to: DONE, fields: [] }],
		transition: async () => {
			throw serviceError('validation');
		},
		readIssue: async (id: string) => {
			reads.push(id);
			return { ...issue, status: meanwhile };
		},
	};
	return { reads, walk: walkCarefully(tracker, issue, goal, {}) };
}

describe('a refusal while another run may walk the same issue', () => {
	it('S2, L4: the other run has brought it to its goal: that is the end', async () => {
		const { walk } = await refusedWalk(DONE);

		expect(await walk).toEqual({ kind: 'there', status: DONE, hops: 0 });
	});

	it('S2, L4: it was moved elsewhere: an edit, about which the next run decides', async () => {
		const { walk } = await refusedWalk(DROPPED);

		await expect(walk).rejects.toThrow('ABC-1 was moved to "Dropped" while it was synced');
	});

	it('G10: it stands where it stood: a validator refused', async () => {
		const { walk, reads } = await refusedWalk(TO_DO);

		expect(await walk).toMatchObject({ kind: 'stuck', status: TO_DO });
		expect(reads).toHaveLength(1);
	});
});
