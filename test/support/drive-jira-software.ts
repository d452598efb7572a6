import { ALL_FIELD_IDS } from '../../simulators/jira';
import type { Drive } from './drive-jira';

const AGILE = '/rest/agile/1.0';

/** Boards, sprints and epics. */
export async function driveSoftware(drive: Drive): Promise<void> {
	const epic = await createOne(drive, 'Epic');
	const task = await createOne(drive, 'Task');
	await driveBoards(drive);
	await driveSprints(drive, task);
	await driveEpics(drive, epic, task);
	await driveLists(drive, epic);
}

async function createOne({ site, user }: Drive, name: string): Promise<string> {
	const needsName = name === 'Epic' && site.deployment === 'dataCenter';
	const fields = {
		project: { key: 'ALL' },
		issuetype: { name },
		summary: `A ${name}`,
		...(needsName ? { [ALL_FIELD_IDS.epicName]: 'First' } : {}),
	};
	return String((await user.send('POST /issue', 201, { fields }))['key']);
}

async function driveBoards({ user }: Drive): Promise<void> {
	await user.send(`GET ${AGILE}/board`, 200, undefined, { projectKeyOrId: 'ALL' });
	await user.send(`GET ${AGILE}/board/1`, 200);
	await user.send(`GET ${AGILE}/board/99`, 404);
	await user.send(`GET ${AGILE}/board/1/sprint`, 200, undefined, { state: 'active' });
	await user.send(`GET ${AGILE}/board/2/sprint`, 400);
	await user.send(`GET ${AGILE}/board/1/epic`, 200);
}

async function driveSprints({ user }: Drive, task: string): Promise<void> {
	const made = await user.send(`POST ${AGILE}/sprint`, 201, { name: 'Next', originBoardId: 1 });
	const path = `${AGILE}/sprint/${String(made['id'])}`;
	await user.send(`POST ${path}`, 400, { state: 'active' });
	const days = { startDate: '2027-01-04T09:00:00.000Z', endDate: '2027-01-18T09:00:00.000Z' };
	await user.send(`POST ${path}`, 200, days);
	await user.send(`PUT ${path}`, 200, { ...days, name: 'Now', state: 'active' });
	await user.send(`GET ${path}`, 200);
	await user.send(`POST ${path}/issue`, 204, { issues: [task] });
	await user.send(`POST ${path}/issue`, 400, { issues: [] });
	await user.send(`POST ${AGILE}/backlog/issue`, 204, { issues: [task] });
	await user.send(`DELETE ${path}`, 204);
	await user.send(`GET ${path}`, 404);
}

async function driveEpics({ user }: Drive, epic: string, task: string): Promise<void> {
	const path = `${AGILE}/epic/${epic}`;
	await user.send(`GET ${path}`, 200);
	await user.send(`GET ${AGILE}/epic/${task}`, 404);
	await user.send(`POST ${path}`, 200, { summary: 'Renamed' });
	await user.send(`POST ${path}/issue`, 204, { issues: [task] });
	await user.send(`POST ${path}/issue`, 400, { issues: [epic] });
	await user.send(`POST ${AGILE}/epic/none/issue`, 204, { issues: [task] });
}

/** Lists of issues, with offsets and (on Cloud) with tokens. */
async function driveLists({ site, user }: Drive, epic: string): Promise<void> {
	const roots = site.deployment === 'cloud' ? [AGILE, '/rest/software/1.0'] : [AGILE];
	const lists = ['board/1/issue', 'board/1/backlog', 'sprint/2/issue', 'epic/none/issue'];
	for (const root of roots) {
		for (const list of [...lists, `epic/${epic}/issue`])
			await user.send(`GET ${root}/${list}`, 200);
	}
}
