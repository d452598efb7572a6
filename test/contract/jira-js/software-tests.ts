import { ALL_FIELD_IDS as ID, SEED_USERS } from '../../../simulators/jira';
import { doc, type Stage } from './stage';

/** Tests of jira.js: Jira Software, and every type of field. `open` gives the stage, which is there when a test runs. */
export function testSoftware(open: () => Stage): void {
	const named = (name: string, project = 'ALL') => ({
		project: { key: project },
		issuetype: { name },
	});

	async function createOne(name: string, project?: string): Promise<string> {
		const fields = { ...named(name, project), summary: `A ${name}` };
		return String((await open().jira.call('issues.createIssue', { fields }))['key']);
	}

	it('boards and sprints', async () => {
		const { jira, site } = open();
		const key = await createOne('Task');
		await jira.call('agileBoard.getAllBoards', { projectKeyOrId: 'ALL' });
		await jira.call('agileBoard.getBoard', { boardId: 1 });
		await jira.call('agileBoard.getAllSprints', { boardId: 1, state: 'active,future' });
		expect(await jira.refused('agileBoard.getAllSprints', { boardId: 2 })).toBe(400);
		const draft = { name: 'Next', originBoardId: 1, goal: 'Less' };
		const { id } = await jira.call('agileSprint.createSprint', draft);
		const sprint = { sprintId: Number(id) };
		const days = { startDate: '2027-01-04T09:00:00.000Z', endDate: '2027-01-18T09:00:00.000Z' };
		await jira.call('agileSprint.partiallyUpdateSprint', { ...sprint, ...days });
		await jira.call('agileSprint.updateSprint', {
			...sprint,
			...days,
			name: 'Now',
			state: 'active',
		});
		await jira.call('agileSprint.moveIssuesToSprintAndRank', { ...sprint, issues: [key] });
		await jira.call('agileSprint.getIssuesForSprint', { ...sprint, fields: ['summary'] });
		await jira.call('agileBoard.getIssuesForBoard', { boardId: 1, jql: `key = ${key}` });
		expect(await jira.call('agileSprint.getSprint', sprint)).toMatchObject({ state: 'active' });
		expect(site.issue(key)?.fields).toMatchObject({ [ID.sprint]: [{ id, name: 'Now' }] });
		await jira.call('issues.getIssue', { issueIdOrKey: key });
		await jira.call('agileBacklog.moveIssuesToBacklog', { issues: [key] });
		await jira.call('agileBoard.getIssuesForBacklog', { boardId: 1 });
		expect(site.issue(key)?.fields).toMatchObject({ [ID.sprint]: null });
		const over = { sprintId: 1, issues: [key] };
		expect(await jira.refused('agileSprint.moveIssuesToSprintAndRank', over)).toBe(400);
		await jira.call('agileSprint.deleteSprint', sprint);
		expect(await jira.refused('agileSprint.getSprint', sprint)).toBe(404);
	});

	it('epics: an issue below one has it as its parent; team-managed projects refuse the call', async () => {
		const { jira, site } = open();
		const [epic, task] = [await createOne('Epic'), await createOne('Task')];
		const epicIdOrKey = epic;
		await jira.call('agileEpic.getEpic', { epicIdOrKey });
		await jira.call('agileEpic.partiallyUpdateEpic', { epicIdOrKey, summary: 'Renamed' });
		await jira.call('agileBoard.getEpics', { boardId: 1 });
		await jira.call('agileEpic.moveIssuesToEpic', { epicIdOrKey, issues: [task] });
		expect(site.issue(task)?.fields).toMatchObject({ parent: { key: epic } });
		await jira.call('agileEpic.getIssuesForEpic', { epicIdOrKey, fields: ['parent'] });
		await jira.call('agileEpic.removeIssuesFromEpic', { issues: [task] });
		await jira.call('agileEpic.getIssuesWithoutEpic', { fields: ['summary'] });
		expect(site.issue(task)?.fields).not.toHaveProperty('parent');
		expect(await jira.refused('agileEpic.getEpic', { epicIdOrKey: task })).toBe(404);
		const own = {
			epicIdOrKey: await createOne('Epic', 'TEAM'),
			issues: [await createOne('Task', 'TEAM')],
		};
		expect(await jira.refused('agileEpic.moveIssuesToEpic', own)).toBe(400);
	});

	it('every type of field', async () => {
		const { jira } = open();
		const epic = await createOne('Epic');
		const { accountId } = SEED_USERS.kim;
		const { key: issueIdOrKey } = await jira.call('issues.createIssue', {
			fields: {
				...named('Task'),
				summary: 'All of it',
				parent: { key: epic },
				security: { id: '10070' },
				timetracking: { originalEstimate: '1d' },
				[ID.textBlock]: doc('Block'),
				[ID.select]: { value: 'Red' },
				[ID.multiselect]: [{ value: 'North' }],
				[ID.cascading]: { value: 'Europe', child: { value: 'Paris' } },
				[ID.users]: [{ accountId }],
				[ID.groups]: [{ name: 'developers' }],
				[ID.versions]: [{ name: '1.0' }],
				[ID.project]: { key: 'CRASH' },
				[ID.sprint]: 2,
				[ID.account]: 7,
			},
		});
		await jira.call('issues.getIssue', { issueIdOrKey, expand: 'names,schema,editmeta,changelog' });
		await jira.call('issues.getCreateIssueMetaIssueTypes', { projectIdOrKey: 'ALL' });
		await jira.call('issues.getCreateIssueMetaIssueTypeId', {
			projectIdOrKey: 'ALL',
			issueTypeId: '10302',
			maxResults: 200,
		});
		await jira.call('issues.getEditIssueMeta', { issueIdOrKey });
		const update = { timetracking: [{ edit: { remainingEstimate: '4h' } }] };
		await jira.call('issues.editIssue', { issueIdOrKey, update });
	});
}
