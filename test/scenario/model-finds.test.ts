import type { SyncSettings } from '../../src/sync/mapping';
import { mapping, syncSettings, type Worker } from '../support/engine-world';
import { linkedPair, type LinkedPair } from '../support/linked-pair';
import type { Workflow } from '../support/memory-store';

const START = { title: 'Crash', state: 'open' };

/** Stories that `npm run model` found random histories for, told in their shortest form. */
describe('what the model found', () => {
	const workflow: Workflow = {
		'To Do': { category: 'new', to: ['In Progress'] },
		'In Progress': { category: 'indeterminate', to: ['Done'] },
		Done: { category: 'done', to: ['In Progress'] },
	};
	const settings: SyncSettings = {
		...syncSettings([mapping('state', 'status')]),
		status: {
			rows: [
				{ source: ['open'], jira: ['To Do', 'In Progress'] },
				{ source: ['resolved'], jira: ['Done'] },
			],
			via: [],
			screenFields: {},
		},
	};

	/** A worker that something happens to just before it asks for the first transitions. */
	function interrupted(pair: LinkedPair, happen: () => Promise<void>): Worker {
		const worker = pair.world.worker();
		let due = true;
		const { transitions } = worker.tracker;
		const interruption = async (id: string) => {
			const now = due;
			due = false;
			if (now) await happen();
			return await transitions(id);
		};
		return { ...worker, tracker: { ...worker.tracker, transitions: interruption } };
	}

	it('S2, L4: a run does not walk an issue away that another run has just brought to its goal', async () => {
		const pair = await linkedPair(START, settings, { workflow });
		pair.values['state'] = 'resolved';
		const late = interrupted(pair, async () => void (await pair.sync()));

		const report = await pair.sync(late);

		expect(pair.issue.status).toBe('Done');
		expect(report.warnings).toEqual([]);
		expect(late.tracker.calls).not.toContain('transition');
		await pair.sync();
		expect(pair.values['state']).toBe('resolved');
	});

	it('S2, L4: a run does not walk an issue on that a person has just moved', async () => {
		const elsewhere: Workflow = { ...workflow, Dropped: { category: 'done', to: ['In Progress'] } };
		const pair = await linkedPair(START, settings, { workflow: elsewhere });
		pair.values['state'] = 'resolved';
		const late = interrupted(pair, async () =>
			pair.world.store.edit(pair.issue.id, { status: 'Dropped' }),
		);

		await expect(pair.sync(late)).rejects.toThrow(
			'ABC-1 was moved to "Dropped" while it was synced. The next run goes on from there.',
		);

		expect(pair.issue.status).toBe('Dropped');
	});
});
