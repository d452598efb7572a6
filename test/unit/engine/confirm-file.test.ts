import type { ConfirmReport } from '../../../src/engine/confirm';
import { confirmFileDelivery } from '../../../src/engine/confirm-file';
import type { SourceFileAction } from '../../../src/sync/files/plan-files';
import { filePair, type FilePair } from '../../support/file-pair';

/** The workflow says that it wrote an action, and which id the source gave. */
async function confirm(
	{ pair }: FilePair,
	{ action, id, attachmentId }: Pick<SourceFileAction, 'action' | 'id' | 'attachmentId'>,
	made = '',
): Promise<ConfirmReport> {
	const { record } = pair.request();
	return await confirmFileDelivery(pair.world.worker(), {
		record,
		issue: pair.issue.id,
		profile: 'default',
		file: { action, jiraId: attachmentId, id: id ?? made },
	});
}

async function handOut(world: FilePair): Promise<SourceFileAction> {
	const [action] = (await world.run({ lost: true })).files?.toSource ?? [];
	if (action === undefined) throw new Error('nothing was handed out');
	return action;
}

const IN_STEP = { reads: 1, writes: 0 };

/** docs/design/attachments.md, row A23. */
describe('confirmFileDelivery (row A23)', () => {
	it('links a new file by the id that the source gave: no second copy, whatever the source made of it', async () => {
		const world = await filePair();
		const { id } = world.attach('log.txt', 'from Jira');
		const action = await handOut(world);

		const report = await confirm(world, action, 'f-1');

		expect(report).toEqual(
			expect.objectContaining({ kind: 'confirmed', confirmed: [`attachment ${id}`] }),
		);
		// A list that was read before the delivery: nothing is taken for deleted, nothing is handed out.
		expect((await world.run({ lost: true })).files).toEqual(
			expect.objectContaining({ lines: [], toSource: [] }),
		);
		world.source.push({ id: 'f-1', name: 'renamed.txt', content: 'rewritten by the source' });
		await world.run();
		expect(await world.quiet()).toEqual(IN_STEP);
		expect(world.contents()).toEqual(['from Jira']);
		expect(world.source.map(({ name }) => name)).toEqual(['renamed.txt']);
	});

	it('A8: a confirmed copy is deleted with its original', async () => {
		const world = await filePair();
		const { id } = world.attach('log.txt', 'from Jira');
		await confirm(world, await handOut(world), 'f-1');
		world.source.push({ id: 'f-1', name: 'log.txt', content: 'from Jira' });
		await world.run();
		world.detach(id);

		await world.run();

		expect(world.source).toEqual([]);
	});

	it('a deletion is confirmed, and a second confirmation of a new file is no news', async () => {
		const world = await filePair();
		const { id } = world.attach('log.txt', 'from Jira');
		const action = await handOut(world);
		await confirm(world, action, 'f-1');
		expect((await confirm(world, action, 'f-1')).kind).toBe('nothingSent');
		world.source.push({ id: 'f-1', name: 'log.txt', content: 'from Jira' });
		await world.run();
		world.detach(id);
		const deletion = await handOut(world);

		const report = await confirm(world, deletion);

		expect(report.confirmed).toEqual([`attachment ${id}`]);
		world.source.length = 0;
		await world.run();
		expect(await world.quiet()).toEqual(IN_STEP);
	});

	it.each([
		['a deletion that was not handed out', { action: 'delete', id: 'f-1' }],
		['a file that Jira has not', { action: 'create', attachmentId: '99' }],
	] as const)('%s is none that was handed out', async (_name, changes) => {
		const world = await filePair();
		const { id } = world.attach('log.txt', 'from Jira');
		await handOut(world);

		const report = await confirm(world, { attachmentId: id, ...changes }, 'f-1');

		expect(report.kind).toBe('nothingSent');
	});

	it('a table of a newer version, and an issue that is not linked, are left alone', async () => {
		const world = await filePair();
		const { id } = world.attach('log.txt', 'from Jira');
		await handOut(world);
		const key = 'n8n-jira-sync.default.files';
		const { properties } = world.pair.issue;
		const table = properties[key] as object;
		properties[key] = { ...table, format: 9 };
		expect((await confirm(world, { action: 'create', attachmentId: id }, 'f-1')).kind).toBe(
			'nothingSent',
		);
		delete properties['n8n-jira-sync.default'];

		const report = await confirm(world, { action: 'create', attachmentId: id }, 'f-1');

		expect(report).toEqual({ kind: 'notLinked', confirmed: [] });
	});
});
