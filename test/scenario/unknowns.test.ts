import { ensureIssues } from '../../src/engine/ensure-issue';
import { isObject } from '../../src/model/decode';
import { EMPTY_DELIVERY_LOG } from '../../src/webhook/dedupe';
import { receiveJiraDelivery } from '../../src/webhook/receive';
import { UNKNOWN_CHOICES, type Unknowns } from '../../simulators/jira';
import { clientOf } from '../support/jira-site-client';
import { createStoryWorld, DEPLOYMENTS, ENSURE, type StoryWorld } from '../support/story-world';

/**
 * What is not known about Jira goes both ways: the same short story of a pair for every choice that the simulated site
 * has. What a choice changes besides is told in unknown-refusals.test.ts.
 */
type Choice = readonly [keyof Unknowns, Partial<Unknowns>];

const CHOICES: readonly Choice[] = Object.entries(UNKNOWN_CHOICES).flatMap(([name, values]) =>
	values.map((value): Choice => [name as keyof Unknowns, { [name]: value }]),
);

const SECRET = 'a long secret';
const HOOK = { name: 'n8n', url: 'http://127.0.0.1:1/hook', events: ['jira:issue_updated'] };

async function ensure(world: StoryWorld): Promise<unknown> {
	const [report] = await ensureIssues(world.process(), [world.record('e1')], ENSURE);
	return report?.kind;
}

/** The one issue of the record, linked by its property. */
function theIssue(world: StoryWorld) {
	const [issue, ...more] = world.site.issues();
	const property = issue?.properties['n8n-jira-sync.default'];
	expect(more).toEqual([]);
	expect(property).toMatchObject({ link: { recordId: 'e1' } });
	return { key: issue?.key ?? '', title: issue?.fields['summary'] };
}

/** Changes seen by the trigger, out of deliveries whose signature holds. */
function changesIn(world: StoryWorld): readonly unknown[] {
	return world.site.deliveries.flatMap(({ headers, body }) => {
		const delivery = { rawBody: Buffer.from(body), headers };
		const proof = { kind: 'signature', secrets: [SECRET] } as const;
		const { events } = receiveJiraDelivery(delivery, proof, {}, EMPTY_DELIVERY_LOG);
		return events.flatMap(({ changes }) => changes.map(({ field }) => field.toLowerCase()));
	});
}

describe.each(DEPLOYMENTS)('whatever Jira turns out to do, %s', (deployment) => {
	it.each(CHOICES)(
		'%s %j: one issue, in step both ways, found by search',
		async (_name, unknowns) => {
			const world = createStoryWorld(deployment, 0, unknowns);
			expect(await ensure(world)).toBe('created');
			world.clock.advance(5_000);
			expect(await ensure(world)).toBe('found');
			const engine = world.process();
			await world.sync(engine, 'e1');

			world.edit('e1', { title: 'From the source' });
			await world.sync(engine, 'e1');
			const { key, title } = theIssue(world);
			await world.site.asUser('kim').edit(key, { summary: 'From Jira' });
			world.clock.advance(5_000);
			const report = await world.sync(engine, 'e1');

			expect(title).toBe('From the source');
			expect(report.toSource).toEqual({ title: 'From Jira' });
			const what = { fields: ['summary'], properties: [] };
			const found = await clientOf(world.site).search(`key = ${key}`, what, 10);
			expect(found).toMatchObject([{ fields: { summary: 'From Jira' } }]);
			expect(world.site.unmodelled).toEqual([]);
		},
	);

	it.each(CHOICES)(
		'%s %j: a webhook tells of a change, or that it is not signed',
		async (_name, unknowns) => {
			const world = createStoryWorld(deployment, 0, unknowns);
			const hooks = await clientOf(world.site, 'admin').webhooks();
			const made = await hooks.register({ ...HOOK, jql: 'project = CRASH', secret: SECRET });
			const key = await world.site.asUser('kim').create('CRASH', 'Bug', { summary: 'One' });

			await world.site.asUser('kim').edit(key, { summary: 'Two' });
			await world.site.idle();

			const unsigned = deployment === 'dataCenter' && unknowns.webhookSecret === 'dropped';
			expect(made.signed).toBe(!unsigned);
			expect(isObject(world.site.deliveries[0])).toBe(true);
			expect(changesIn(world)).toEqual(unsigned ? [] : ['summary']);
		},
	);
});
