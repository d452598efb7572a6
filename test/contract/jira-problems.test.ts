import { InputError, ServiceError } from '../../src/model/failure';
import { SEED_FIELD_IDS as ID } from '../../simulators/jira/index';
import { clientOf, DEPLOYMENTS, jiraWorld, withDeadCredential } from '../support/jira-site-client';

const draft = { project: 'CRASH', issueType: 'Bug', fields: { summary: 'x' }, properties: {} };

async function inputErrorOf(promise: Promise<unknown>): Promise<InputError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(InputError);
	return error as InputError;
}

async function serviceErrorOf(promise: Promise<unknown>): Promise<ServiceError> {
	const error: unknown = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(ServiceError);
	return error as ServiceError;
}

describe.each(DEPLOYMENTS)('L8: bad input is told before anything is sent, %s', (deployment) => {
	it('everything that is wrong, at once, with what is allowed', async () => {
		const { jira, site } = jiraWorld(deployment);
		const fields = {
			[ID.severity]: 'Critcal',
			[ID.occurrences]: 'many',
			[ID.secret]: 'x',
			'No Such Field': 'x',
			[ID.environments]: 'Moon',
		};

		const error = await inputErrorOf(jira.createIssue({ ...draft, fields }));

		const byField = Object.fromEntries(
			error.problems.map(({ field, message }) => [field, message]),
		);
		expect(byField).toEqual({
			Summary: 'It is required.',
			Severity:
				'"Critcal" is not an allowed value. Did you mean "Critical"? Allowed: Critical, Minor, Major.',
			Occurrences: '"many" is not a number. Example: 12.5',
			'Secret Field': expect.stringMatching(
				/^It is not on the create screen of issue type "Bug" in project "CRASH"\. Add it to that screen/,
			),
			'No Such Field': expect.stringContaining('This Jira has no such field'),
			Environments: '"Moon" is not an allowed value. Allowed: Staging, Production, Development.',
		});
		expect(error.message).toContain('Severity: "Critcal"');
		expect(site.requests.filter(({ kind }) => kind === 'write')).toEqual([]);
	});

	it('an unknown project: which ones the account sees', async () => {
		const { jira } = jiraWorld(deployment);

		const error = await inputErrorOf(jira.createIssue({ ...draft, project: 'CRAHS' }));

		expect(error.message).toBe(
			`No issue can be created in project "CRAHS". It does not exist, or the account of the credential may not see it. Projects it sees: CRASH, PLAN, ALL${deployment === 'cloud' ? ', TEAM' : ''}.`,
		);
	});

	it('a project the account may not use', async () => {
		const { site } = jiraWorld(deployment);

		const error = await inputErrorOf(clientOf(site, 'noperm').createIssue(draft));

		expect(error.problems).toEqual([
			{ field: 'Project', message: expect.stringContaining('PLAN') },
		]);
	});

	it('an unknown issue type: which ones there are', async () => {
		const { jira } = jiraWorld(deployment);

		const error = await inputErrorOf(jira.createIssue({ ...draft, issueType: 'Bugg' }));

		expect(error.problems).toEqual([
			{
				field: 'Issue Type',
				message:
					'"Bugg" is not an issue type of project "CRASH". Allowed: Bug, Task, Story, Sub-task.',
			},
		]);
	});

	it('a user whom nobody matches is left out of a new issue, and is a problem of an edit', async () => {
		const { jira, site } = jiraWorld(deployment);
		const created = await jira.createIssue({
			...draft,
			fields: { summary: 'x', assignee: 'ghost@example.com' },
		});

		const error = await inputErrorOf(
			jira.editIssue(created.id, { fields: { assignee: 'ghost@example.com' } }),
		);

		expect(created.warnings).toEqual([
			'Assignee: No active Jira user matches "ghost@example.com". The field was left out.',
		]);
		expect(error.problems).toMatchObject([{ field: 'Assignee' }]);
		expect(site.issue(created.id)?.changelog).toEqual([]);
	});

	it('an edit: not on the screen, and a required field emptied', async () => {
		const { jira } = jiraWorld(deployment);
		const { id } = await jira.createIssue(draft);

		const error = await inputErrorOf(
			jira.editIssue(id, { fields: { summary: null, [ID.secret]: 'x' } }),
		);

		expect(error.problems.map(({ field }) => field).sort()).toEqual(['Secret Field', 'Summary']);
	});
});

describe.each(DEPLOYMENTS)('L8: refusals of Jira, %s', (deployment) => {
	it('a dead credential is an authentication failure, also where Jira answers 200', async () => {
		const { site } = jiraWorld(deployment);
		const dead = clientOf(site, undefined, { transport: withDeadCredential(site) });

		for (const asking of [
			() => dead.myself(),
			() => dead.createIssue(draft),
			() => dead.readIssue('CRASH-1', { fields: [], properties: [] }),
		]) {
			const { details, message } = await serviceErrorOf(asking());
			expect(details.kind).toBe('authentication');
			expect(message).toContain('check that it is complete and has not expired');
		}
	});

	it('an issue that the account may not see: hidden on Cloud, refused on Data Center', async () => {
		const { jira, site } = jiraWorld(deployment);
		const { id } = await jira.createIssue(draft);

		const reading = clientOf(site, 'noperm').readIssue(id, { fields: [], properties: [] });
		const { details, message } = await serviceErrorOf(reading);

		const hides = deployment === 'cloud';
		const status = hides ? 404 : 403;
		expect(details).toMatchObject({
			kind: hides ? 'notFound' : 'permission',
			status,
			ambiguous: false,
		});
		expect(message).toContain(`Jira refused to read issue ${id} (${status})`);
		expect(message).toMatch(
			hides ? /may not see it\. \[GET/ : /ask an administrator for the permission\. \[GET/,
		);
	});

	it("a wrong JQL query: Jira's own words", async () => {
		const { jira } = jiraWorld(deployment);

		const { details } = await serviceErrorOf(
			jira.search('summary ~ (', { fields: [], properties: [] }, 5),
		);

		expect(details.kind).toBe('validation');
		expect(details.messages.join()).toContain('Error in the JQL Query');
		await inputErrorOf(jira.search('  ', { fields: [], properties: [] }, 5));
	});

	it('a create whose answer was lost is sent once and is ambiguous', async () => {
		const { jira, site } = jiraWorld(deployment);
		site.failNext(1, { status: 504, after: 'processed', matching: /^POST .*\/issue$/ });

		const { details } = await serviceErrorOf(jira.createIssue(draft));

		expect(details.ambiguous).toBe(true);
		expect(site.issues()).toHaveLength(1);
	});

	it('a limit is waited for, then the work goes on', async () => {
		const { jira, site } = jiraWorld(deployment);
		site.failNext(1, {
			status: 429,
			headers: { 'retry-after': '1' },
			matching: /^POST .*\/issue$/,
		});

		await jira.createIssue(draft);

		expect(site.issues()).toHaveLength(1);
	});
});
