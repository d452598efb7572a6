import { syncOne } from '../../../src/engine/sync-one';
import { commentPair, type RecordComment } from '../../support/comment-pair';
import { inWorkflow } from '../../support/linked-pair';

const IN_STEP = { reads: 1, writes: 0 };
const ROLE = { type: 'role', value: 'Administrators' };
const note = (text: string, more: Partial<RecordComment> = {}): RecordComment => ({
	id: 'a',
	text,
	author: 'Ann',
	internal: true,
	...more,
});

describe('syncOne, comments that not everybody may see', () => {
	it('C12: a restricted comment of Jira stays there', async () => {
		const world = await commentPair();
		world.say('secret', ROLE);

		const report = await world.run();

		expect(report.comments?.toSource).toEqual([]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C12: it leaves when that is allowed', async () => {
		const world = await commentPair({ includeRestricted: true });
		world.say('shared', ROLE);
		await world.run();

		expect(world.source[0]?.text).toContain('shared');
	});

	it('C12: words that were restricted after the copy was made stay in Jira', async () => {
		const world = await commentPair();
		const { id } = world.say('open');
		await world.run();
		await world.run();
		const { thread } = world.pair.world.store;
		thread.edit(world.pair.issue, id, { text: 'secret', visibility: ROLE });

		const report = await world.run();

		expect(report.comments?.lines).toMatchObject([{ action: 'kept', row: 'C12' }]);
		expect(JSON.stringify(world.source)).not.toContain('secret');
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it.each(['both', 'toSource'] as const)(
		'C12: a copy of the record’s comment that was restricted in Jira gives no words back (%s)',
		async (direction) => {
			const world = await commentPair({ direction, againstDirection: 'enforce' });
			const { id } = world.say('open');
			await world.run();
			await world.run();
			const { thread } = world.pair.world.store;
			thread.edit(world.pair.issue, id, { text: 'secret', visibility: ROLE });
			world.source[0] = { ...note('x', { internal: true }), id: world.source[0]?.id ?? '' };

			await world.run();

			expect(JSON.stringify(world.source)).not.toContain('secret');
		},
	);

	it('C13: an internal comment of the record stays there', async () => {
		const world = await commentPair();
		world.source.push(note('for us only'));
		await world.run();

		expect(world.texts()).toEqual([]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C13: it is copied for a role where the option names one, and stays restricted when it is edited', async () => {
		const world = await commentPair({ internal: { type: 'role', value: 'Administrators' } });
		world.source.push(note('for us only'));
		await world.run();
		world.source[0] = note('for us only, edited');
		await world.run();

		expect(world.jira()).toMatchObject([
			{ text: 'Ann in Backtrace:\n\nfor us only, edited', restricted: true, visibility: ROLE },
		]);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('an edit from the record keeps the restriction that somebody set in Jira', async () => {
		const world = await commentPair();
		world.source.push(note('open', { internal: false }));
		await world.run();
		const [copy] = world.jira();
		const { thread } = world.pair.world.store;
		thread.edit(world.pair.issue, copy?.id ?? '', { visibility: ROLE });
		world.source[0] = note('edited', { internal: false });
		await world.run();

		expect(world.jira()).toMatchObject([
			{ restricted: true, text: expect.stringContaining('edited') },
		]);
	});

	it.each([
		{ direction: 'toJira' as const, inJira: 2, inSource: 1 },
		{ direction: 'toSource' as const, inJira: 1, inSource: 2 },
	])('$direction copies one way only', async ({ direction, inJira, inSource }) => {
		const world = await commentPair({ direction });
		world.source.push(note('from the record', { internal: false }));
		world.say('from Jira');
		await world.run();
		await world.run();

		expect(world.texts()).toHaveLength(inJira);
		expect(world.source).toHaveLength(inSource);
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it('C1: a record that says nothing of comments deletes none', async () => {
		const world = await commentPair();
		world.source.push(note('x', { internal: false }));
		await world.run();
		const { record } = world.pair.request();
		const { comments: _gone, ...values } = record.values;

		const { pair } = world;
		const request = inWorkflow(pair, { record: { ...record, values } });
		const report = await syncOne(pair.world.worker(), request);

		expect(report.comments).toBeUndefined();
		expect(world.texts()).toHaveLength(1);
	});

	it('L12: a dry run shows what would be done and does nothing', async () => {
		const world = await commentPair();
		world.source.push(note('x', { internal: false }));
		world.say('from Jira');

		const report = await world.run({ request: { dryRun: true }, lost: true });

		expect(report.comments?.lines.map(({ to }) => to)).toEqual(['jira', 'source']);
		expect(world.texts()).toEqual(['from Jira']);
	});
});
