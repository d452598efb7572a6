import { unlinkPair } from '../../src/engine/link';
import { createFamily, familySettings } from '../support/family';
import { DEPLOYMENTS } from '../support/story-world';

describe.each(DEPLOYMENTS)('hierarchy on %s', (deployment) => {
	/** An epic with a feature with a requirement, given in the wrong order. */
	const family = () => {
		const made = createFamily(deployment);
		made.put('r1', 'requirement', 'f1');
		made.put('f1', 'feature', 'e1');
		made.put('e1', 'epic', null);
		return made;
	};

	it('H6, H1 to H3: one run makes the whole family, parents first, each in its own field', async () => {
		const { run, above, key, world, report } = family();
		const first = await run();

		expect(first.counts).toMatchObject({ created: 3, failed: 0 });
		expect(await above('f1')).toBe(key('e1'));
		expect(await above('r1')).toBe(key('f1'));
		expect(await above('e1')).toBeNull();
		expect(report(first, 'r1').warnings).toEqual([]);
		expect(
			first.pairs.map((pair) => (pair.kind === 'synced' ? pair.report.record.id : '')),
		).toEqual(['r1', 'f1', 'e1']);
		world.requests();
		const second = await run();
		expect(second.counts).toMatchObject({ unchanged: 3 });
		expect(world.requests().writes).toBe(0);
		expect(world.site.unmodelled).toEqual([]);
	});

	it('L7: a family in step costs no request for its parents', async () => {
		const { run, world } = family();
		await run();
		await run();
		const engine = world.process();
		world.requests();
		await run(familySettings(), engine);
		const withParents = world.requests().reads;

		const { hierarchy: _hierarchy, ...plain } = familySettings();
		const titles = { ...plain, mappings: plain.mappings.slice(1) };
		await run(titles, world.process());
		const without = world.requests().reads;
		// Data Center asks once an execution which field is Epic Link.
		expect(withParents - without).toBe(deployment === 'cloud' ? 0 : 1);
	});

	it('M3: a record that moves takes its issue along; M4: an issue that moves takes its record along', async () => {
		const { run, put, above, key, record, world } = family();
		put('e2', 'epic', null);
		put('f2', 'feature', 'e2');
		await run();
		put('f1', 'feature', 'e2');
		await run();
		expect(await above('f1')).toBe(key('e2'));

		const { tracker } = world.process();
		const field = (await tracker.parentFields()).at(-1) ?? '';
		const id = world.site.issue(key('f1'))?.id ?? '';
		await tracker.editIssue(id, { fields: { [field]: key('e1') } });
		await run();
		expect(record('f1').values['parent']).toBe('e1');
		world.requests();
		await run();
		await run();
		expect(record('f1').values['parent']).toBe('e1');
		expect(await above('f1')).toBe(key('e1'));
	});

	it('M4: taken out of its epic in Jira, the record has no parent; M3: and back', async () => {
		const { run, put, above, key, record, world } = family();
		await run();
		const { tracker } = world.process();
		const field = (await tracker.parentFields()).at(-1) ?? '';
		await tracker.editIssue(world.site.issue(key('f1'))?.id ?? '', { fields: { [field]: null } });
		await run();
		expect(record('f1').values['parent']).toBeNull();
		await run();
		put('f1', 'feature', 'e1');
		await run();
		expect(await above('f1')).toBe(key('e1'));
		put('f1', 'feature', null);
		await run();
		expect(await above('f1')).toBeNull();
	});

	it('M5: both sides moved: the policy decides, and the loser is in the report', async () => {
		const { run, put, above, key, record, report, world } = family();
		for (const id of ['e2', 'e3']) put(id, 'epic', null);
		await run();
		put('f1', 'feature', 'e2');
		const { tracker } = world.process();
		const field = (await tracker.parentFields()).at(-1) ?? '';
		await tracker.editIssue(world.site.issue(key('f1'))?.id ?? '', {
			fields: { [field]: key('e3') },
		});
		const settled = await run();
		expect(report(settled, 'f1')).toMatchObject({
			conflicts: ['parent>parentRecord'],
			toSource: { parent: 'e3' },
			decisions: { 'parent>parentRecord': { row: 'M5', source: 'e2', jira: key('e3') } },
		});
		expect(record('f1').values['parent']).toBe('e3');
		expect(await above('f1')).toBe(key('e3'));
	});

	it('H5: put below an issue that belongs to no record: reported, and left there', async () => {
		const { run, above, key, record, report, world } = family();
		await run();
		const { tracker } = world.process();
		const stranger = await tracker.createIssue({
			project: 'ALL',
			issueType: 'Epic',
			fields: { summary: 'Nobody knows me' },
			properties: {},
			nameEpic: true,
		});
		const field = (await tracker.parentFields()).at(-1) ?? '';
		await tracker.editIssue(world.site.issue(key('f1'))?.id ?? '', {
			fields: { [field]: stranger.key },
		});
		const moved = await run();
		expect(report(moved, 'f1').warnings.join()).toContain(
			`was put below ${stranger.key}, which belongs to no record`,
		);
		expect(await above('f1')).toBe(stranger.key);
		expect(record('f1').values['parent']).toBe('e1');
	});

	it('H7: a parent without an issue: a standard issue is made without and mended, a sub-task waits', async () => {
		const { run, put, above, key, report } = createFamily(deployment);
		put('f1', 'feature', 'e1');
		put('r1', 'requirement', 'f9');
		const first = await run();
		expect(first.counts).toMatchObject({ created: 1, failed: 1 });
		expect(report(first, 'f1').warnings.join()).toContain('e1 has no issue yet');
		const waiting = first.pairs.find(({ kind }) => kind === 'failed');
		expect(waiting).toMatchObject({
			recordId: 'r1',
			error: { message: expect.stringContaining('is a sub-task and cannot be without') as string },
		});

		put('e1', 'epic', null);
		put('f9', 'feature', null);
		await run();
		await run();
		expect(await above('f1')).toBe(key('e1'));
		expect(await above('r1')).toBe(key('f9'));
	});

	it('H7: made without its parent, it is mended whatever the policy on linking says', async () => {
		const { run, put, above, key, record } = createFamily(deployment);
		const jiraIsRight = familySettings({ onLinking: 'jira' });
		put('f1', 'feature', 'e1');
		await run(jiraIsRight);
		put('e1', 'epic', null);
		await run(jiraIsRight);
		await run(jiraIsRight);
		expect(await above('f1')).toBe(key('e1'));
		expect(record('f1').values['parent']).toBe('e1');
	});

	it('H4: types of one level are linked; the link follows the record', async () => {
		const { run, put, above, key, world } = createFamily(deployment);
		for (const id of ['f1', 'f2']) put(id, 'feature', null);
		put('f3', 'feature', 'f1');
		await run();
		const linked = async () => {
			const { tracker } = world.process();
			const id = world.site.issue(key('f3'))?.id ?? '';
			const { fields } = await tracker.readIssue(id, { fields: ['issuelinks'], properties: [] });
			return JSON.stringify(fields['issuelinks']);
		};
		expect(await linked()).toContain(key('f1'));
		expect(await above('f3')).toBeNull();
		world.requests();
		await run();
		expect(world.requests().writes).toBe(0);

		put('f3', 'feature', 'f2');
		await run();
		expect(await linked()).toContain(key('f2'));
		expect(await linked()).not.toContain(key('f1'));
		put('f3', 'feature', null);
		await run();
		expect(await linked()).toBe('[]');
		world.requests();
		await run();
		expect(world.requests().writes).toBe(0);
	});

	it('H4: people put a linked issue below an epic: its record follows, and the link goes', async () => {
		const { run, put, above, key, record, links, world } = createFamily(deployment);
		put('e1', 'epic', null);
		put('f1', 'feature', null);
		put('f2', 'feature', 'f1');
		await run();
		expect(await links('f2')).toEqual([key('f1')]);
		const { tracker } = world.process();
		const field = (await tracker.parentFields()).at(-1) ?? '';
		await tracker.editIssue(world.site.issue(key('f2'))?.id ?? '', {
			fields: { [field]: key('e1') },
		});
		// The workflow writes the source after the run, so the second one sees that it arrived.
		await run();
		await run();
		expect(record('f2').values['parent']).toBe('e1');
		expect(await above('f2')).toBe(key('e1'));
		expect(await links('f2')).toEqual([]);
	});

	it('H11: the issue of the parent is deleted or unlinked: the child comes below the new one', async () => {
		const { run, put, above, key, record, links, world } = createFamily(deployment);
		put('e1', 'epic', null);
		put('f1', 'feature', 'e1');
		put('f2', 'feature', 'f1');
		await run();
		const [epic, linked] = [key('e1'), key('f1')];
		const unlink = async (id: string) =>
			await unlinkPair(world.process(), { record: record(id), profile: 'default' });
		await unlink('e1');
		await world.site.asUser('kim').remove(linked);
		await run();
		await run();
		const [newEpic, newLinked] = [key('e1'), key('f1')];
		expect([newEpic === epic, newLinked === linked]).toEqual([false, false]);
		expect(await above('f1')).toBe(newEpic);
		expect(await links('f2')).toEqual([newLinked]);
		expect(record('f2').values['parent']).toBe('f1');
		world.requests();
		await run();
		expect(world.requests().writes).toBe(0);
	});

	it('H8: a sub-task cannot lose its parent: said once, and not tried again', async () => {
		const { run, put, above, key, report, world } = family();
		await run();
		put('r1', 'requirement', null);
		const refused = await run();
		expect(report(refused, 'r1').warnings.join()).toContain('cannot be without a parent');
		expect(await above('r1')).toBe(key('f1'));
		world.requests();
		const again = await run();
		expect(report(again, 'r1').decisions['parent>parentRecord']).toMatchObject({
			kind: 'parked',
			row: 'W7',
		});
		expect(world.requests().writes).toBe(0);
	});

	it('H8: what Jira refuses holds up neither the fields of the issue nor the others', async () => {
		const { run, put, key, report, world } = family();
		put('e2', 'epic', null);
		await run();
		put('f1', 'feature', 'e2', { title: 'New title' });
		world.site.failNext(1, {
			status: 400,
			body: { errorMessages: ['The hierarchy says no.'], errors: {} },
			matching: /^PUT .*\/issue\/\d+$/,
		});
		const refused = await run();
		expect(report(refused, 'f1').warnings.join()).toContain('The hierarchy says no.');
		expect(world.site.issue(key('f1'))?.fields['summary']).toBe('New title');
	});

	it('H9: a kind that asks for a conversion: reported, nothing is converted', async () => {
		const { run, put, report } = family();
		await run();
		put('r1', 'feature', 'f1');
		const asked = await run();
		expect(report(asked, 'r1').warnings.join()).toContain('by hand only');
		expect(asked.counts.failed).toBe(0);
	});

	it('H6: records above each other in a ring are made, and said to be so', async () => {
		const { run, put, world } = createFamily(deployment);
		put('f1', 'feature', 'f2');
		put('f2', 'feature', 'f1');
		put('f3', 'feature', 'f3');
		const made = await run();
		expect(made.counts).toMatchObject({ created: 3, failed: 0 });
		await run();
		world.requests();
		await run();
		expect(world.requests().writes).toBe(0);
	});
});

describe('hierarchy on Cloud with an index that lags', () => {
	it('finds parents that this process has just made', async () => {
		const { run, put, above, key } = createFamily('cloud', 20_000);
		put('e1', 'epic', null);
		put('f1', 'feature', 'e1');
		put('r1', 'requirement', 'f1');
		await run();
		expect(await above('f1')).toBe(key('e1'));
		expect(await above('r1')).toBe(key('f1'));
	});
});
