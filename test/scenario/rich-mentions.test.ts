import { ensureIssues } from '../../src/engine/ensure-issue';
import type { JsonValue } from '../../src/model/json';
import type { SyncReport } from '../../src/engine/reports';
import type { SyncSettings } from '../../src/sync/mapping';
import { COMMENT_RULES } from '../support/comment-pair';
import {
	createStoryWorld,
	DEPLOYMENTS,
	ENSURE,
	SETTINGS,
	type Deployment,
} from '../support/story-world';

const KIM = '[@Kim](mailto:kim@example.com)';

function settings(changes: Partial<SyncSettings>): SyncSettings {
	const mapping = {
		source: 'body',
		jira: 'description',
		textFormat: 'markdown',
		direction: 'both',
		onConflict: 'ask',
		onLinking: 'source',
		againstDirection: 'leave',
	} as const;
	return { ...SETTINGS, mappings: [mapping], ...changes };
}

/** A linked pair whose texts may mention people. */
async function story(
	deployment: Deployment,
	changes: Partial<SyncSettings> = { mentions: 'real' },
) {
	const world = createStoryWorld(deployment);
	await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	world.clock.advance(5_000);
	const { key, id } = world.site.issues()[0] ?? { key: '', id: '' };
	world.edit('e1', { body: 'words', comments: [] });
	const engine = world.process();
	const sync = async (): Promise<SyncReport> => {
		world.clock.advance(5_000);
		return await world.sync(engine, 'e1', settings(changes));
	};
	await sync();
	const [kim] = await engine.tracker.findUsers('kim@example.com');
	const kimId = kim?.accountId ?? kim?.name ?? '';
	const description = (): JsonValue =>
		world.site.issue(key)?.fields['description'] as unknown as JsonValue;
	return {
		...{ world, key, id, engine, sync, description },
		mention: deployment === 'cloud' ? `"mention","attrs":{"id":"${kimId}"` : `[~${kimId}]`,
		searches: () =>
			world.site.requests.filter(({ path }) => /\/user(\/search)?$/.test(path)).length,
		body: () => world.record('e1').values['body'],
	};
}

describe.each(DEPLOYMENTS)('mentions on %s', (deployment) => {
	it('T24, L5, L7: a link to a person mentions them; nobody is looked for again while nothing changes', async () => {
		const { world, engine, sync, description, mention, body, searches } = await story(deployment);
		world.edit('e1', { body: `Ask ${KIM} about it` });
		await sync();

		expect(JSON.stringify(description())).toContain(mention);
		world.requests();
		const other = { ...engine, tracker: world.process().tracker };
		const quiet = await world.sync(other, 'e1', settings({ mentions: 'real' }));
		expect(quiet.decisions['body>description']?.kind).toBe('unchanged');
		expect(searches()).toBe(0);
		expect(world.requests().writes).toBe(0);
		expect(body()).toBe(`Ask ${KIM} about it`);
	});

	it('an edit of another paragraph in Jira keeps the person in the record', async () => {
		const { world, key, sync, description, body } = await story(deployment);
		world.edit('e1', { body: `Ask ${KIM}\n\nBefore` });
		await sync();
		const edited = JSON.stringify(description()).replace('Before', 'After');
		await world.site.asUser('bob').edit(key, { description: JSON.parse(edited) as unknown });
		await sync();

		expect(body()).toMatch(/^Ask \[@Kim[^\]]*\]\(mailto:kim@example\.com\)\n\nAfter$/);
		const quiet = await sync();
		expect(quiet.wrote).not.toBe('issue');
		expect((await sync()).wrote).toBe('nothing');
	});

	it.each([
		['the option is off', {}, KIM],
		['nobody has the address', { mentions: 'real' }, '[@Kim](mailto:nobody@example.com)'],
		['it is plain words', { mentions: 'real' }, '@kim @Kim [~kim] [~accountid:kim]'],
		['it is code', { mentions: 'real' }, '`[@Kim](mailto:kim@example.com)`'],
		['the link has other words', { mentions: 'real' }, '[Kim](mailto:kim@example.com)'],
	] as const)('L9: mentions nobody where %s', async (_why, changes, text) => {
		const { world, sync, description, body } = await story(deployment, changes);
		world.edit('e1', { body: text });
		await sync();

		const held = JSON.stringify(description());
		expect(held.toLowerCase()).toContain('kim');
		expect(held).not.toContain(deployment === 'cloud' ? '"mention"' : '[~');
		expect((await sync()).wrote).toBe('nothing');
		expect(body()).toBe(text);
	});

	it('the fallback user for assigning is never mentioned in another’s place', async () => {
		const { world, sync, description } = await story(deployment, {
			mentions: 'real',
			assignee: { ...SETTINGS.assignee, unmatched: { fallback: 'kim@example.com' } },
		});
		world.edit('e1', { body: '[@Pat](mailto:nobody@example.com)' });
		await sync();

		expect(JSON.stringify(description())).toContain('mailto:nobody@example.com');
	});

	it('a comment mentions as well', async () => {
		const { world, id, sync, engine, mention } = await story(deployment, {
			mentions: 'real',
			comments: { ...COMMENT_RULES, textFormat: 'markdown', mentions: SETTINGS.assignee },
		});
		world.edit('e1', { comments: [{ id: 'a', text: `Ask ${KIM}` }] });
		await sync();

		const [comment] = await engine.tracker.commentThread(id);
		expect(JSON.stringify(comment?.body)).toContain(mention);
		expect((await sync()).wrote).toBe('nothing');
	});

	it('L9: a hole of a template never mentions', async () => {
		const { world } = await story(deployment);
		world.edit('e2', { who: 'Kim', address: 'kim@example.com', body: KIM });
		const body = '$body [@${who}](mailto:${address})';
		await ensureIssues(world.process(), [world.record('e2')], {
			...ENSURE,
			template: { ...ENSURE.template, body, bodyFormat: 'markdown' },
		});

		const made = JSON.stringify(world.site.issues().map(({ fields }) => fields['description']));
		expect(made).toContain('mailto:kim');
		expect(made).not.toContain(deployment === 'cloud' ? '"mention"' : '[~');
	});
});
