import { ensureIssues } from '../../src/engine/ensure-issue';
import type { SyncReport } from '../../src/engine/reports';
import { syncOne } from '../../src/engine/sync-one';
import type { SyncSettings } from '../../src/sync/mapping';
import type { AttachmentRules } from '../../simulators/jira/site';
import { createRecordSystem } from '../../simulators/records';
import { COMMENT_RULES } from '../support/comment-pair';
import { FILE_RULES } from '../support/file-pair';
import { recordFilesOf } from '../support/record-files';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
} from '../support/story-world';

const BODY = 'See\n\n![](attachment:shot.png)';
const settings = (patterns: readonly string[] = []): SyncSettings => ({
	...SETTINGS,
	files: { ...FILE_RULES, patterns },
	comments: { ...COMMENT_RULES, direction: 'toJira', textFormat: 'markdown' },
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
});

/** A linked pair, and a record with a text, a comment and a file that both show. */
async function story(deployment: Deployment, chosen = settings(), rules: AttachmentRules = {}) {
	const world = createStoryWorld(deployment, 0, {}, { attachments: rules });
	await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	const key = world.site.issues()[0]?.key ?? '';
	const system = createRecordSystem({ now: world.clock.now });
	system.create('e1', world.record('e1').values);
	system.files.put('e1', 'shot.png', 'pixels');
	const comments = [{ id: 'c1', author: 'Ann', text: BODY, createdAt: 1 }];
	const written: unknown[] = [];
	const source = {
		read: async () => ({ values: { body: BODY, comments } }),
		write: async (_id: string, values: unknown) => void written.push(values),
		files: recordFilesOf(system.transport(), world.clock),
	};
	const sync = async (): Promise<SyncReport> => {
		world.clock.advance(5_000);
		world.requests();
		const how = { delivery: 'connected', dryRun: false, retryParked: false } as const;
		const record = world.record('e1');
		return await syncOne(world.process(), { record, issue: key, settings: chosen, source, ...how });
	};
	const issue = () => world.site.issue(key);
	return { world, sync, issue, written };
}

describe.each(DEPLOYMENTS)('images whose files come in the same run, on %s', (deployment) => {
	const shown = deployment === 'cloud' ? '"type":"file"' : '!shot.png';

	it('A22, L5: are shown at once, in fields and comments, without a warning, and silent afterwards', async () => {
		const { world, sync, issue, written } = await story(deployment);

		const report = await sync();

		expect(report.warnings).toEqual([]);
		expect(JSON.stringify(issue()?.fields['description'])).toContain(shown);
		expect(issue()?.comments.map((comment) => JSON.stringify(comment))).toEqual([
			expect.stringContaining(shown),
		]);
		const quiet = await sync();
		expect(quiet.wrote).toBe('nothing');
		expect(world.requests()).toEqual({ reads: 1, writes: 0 });
		expect(written).toEqual([]);
	});

	it('A22: of a file that is not copied, the name stands there, and all is silent', async () => {
		const { world, sync, issue, written } = await story(deployment, settings(['*.txt']));

		const report = await sync();

		expect(report.warnings.join()).toContain('"shot.png" is not attached');
		expect(JSON.stringify(issue()?.fields['description'])).not.toContain('"type":"file"');
		expect((await sync()).wrote).toBe('nothing');
		expect(world.requests().writes).toBe(0);
		expect(written).toEqual([]);
	});

	it('A22, A14: an upload that Jira refuses leaves the name, the next runs neither loop nor touch the record', async () => {
		const { world, sync, issue, written } = await story(deployment, settings(), { uploadLimit: 3 });

		const report = await sync();

		expect(report.warnings.join()).toContain('File "shot.png"');
		expect(JSON.stringify(issue()?.fields['description'])).not.toContain('"type":"file"');
		await sync();
		expect((await sync()).wrote).toBe('nothing');
		expect(world.requests().writes).toBe(0);
		expect(written).toEqual([]);
	});
});
