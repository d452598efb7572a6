import { at, bench, rich, type Deployment } from './caller';

const BUG = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' }, summary: 'x' };

describe.each<Deployment>(['cloud', 'dataCenter'])(
	'workflow of the simulated Jira (%s)',
	(deployment) => {
		const move = (id: string, more = {}) => ({ transition: { id }, ...more });

		it('offers only what leads on from the present status', async () => {
			const { ask } = bench(deployment);
			await ask('POST /issue', { fields: BUG });

			const offered = await ask('GET /issue/CRASH-1/transitions');
			const none = await ask('GET /issue/CRASH-1/transitions', undefined, { transitionId: '31' });
			const refused = await ask('POST /issue/CRASH-1/transitions', move('31'));

			const names = (offered.body.transitions as { readonly name: string }[]).map(
				({ name }) => name,
			);
			expect(names).toEqual(['Start Progress', "Won't Do"]);
			expect(none.body.transitions).toEqual([]);
			expect(refused.status).toBe(400);
			expect(refused.body.errorMessages).toEqual([
				"Transition id '31' is not valid for this issue.",
			]);
		});

		it('sets the resolution on Done, takes one from the screen, and clears it on Reopen', async () => {
			const { ask, site } = bench(deployment);
			await ask('POST /issue', { fields: BUG });
			await ask('POST /issue/CRASH-1/transitions', move('11'));
			const screen = await ask('GET /issue/CRASH-1/transitions', undefined, {
				expand: 'transitions.fields',
				transitionId: '31',
			});

			await ask('POST /issue/CRASH-1/transitions', move('31'));
			const byDefault = at(site.issue('CRASH-1')?.fields, 'resolution', 'name');
			await ask('POST /issue/CRASH-1/transitions', move('41'));
			const reopened = site.issue('CRASH-1');
			await ask('POST /issue/CRASH-1/transitions', move('11'));
			await ask(
				'POST /issue/CRASH-1/transitions',
				move('31', {
					fields: { resolution: { name: 'Duplicate' }, fixVersions: [{ name: '2.0.0' }] },
					update: { comment: [{ add: { body: rich(deployment, 'fixed') } }] },
				}),
			);

			expect(Object.keys(at(screen.body, 'transitions', 0, 'fields') as object)).toEqual([
				'resolution',
				'fixVersions',
			]);
			expect(byDefault).toBe('Done');
			expect(reopened?.fields).toMatchObject({ resolution: null, status: { name: 'To Do' } });
			expect(at(reopened?.changelog.at(-1), 'items')).toMatchObject([
				{ field: 'status', fromString: 'Done', toString: 'To Do' },
				{ field: 'resolution', fromString: 'Done', toString: null },
			]);
			const done = site.issue('CRASH-1');
			expect(done?.fields).toMatchObject({
				resolution: { name: 'Duplicate' },
				fixVersions: [{ name: '2.0.0' }],
			});
			expect(done?.comments).toHaveLength(1);
		});

		it('refuses fields and comments where the transition has no screen', async () => {
			const { ask, site } = bench(deployment);
			await ask('POST /issue', { fields: BUG });

			const field = await ask(
				'POST /issue/CRASH-1/transitions',
				move('11', { fields: { resolution: { name: 'Done' } } }),
			);
			const comment = await ask(
				'POST /issue/CRASH-1/transitions',
				move('11', { update: { comment: [{ add: { body: rich(deployment, 'hi') } }] } }),
			);

			expect(at(field.body, 'errors', 'resolution')).toContain('cannot be set');
			expect(at(comment.body, 'errors', 'comment')).toContain('cannot be set');
			expect(site.issue('CRASH-1')?.fields).toMatchObject({ status: { name: 'To Do' } });
		});

		it('people move issues by the name of the status, one hop at a time', async () => {
			const { site } = bench(deployment);
			const kim = site.asUser('kim');
			const key = await kim.create('CRASH', 'Bug', {
				summary: 'y',
				assignee: 'bob',
				description: 'plain words',
				customfield_10013: 'Minor',
			});

			await expect(kim.transition(key, 'Done')).rejects.toThrow('offered: Start Progress');
			await kim.transition(key, 'In Progress');
			await kim.transition(key, 'In Review');
			await kim.transition(key, 'Done', { resolution: "Won't Do" });

			expect(site.issue(key)?.fields).toMatchObject({
				assignee: { displayName: 'Bob Stone' },
				customfield_10013: { value: 'Minor' },
				status: { name: 'Done' },
				resolution: { name: "Won't Do" },
			});
		});
	},
);
