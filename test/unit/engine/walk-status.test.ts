import { walkStatus } from '../../../src/engine/walk-status';
import type { IssueTracker } from '../../../src/engine/ports';
import type { IssueStatus, Transition } from '../../../src/model/issue';
import { serviceError } from '../../support/memory-tracker';

const status = (name: string, category: IssueStatus['category']): IssueStatus => ({
	id: name,
	name,
	category,
});
const TO_DO = status('To Do', 'new');
const DOING = status('In Progress', 'indeterminate');
const DONE = status('Done', 'done');
const to = (target: IssueStatus): Transition => ({
	id: target.id,
	name: `Go to ${target.name}`,
	to: target,
	fields: [],
});

/** A workflow To Do → In Progress → Done; `refuse` names the status that Jira refuses to enter. */
function workflow(refuse?: string) {
	let at = TO_DO;
	const tracker: Pick<IssueTracker, 'transitions' | 'transition'> = {
		transitions: async () => (at === TO_DO ? [to(DOING)] : at === DOING ? [to(DONE)] : []),
		transition: async (_id, hop) => {
			if (hop.to.name === refuse) throw serviceError('validation');
			at = hop.to;
		},
	};
	return tracker as IssueTracker;
}

const issue = { id: '1', key: 'ABC-1', status: TO_DO };
const goal = { targets: ['Done'], via: [], mayPass: ['In Progress'] };

describe('walkStatus', () => {
	it('walks through a status that may be passed', async () => {
		expect(await walkStatus(workflow(), issue, goal, {})).toEqual({
			kind: 'there',
			status: DONE,
			hops: 2,
		});
	});

	it('L8: stuck, it names what Jira offers and what to change', async () => {
		const walk = await walkStatus(workflow(), issue, { ...goal, mayPass: [] }, {});

		expect(walk).toMatchObject({ kind: 'stuck', hops: 0 });
		expect(walk).toMatchObject({
			reason: expect.stringMatching(/"Go to In Progress" to In Progress.*"Statuses to Pass"/),
		});
	});

	it('L8: a refusal on the way says where the issue stands now', async () => {
		await expect(walkStatus(workflow('Done'), issue, goal, {})).rejects.toMatchObject({
			message: 'Jira said validation',
			problems: [
				{ field: 'Already done', message: 'ABC-1 was moved to "In Progress" on the way.' },
			],
		});
	});

	it('a refusal of the first transition is passed on as it is', async () => {
		await expect(walkStatus(workflow('In Progress'), issue, goal, {})).rejects.toMatchObject({
			name: 'ServiceError',
		});
	});
});
