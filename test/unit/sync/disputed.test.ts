import { noteDisputed, overwrittenFields } from '../../../src/sync/disputed';
import { planSync } from '../../../src/sync/plan';
import { mapping, syncSettings } from '../../support/engine-world';
import { CONNECTED, stateOf } from '../../support/plan-state';

const settings = syncSettings([
	mapping('title', 'summary', { onConflict: 'preferJira' }),
	mapping('text', 'description'),
]);
const base = { 'title>summary': { s: 'a', j: 'a' }, 'text>description': { s: 'a', j: 'a' } };
const disputed = stateOf(
	{ title: 'mine', text: 'mine' },
	{ summary: 'theirs', description: 'theirs' },
	base,
);

describe('a conflict is noted before one of its values is overwritten', () => {
	it('names only what a policy decides', () => {
		const plan = planSync(disputed, settings, CONNECTED);

		expect(overwrittenFields(plan)).toEqual(['title>summary']);
		expect(noteDisputed(plan, disputed.snapshot, ['title>summary']).fields).toEqual({
			...base,
			'title>summary': { s: 'a', j: 'a', disputed: { s: 'mine', j: 'theirs' } },
		});
	});

	it('L4: the run after one that died reports both values, and forgets the note', () => {
		const plan = planSync(disputed, settings, CONNECTED);
		const snapshot = noteDisputed(plan, disputed.snapshot, ['title>summary']);
		const half = stateOf({ title: 'theirs' }, { summary: 'theirs' }, snapshot.fields);

		const next = planSync(half, settings, CONNECTED);

		expect(next.decisions['title>summary']).toMatchObject({
			kind: 'converged',
			conflict: true,
			disputed: { s: 'mine', j: 'theirs' },
			reason: expect.stringContaining('did not finish'),
		});
		expect(next.nextSnapshot.fields['title>summary']).toEqual({ s: 'theirs', j: 'theirs' });
		expect(next.snapshotMoves).toBe(true);
	});

	it('cuts long texts: the note is for people to read', () => {
		const long = stateOf({ title: 'x'.repeat(5_000) }, { summary: 'y' }, base);
		const plan = planSync(long, syncSettings([mapping('title', 'summary')]), CONNECTED);

		const note = noteDisputed(plan, long.snapshot, ['title>summary']).fields['title>summary'];

		expect(String(note?.disputed?.s).length).toBeLessThanOrEqual(1_000);
	});
});
