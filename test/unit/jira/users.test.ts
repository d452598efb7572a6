import { cloud } from '../../../src/jira/cloud';
import { dataCenter } from '../../../src/jira/data-center';
import { decodeField } from '../../../src/jira/field-codec';
import { InputError } from '../../../src/model/failure';
import { SEED_USERS } from '../../../simulators/jira/seed';
import { DEPLOYMENTS, jiraWorld } from '../../support/jira-site-client';

const TWINS = [
	{ name: 'twin1', displayName: 'Sam Twin' },
	{ name: 'twin2', displayName: 'Sam Twin' },
];

async function refused(work: Promise<unknown>): Promise<readonly string[]> {
	const error: unknown = await work.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!(error instanceof InputError)) throw new Error('It was not refused');
	return error.problems.map(({ field, message }) => `${field}: ${message}`);
}

describe.each(DEPLOYMENTS)('who is meant, %s', (deployment) => {
	const kimId = deployment === 'cloud' ? SEED_USERS.kim.accountId : 'kim';
	const ids = (users: readonly { accountId?: string; name?: string }[]) =>
		users.map(({ accountId, name }) => accountId ?? name);
	const draft = (assignee: string) => ({
		project: 'CRASH',
		issueType: 'Bug',
		fields: { summary: 'x', assignee },
		properties: {},
	});

	it.each(['kim@example.com', 'KIM@Example.COM', 'Kim Lee', 'kim lee', kimId])(
		'%s is Kim',
		async (text) => {
			const { jira } = jiraWorld(deployment);

			expect(ids(await jira.findUsers(text))).toEqual([kimId]);
		},
	);

	it('two people of one name are nobody: the issue is made without, and the warning says why', async () => {
		const { jira, site } = jiraWorld(deployment, { people: TWINS });

		expect(await jira.findUsers('Sam Twin')).toHaveLength(2);
		const { warnings, key } = await jira.createIssue(draft('Sam Twin'));

		expect(warnings).toEqual([
			'Assignee: 2 users match "Sam Twin", so none was taken. Give the e-mail or the user id. The field was left out.',
		]);
		expect(site.issue(key)?.fields['assignee']).toBeNull();
		expect(await refused(jira.createIssue(draft('Sam Twin'), { exact: true }))).toEqual([
			expect.stringContaining('2 users match "Sam Twin"'),
		]);
	});

	it('a deactivated account is nobody, by whatever name', async () => {
		const { jira } = jiraWorld(deployment, {
			people: [{ name: 'gone', displayName: 'Gone Girl', inactive: true }],
		});

		for (const text of ['gone@example.com', 'Gone Girl', 'gone'])
			expect(await jira.findUsers(text)).toEqual([]);
	});

	it('a person to whom nothing can be assigned: Jira says so, and nothing is made', async () => {
		const { jira, site } = jiraWorld(deployment, {
			people: [{ name: 'guest', noAccess: ['CRASH'] }],
		});

		await expect(jira.createIssue(draft('guest@example.com'))).rejects.toThrow(
			/User 'guest' cannot be assigned issues/,
		);
		expect(site.issues()).toEqual([]);
	});

	it('an account that may not browse users finds nobody, and the issue is made', async () => {
		const { jira, site } = jiraWorld(deployment);
		site.failNext(1, { status: 403, matching: /user\/search/, body: { errorMessages: ['No'] } });

		const { warnings } = await jira.createIssue(draft('kim@example.com'));

		expect(warnings).toEqual([expect.stringContaining('No active Jira user matches')]);
	});

	it('a crowd hides nobody who is named exactly, and makes no name unique', async () => {
		const { jira } = jiraWorld(deployment, {
			crowd: { users: 300 },
			people: [{ name: 'user', displayName: 'Crowd User' }],
		});

		const byName = await jira.findUsers('Crowd User');

		expect(byName.length).not.toBe(1);
		if (deployment === 'dataCenter') expect(ids(await jira.findUsers('user'))).toEqual(['user']);
		expect(ids(await jira.findUsers('user250@example.com'))).toHaveLength(1);
	});
});

it('Cloud: a hidden e-mail is matched by the whole address only, and by nothing like it', async () => {
	const { jira } = jiraWorld('cloud', { hiddenEmails: ['kim'] });

	expect(await jira.findUsers('kim@example.com')).toHaveLength(1);
	expect(await jira.findUsers('kim@example')).toEqual([]);
	expect(await jira.findUsers('im@example.com')).toEqual([]);
});

it('Cloud: an app is meant by its own id only, whatever it is called', async () => {
	const accountId = '712020:11111111-2222-4333-8444-555555555555';
	const { jira } = jiraWorld('cloud', {
		people: [{ name: 'bot', displayName: 'Automation', accountId, app: true }],
	});

	expect(await jira.findUsers('Automation')).toEqual([]);
	expect(await jira.findUsers('bot@example.com')).toEqual([]);
	expect(await jira.findUsers(accountId)).toHaveLength(1);
});

it.each([cloud, dataCenter])('$deployment: an anonymous reporter is nobody', (dialect) => {
	const schema = { type: 'user', system: 'reporter' };

	expect(decodeField(schema, null, dialect)).toBeNull();
	expect(decodeField(schema, { displayName: 'Anonymous' }, dialect)).toBeNull();
});
