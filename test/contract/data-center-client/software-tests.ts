import { ALL_FIELD_IDS as ID } from '../../../simulators/jira';
import type { Stage } from './stage';

/** Tests of the generated client: Jira Software, and every type of field. */
export function testSoftware(open: () => Stage): void {
	const none = undefined;
	const named = (name: string) => ({ project: { key: 'ALL' }, issuetype: { name } });

	async function createOne(name: string): Promise<string> {
		const epicName = name === 'Epic' ? { [ID.epicName]: 'First' } : {};
		const fields = { ...named(name), summary: `A ${name}`, ...epicName };
		return String((await open().jira.call('IssueService.createIssue', false, { fields }))['key']);
	}

	it('boards and sprints', async () => {
		const { jira, site } = open();
		const key = await createOne('Task');
		await jira.call('BoardService.getAllBoards', none, none, 'ALL');
		await jira.call('BoardService.getBoard', 1);
		await jira.call('BoardService.getAllSprints', 1, none, 'active,future');
		expect(await jira.refused('BoardService.getAllSprints', 2)).toBe(400);
		const { id } = await jira.call('SprintService.createSprint', {
			name: 'Next',
			originBoardId: 1,
		});
		const days = { startDate: '2027-01-04T09:00:00.000Z', endDate: '2027-01-18T09:00:00.000Z' };
		await jira.call('SprintService.partiallyUpdateSprint', id, days);
		const active = { ...days, name: 'Now', state: 'active' };
		await jira.call('SprintService.updateSprint', id, active);
		await jira.call('SprintService.moveIssuesToSprint', id, { issues: [key] });
		await jira.call('SprintService.getIssuesForSprint1', id);
		await jira.call('BoardService.getIssuesForBoard', 1, none, `key = ${key}`);
		expect(await jira.call('SprintService.getSprint', id)).toMatchObject({ state: 'active' });
		expect(site.issue(key)?.fields).toMatchObject({
			[ID.sprint]: [expect.stringContaining('state=ACTIVE,name=Now')],
		});
		await jira.call('BacklogService.moveIssuesToBacklog', { issues: [key] });
		await jira.call('BoardService.getIssuesForBacklog', 1);
		expect(await jira.refused('SprintService.moveIssuesToSprint', 1, { issues: [key] })).toBe(400);
		await jira.call('SprintService.deleteSprint', id);
		expect(await jira.refused('SprintService.getSprint', id)).toBe(404);
	});

	it('epics: an issue below one has its key in the field Epic Link', async () => {
		const { jira, site } = open();
		const [epic, task] = [await createOne('Epic'), await createOne('Task')];
		await jira.call('EpicService.getEpic', epic);
		await jira.call('EpicService.partiallyUpdateEpic', epic, { name: 'Renamed' });
		await jira.call('BoardService.getEpics', 1);
		await jira.call('EpicService.moveIssuesToEpic', epic, { issues: [task] });
		expect(site.issue(task)?.fields).toMatchObject({ [ID.epicLink]: epic });
		expect(site.issue(task)?.fields).not.toHaveProperty('parent');
		await jira.call('EpicService.getIssuesForEpic1', epic);
		await jira.call('EpicService.removeIssuesFromEpic', { issues: [task] });
		await jira.call('EpicService.getIssuesWithoutEpic1');
		expect(site.issue(task)?.fields).toMatchObject({ [ID.epicLink]: null });
		expect(await jira.refused('EpicService.getEpic', task)).toBe(404);
	});

	it('every type of field', async () => {
		const { jira } = open();
		const epic = await createOne('Epic');
		const fields = {
			...named('Task'),
			summary: 'All of it',
			security: { id: '10070' },
			timetracking: { originalEstimate: '1d' },
			[ID.textBlock]: 'Block',
			[ID.select]: { value: 'Red' },
			[ID.multiselect]: [{ value: 'North' }],
			[ID.cascading]: { value: 'Europe', child: { value: 'Paris' } },
			[ID.users]: [{ name: 'kim' }],
			[ID.groups]: [{ name: 'developers' }],
			[ID.versions]: [{ name: '1.0' }],
			[ID.project]: { key: 'CRASH' },
			[ID.sprint]: 2,
			[ID.epicLink]: epic,
			[ID.account]: 7,
		};
		const { key } = await jira.call('IssueService.createIssue', false, { fields });
		await jira.call('IssueService.getIssue1', key, 'names,schema,editmeta,changelog');
		await jira.call('IssueService.getCreateIssueMetaProjectIssueTypes', 'ALL', '200', '0');
		await jira.call('IssueService.getCreateIssueMetaFields', '10302', 'ALL', '200', '0');
		await jira.call('IssueService.getEditIssueMeta', key);
	});
}
