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

	it('L4: the run after one that died reports both values', () => {
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
		const note = { s: 'mine', j: 'theirs', kept: true };
		const fields = next.nextSnapshot.fields['title>summary'];
		expect(fields).toEqual({ s: 'theirs', j: 'theirs', disputed: note });
		expect(next.snapshotMoves).toBe(true);
	});

	describe('L4, M5: a run may die between its last write and its report, so that', () => {
		const decided = planSync(disputed, settings, CONNECTED).nextSnapshot.fields;
		const later = (title: string, summary: string) =>
			planSync(stateOf({ title }, { summary }, decided), settings, CONNECTED);

		it('each report shows both values, no conflict is counted twice, and nothing is written', () => {
			const { decisions, snapshotMoves } = later('theirs', 'theirs');

			expect(decisions['title>summary']).toEqual({
				kind: 'unchanged',
				row: 'M1',
				source: 'theirs',
				jira: 'theirs',
				disputed: { s: 'mine', j: 'theirs' },
			});
			expect(snapshotMoves).toBe(false);
		});

		it('the note goes when the field changes again', () => {
			const { decisions, nextSnapshot } = later('newer', 'theirs');

			expect(decisions['title>summary']).not.toHaveProperty('disputed');
			expect(nextSnapshot.fields['title>summary']).toEqual({ s: 'newer', j: 'newer' });
		});

		it('a further conflict replaces it', () => {
			const { nextSnapshot } = later('newer', 'newest');

			const note = { s: 'newer', j: 'newest', kept: true };
			expect(nextSnapshot.fields['title>summary']?.disputed).toEqual(note);
		});
	});

	it('cuts long texts: the note is for people to read', () => {
		const long = stateOf({ title: 'x'.repeat(5_000) }, { summary: 'y' }, base);
		const plan = planSync(long, syncSettings([mapping('title', 'summary')]), CONNECTED);

		const note = noteDisputed(plan, long.snapshot, ['title>summary']).fields['title>summary'];

		expect(String(note?.disputed?.s).length).toBeLessThanOrEqual(1_000);
	});
});
