import { ensureIssues } from '../../src/engine/ensure-issue';
import type { JsonValue } from '../../src/model/json';
import type { SyncReport } from '../../src/engine/reports';
import type { SyncSettings } from '../../src/sync/mapping';
import type { Unknowns } from '../../simulators/jira';
import { attachFile } from '../support/attach-file';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
} from '../support/story-world';

const settings: SyncSettings = {
	...SETTINGS,
	mappings: [
		{
			source: 'body',
			jira: 'description',
			textFormat: 'markdown',
			direction: 'both',
			onConflict: 'ask',
			onLinking: 'source',
			againstDirection: 'leave',
		},
	],
};

/** A linked pair whose issue has a file. */
async function story(deployment: Deployment, unknowns: Partial<Unknowns> = {}) {
	const world = createStoryWorld(deployment, 0, unknowns);
	await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	const { key, id } = world.site.issues()[0] ?? { key: '', id: '' };
	const file = await attachFile(world.site, deployment, key, 'shot.png');
	const engine = world.process();
	const sync = async (): Promise<SyncReport> => {
		world.clock.advance(5_000);
		return await world.sync(engine, 'e1', settings);
	};
	const description = (): JsonValue =>
		world.site.issue(key)?.fields['description'] as unknown as JsonValue;
	const asked = (): number =>
		world.site.requests.filter(({ path }) => path.includes('/attachment/content/')).length;
	return { world, key, id, file, sync, description, asked };
}

const IMAGE = 'Before\n\n![The crash](attachment:shot.png)\n\nAfter';

describe.each(DEPLOYMENTS)('images by attachment on %s', (deployment) => {
	const isCloud = deployment === 'cloud';

	it('T12, L5, L7: is shown, asked for once, and silent afterwards', async () => {
		const { world, file, sync, description, asked } = await story(deployment);
		world.edit('e1', { body: IMAGE });

		const report = await sync();

		const shown = isCloud
			? `"id":"5e1f0000-0000-4000-8000-${file.padStart(12, '0')}"`
			: '!shot.png';
		expect(JSON.stringify(description())).toContain(shown);
		expect(report.warnings).toEqual([]);
		expect(asked()).toBe(isCloud ? 1 : 0);
		world.requests();
		const quiet = await sync();
		expect(quiet.decisions['body>description']?.kind).toBe('unchanged');
		expect(world.requests().writes).toBe(0);
		expect(world.record('e1').values['body']).toBe(IMAGE);
	});

	it('T23, L7: an edit beside it keeps it, and asks for nothing more', async () => {
		const { world, key, sync, description, asked } = await story(deployment);
		world.edit('e1', { body: IMAGE });
		await sync();
		const before = JSON.stringify(description());
		world.requests();

		world.edit('e1', { body: IMAGE.replace('After', 'Afterwards') });
		await sync();

		expect(JSON.stringify(description())).toBe(before.replace('After', 'Afterwards'));
		expect(asked()).toBe(0);
		await world.site.asUser('kim').edit(key, {
			description: JSON.parse(JSON.stringify(description()).replace('Before', 'By Kim')) as unknown,
		});
		await sync();
		expect(world.record('e1').values['body']).toBe(
			IMAGE.replace('After', 'Afterwards').replace('Before', 'By Kim'),
		);
	});

	it('a file that comes later is shown then', async () => {
		const { world, key, sync, description } = await story(deployment);
		world.edit('e1', { body: '![](attachment:later.png)' });

		const report = await sync();

		expect(report.warnings.join()).toContain('"later.png" is not attached');
		expect(world.record('e1').values['body']).toBe('![](attachment:later.png)');
		expect((await sync()).wrote).toBe('nothing');
		const file = await attachFile(world.site, deployment, key, 'later.png');
		await sync();
		expect(JSON.stringify(description())).toContain(isCloud ? file : '!later.png!');
		expect((await sync()).wrote).toBe('nothing');
		expect(world.record('e1').values['body']).toBe('![](attachment:later.png)');
	});

	it('L5: where Jira does not tell the media id, it is a link, and stays an image in the record', async () => {
		const { world, file, sync, description } = await story(deployment, {
			attachmentRedirect: 'elsewhere',
		});
		world.edit('e1', { body: IMAGE });

		const report = await sync();

		expect(JSON.stringify(description())).toContain(
			isCloud ? `/attachment/content/${file}` : '!shot.png',
		);
		expect(report.warnings).toHaveLength(isCloud ? 1 : 0);
		expect((await sync()).wrote).toBe('nothing');
		expect(world.record('e1').values['body']).toBe(IMAGE);
	});

	it('L7: a text without an image asks for nothing', async () => {
		const { world, sync, asked } = await story(deployment);
		world.edit('e1', { body: 'words' });
		await sync();
		world.edit('e1', { body: 'attachment: none' });
		world.requests();

		await sync();

		expect(asked()).toBe(0);
		expect(world.requests().writes).toBe(1);
	});

	it('L7: costs one read more than the same text without it on Cloud, nothing more on Data Center', async () => {
		const counts: { reads: number; writes: number }[] = [];
		for (const body of ['Before\n\nAfter', IMAGE]) {
			const { world, sync } = await story(deployment);
			world.edit('e1', { body: 'words' });
			await sync();
			world.edit('e1', { body });
			world.requests();
			await sync();
			counts.push(world.requests());
		}

		const [without = { reads: 0, writes: 0 }, shown] = counts;
		expect(shown).toEqual({ ...without, reads: without.reads + (isCloud ? 1 : 0) });
		expect(without).toEqual({ reads: 2, writes: 1 });
	});

	it('a comment and an update by hand show it as well', async () => {
		const { world, id, asked, description } = await story(deployment);
		const { tracker } = world.process();
		world.requests();

		const written = await tracker.createComment(id, {
			text: '![](attachment:shot.png)',
			format: 'markdown',
		});
		await tracker.editIssue(id, {
			fields: { description: { format: 'markdown', text: IMAGE } },
		});

		expect(JSON.stringify(written.body)).toContain(isCloud ? '"type":"file"' : '!shot.png!');
		expect(JSON.stringify(description())).toContain(isCloud ? '"type":"file"' : '!shot.png');
		expect(written.warnings).toEqual([]);
		expect(asked()).toBe(isCloud ? 1 : 0);
	});
});

it('T23: media that the record cannot see survive edits from both sides, on Cloud', async () => {
	const { world, key, file, sync, description } = await story('cloud');
	const media = {
		type: 'file',
		id: `5e1f0000-0000-4000-8000-${file.padStart(12, '0')}`,
		collection: '',
	};
	const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] });
	const unseen = [
		{
			type: 'mediaSingle',
			attrs: { layout: 'center' },
			content: [{ type: 'media', attrs: media }],
		},
		{ type: 'mediaGroup', content: [{ type: 'media', attrs: media }] },
	];
	world.edit('e1', { body: 'One\n\nTwo' });
	await sync();
	await world.site.asUser('kim').edit(key, {
		description: {
			type: 'doc',
			version: 1,
			content: [paragraph('One'), ...unseen, paragraph('Two, by Kim')],
		},
	});
	await sync();
	expect(world.record('e1').values['body']).toBe('One\n\nTwo, by Kim');
	await sync();

	world.edit('e1', { body: 'One, edited\n\nTwo, by Kim' });
	await sync();

	expect(description()).toMatchObject({
		content: [paragraph('One, edited'), ...unseen, paragraph('Two, by Kim')],
	});
});
