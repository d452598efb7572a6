import { at, bench, keysOf, START, type Ask, type Deployment } from './caller';

const BUG = { project: { key: 'CRASH' }, issuetype: { name: 'Bug' } };

describe('search on Cloud', () => {
	async function three(): Promise<ReturnType<typeof bench>> {
		const world = bench('cloud');
		for (const summary of ['one', 'two', 'three']) {
			await world.ask('POST /issue', { fields: { ...BUG, summary } });
			world.pass(1000);
		}
		return world;
	}

	it('gives ids only unless fields are asked for', async () => {
		const { ask } = await three();

		const ids = await ask('POST /search/jql', { jql: 'project = CRASH order by key' });
		const full = await ask('GET /search/jql', undefined, {
			jql: 'key = CRASH-1',
			fields: 'summary',
		});

		expect(ids.body).toEqual({
			issues: ['10101', '10102', '10103'].map((id) => ({ expand: '', id })),
			isLast: true,
		});
		expect(at(full.body, 'issues', 0)).toMatchObject({
			key: 'CRASH-1',
			fields: { summary: 'one' },
		});
	});

	it('pages by token until isLast, without a total', async () => {
		const { ask } = await three();
		const search = { jql: 'project = CRASH order by key', fields: ['key'], maxResults: 2 };

		const first = await ask('POST /search/jql', search);
		const { nextPageToken } = first.body;
		const second = await ask('POST /search/jql', { ...search, nextPageToken });
		const garbage = await ask('POST /search/jql', { ...search, nextPageToken: 'x' });

		expect(keysOf(first)).toEqual(['CRASH-1', 'CRASH-2']);
		expect(first.body).toMatchObject({ isLast: false });
		expect(first.body.total).toBeUndefined();
		expect(keysOf(second)).toEqual(['CRASH-3']);
		expect(second.body).toMatchObject({ isLast: true });
		expect(second.body.nextPageToken).toBeUndefined();
		expect(garbage.status).toBe(400);
	});

	it('refuses a query without a restriction and the retired resource', async () => {
		const { ask } = await three();

		const unbounded = await ask('POST /search/jql', { jql: 'order by created' });
		const old = await ask('POST /search', { jql: 'project = CRASH' });

		expect(unbounded.status).toBe(400);
		expect(unbounded.body.errorMessages).toEqual([
			'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
		]);
		expect(old.status).toBe(410);
		expect((await ask('POST /search/jql', { jql: 'key = CRASH-1', maxResults: 0 })).status).toBe(
			400,
		);
	});

	it('sees writes late, except those it is told to reconcile', async () => {
		const { ask, site, pass } = bench('cloud', { indexLagMs: 2000 });
		await ask('POST /issue', { fields: { ...BUG, summary: 'x' } });
		await ask('POST /issue/CRASH-1/remotelink', {
			globalId: 'gid',
			object: { url: 'https://example.com', title: 't' },
		});
		const search = { jql: 'issue in issuesWithRemoteLinksByGlobalId("gid")', fields: ['key'] };

		const early = await ask('POST /search/jql', search);
		const reconciled = await ask('POST /search/jql', { ...search, reconcileIssues: [10101] });
		pass(2000);
		const late = await ask('POST /search/jql', search);
		await ask('DELETE /issue/CRASH-1');
		const deleted = await ask('POST /search/jql', search);
		site.setIndexLag(0);

		expect([early, reconciled, late, deleted].map(keysOf)).toEqual([
			[],
			['CRASH-1'],
			['CRASH-1'],
			[],
		]);
	});

	it('reads properties along', async () => {
		const { ask } = await three();
		await ask('PUT /issue/CRASH-2/properties/link', { id: 2 });

		const found = await ask('POST /search/jql', { jql: 'key = CRASH-2', properties: ['link'] });

		expect(at(found.body, 'issues', 0)).toEqual({
			expand: '',
			id: '10102',
			properties: { link: { id: 2 } },
		});
	});

	it('treats a dead credential as anonymous: nothing found, and only a header tells', async () => {
		const { site } = await three();
		const authorization = `Basic ${Buffer.from('sync@example.com:wrong').toString('base64')}`;
		const send = (path: string, query = {}) =>
			site.transport().send({ method: 'GET', path, query, headers: { authorization } });

		const search = await send('/rest/api/3/search/jql', { jql: 'nosuchfield = 1' });
		const myself = await send('/rest/api/3/myself');

		expect(search.status).toBe(200);
		expect(search.body).toEqual({ issues: [], isLast: true });
		expect(search.headers['x-seraph-loginreason']).toBe('AUTHENTICATED_FAILED');
		expect(myself.status).toBe(401);
		expect(myself.headers['x-seraph-loginreason']).toBe('AUTHENTICATED_FAILED');
	});
});

describe('search on Data Center', () => {
	it('pages by offset with a total and clamps maxResults without a word', async () => {
		const { ask } = bench('dataCenter');
		for (let index = 0; index < 103; index += 1) {
			await ask('POST /issue', { fields: { ...BUG, summary: `s${index}` } });
		}

		const first = await ask('POST /search', { jql: 'order by key asc', maxResults: 1000 });
		const rest = await ask('GET /search', undefined, { jql: 'order by key asc', startAt: '100' });

		expect(first.body).toMatchObject({ startAt: 0, maxResults: 100, total: 103 });
		expect(keysOf(first)).toHaveLength(100);
		expect(keysOf(rest)).toEqual(['CRASH-101', 'CRASH-102', 'CRASH-103']);
		expect(at(first.body, 'issues', 0, 'fields', 'summary')).toBe('s0');
		expect(at(first.body, 'issues', 0, 'fields', 'comment')).toBeUndefined();
	});

	it('answers a dead token with an empty page, but refuses it elsewhere', async () => {
		const { site } = bench('dataCenter');
		await site.asUser('kim').create('CRASH', 'Bug', { summary: 'x' });
		const send = (path: string, authorization: string) =>
			site.transport().send({
				method: 'GET',
				path,
				query: { jql: 'project = CRASH' },
				headers: { Authorization: authorization },
			});
		const wrong = `Basic ${Buffer.from('sync:wrong').toString('base64')}`;

		const search = await send('/rest/api/2/search', 'Bearer dead');
		const myself = await send('/rest/api/2/myself', 'Bearer dead');
		const password = await send('/rest/api/2/myself', wrong);
		const alive = await send('/rest/api/2/search', 'Bearer pat-sync');

		expect([search.status, at(search.body, 'total')]).toEqual([200, 0]);
		expect([myself.status, myself.headers['x-seraph-loginreason']]).toEqual([401, undefined]);
		expect(password.status).toBe(401);
		expect(password.headers['x-seraph-loginreason']).toBe('AUTHENTICATED_FAILED');
		expect(password.body).toContain('<html>');
		expect(at(alive.body, 'total')).toBe(1);
	});
});

describe.each<Deployment>(['cloud', 'dataCenter'])('JQL (%s)', (deployment) => {
	const day = 86_400_000;
	const world = bench(deployment);
	const kim = deployment === 'cloud' ? '5b10a2844c20165700ede212g' : 'kim';
	const search = (ask: Ask, jql: string) =>
		ask(deployment === 'cloud' ? 'POST /search/jql' : 'POST /search', { jql, fields: ['key'] });

	beforeAll(async () => {
		const { site, pass, ask } = world;
		await site.asUser('kim').create('CRASH', 'Bug', {
			summary: 'Crash in renderer thread',
			labels: ['backtrace', 'gpu'],
			fixVersions: ['1.3.0'],
			assignee: 'kim',
			priority: 'High',
			customfield_10010: 'fp:0xAB',
			customfield_10012: 12,
		});
		pass(day);
		await ask('POST /issue', { fields: { ...BUG, summary: 'Login fails', labels: ['login'] } });
		await ask('POST /issue/CRASH-2/remotelink', {
			globalId: 'system=bt&id=2',
			object: { url: 'https://example.com', title: 't' },
		});
		pass(day);
		await site.asUser('bob').create('PLAN', 'Task', { summary: 'Plan the rest' });
		await site.asUser('bob').transition('PLAN-1', "Won't Do");
	});

	it.each`
		jql                                                                  | found
		${'project = CRASH'}                                                 | ${'CRASH-1 CRASH-2'}
		${'project in ("CRASH", PLAN) AND project != CRASH'}                 | ${'PLAN-1'}
		${'project = Crashes'}                                               | ${'CRASH-1 CRASH-2'}
		${'key = crash-1'}                                                   | ${'CRASH-1'}
		${'issuekey in (CRASH-1, PLAN-1)'}                                   | ${'CRASH-1 PLAN-1'}
		${'id = 10102'}                                                      | ${'CRASH-2'}
		${'key > CRASH-1'}                                                   | ${'CRASH-2'}
		${'status = "To Do"'}                                                | ${'CRASH-1 CRASH-2'}
		${'statusCategory = Done'}                                           | ${'PLAN-1'}
		${'statusCategory != done and created >= -30d'}                      | ${'CRASH-1 CRASH-2'}
		${'resolution is EMPTY'}                                             | ${'CRASH-1 CRASH-2'}
		${'resolution = Unresolved'}                                         | ${'CRASH-1 CRASH-2'}
		${'resolution = "Won\'t Do"'}                                        | ${'PLAN-1'}
		${'labels = backtrace'}                                              | ${'CRASH-1'}
		${'labels != backtrace'}                                             | ${'CRASH-2'}
		${'labels in (gpu, login)'}                                          | ${'CRASH-1 CRASH-2'}
		${'labels not in (gpu) OR labels is empty'}                          | ${'CRASH-2 PLAN-1'}
		${'assignee is not EMPTY'}                                           | ${'CRASH-1'}
		${'assignee = currentUser()'}                                        | ${''}
		${'creator = currentUser()'}                                         | ${'CRASH-2'}
		${`reporter = "${kim}"`}                                             | ${'CRASH-1'}
		${'issuetype = Task'}                                                | ${'PLAN-1'}
		${'fixVersion = "1.3.0"'}                                            | ${'CRASH-1'}
		${'fixVersion >= "1.2.3"'}                                           | ${'CRASH-1'}
		${'fixVersion > "1.3.0"'}                                            | ${''}
		${'priority > Medium'}                                               | ${'CRASH-1'}
		${'summary ~ "renderer crash"'}                                      | ${'CRASH-1'}
		${'summary ~ "rend*"'}                                               | ${'CRASH-1'}
		${'summary ~ "\\"in renderer\\""'}                                   | ${'CRASH-1'}
		${'summary ~ "\\"renderer in\\""'}                                   | ${''}
		${'text ~ fails'}                                                    | ${'CRASH-2'}
		${'cf[10012] >= 10'}                                                 | ${'CRASH-1'}
		${'"Crash Signature" ~ "fp:0xAB"'}                                   | ${'CRASH-1'}
		${'created >= -25h'}                                                 | ${'CRASH-2 PLAN-1'}
		${`created >= ${START + day}`}                                       | ${'CRASH-2 PLAN-1'}
		${`created > ${START + day}`}                                        | ${'PLAN-1'}
		${'created < "2026-03-11"'}                                          | ${'CRASH-1'}
		${'created >= "2026/03/12 12:00"'}                                   | ${'PLAN-1'}
		${'created >= "2026/03/12 12:01"'}                                   | ${''}
		${'NOT project = CRASH'}                                             | ${'PLAN-1'}
		${'project = CRASH AND NOT (labels = gpu OR labels = other)'}        | ${'CRASH-2'}
		${'issue in issuesWithRemoteLinksByGlobalId("system=bt&id=2")'}      | ${'CRASH-2'}
		${'issue in issuesWithRemoteLinksByGlobalId("x", "system=bt&id=2")'} | ${'CRASH-2'}
		${'issue not in issuesWithRemoteLinksByGlobalId("system=bt&id=2")'}  | ${'CRASH-1 PLAN-1'}
	`('$jql', async ({ jql, found }) => {
		const answer = await search(world.ask, `${jql as string} ORDER BY key ASC`);

		expect(answer.raw).toMatchObject({ issues: expect.anything() });
		expect([...keysOf(answer)].sort().join(' ')).toBe(found);
	});

	it.each`
		jql                                                                                                          | text
		${'project = NOPE'}                                                                                          | ${"The value 'NOPE' does not exist for the field 'project'."}
		${'nofield = 1'}                                                                                             | ${"Field 'nofield' does not exist or you do not have permission to view it."}
		${'key = CRASH-99'}                                                                                          | ${"An issue with key 'CRASH-99' does not exist for field 'key'."}
		${'summary = x'}                                                                                             | ${"The operator '=' is not supported by the 'summary' field."}
		${'created >= "1763719200000"'}                                                                              | ${"Date value '1763719200000' for field 'created' is invalid."}
		${'project = IS'}                                                                                            | ${'Error in the JQL Query:'}
		${'project ='}                                                                                               | ${'Error in the JQL Query:'}
		${'labels = "a\\!"'}                                                                                         | ${"Error in the JQL Query: '\\!' is an illegal JQL escape sequence."}
		${'labels = "a\nb"'}                                                                                         | ${'Error in the JQL Query:'}
		${'issue in issuesWithRemoteLinksByGlobalId()'}                                                              | ${"expected between '1' and '100' arguments"}
		${`issue in issuesWithRemoteLinksByGlobalId(${Array.from({ length: 101 }, (_, i) => `"g${i}"`).join(',')})`} | ${"but received '101'"}
		${'issue in nofunction("a")'}                                                                                | ${'Unable to find JQL function'}
	`('refuses $jql', async ({ jql, text }) => {
		const answer = await search(world.ask, jql as string);

		expect(answer.status).toBe(400);
		expect(at(answer.body, 'errorMessages', 0)).toContain(text);
	});

	it('reads quoted dates in the time zone of the caller', async () => {
		const jql = 'created >= "2026-03-12 08:00"';

		expect(keysOf(await search(world.as('kim'), jql))).toEqual(['PLAN-1']);
		expect(keysOf(await search(world.as('kim'), 'created >= "2026-03-12 08:01"'))).toEqual([]);
		expect(keysOf(await search(world.ask, 'created >= "2026-03-12 08:01"'))).toEqual(['PLAN-1']);
	});

	it('orders, newest first by default, and shows nobody what they may not see', async () => {
		const { ask, as } = world;

		expect(keysOf(await search(ask, 'created > 0'))).toEqual(['PLAN-1', 'CRASH-2', 'CRASH-1']);
		expect(keysOf(await search(ask, 'created > 0 order by priority desc, key asc'))).toEqual([
			'CRASH-1',
			'CRASH-2',
			'PLAN-1',
		]);
		expect(keysOf(await search(as('noperm'), 'created > 0'))).toEqual(['PLAN-1']);
	});
});
