import { ALL_FIELD_IDS as ID } from '../../simulators/jira';
import { SEED_USERS } from '../../simulators/jira/seed';
import type { Deployment } from './engine-jira';

/** What a person writes for a field, and what is read of it afterwards. */
export interface Sample {
	readonly input: unknown;
	readonly read: unknown;
}

/** A field of project ALL with two different values, the second in another spelling. */
export interface FieldSample {
	readonly name: string;
	readonly id: string;
	readonly first: Sample;
	readonly second: Sample;
}

type Row = readonly [name: string, id: string, ...Sample[keyof Sample][]];

/** Jira's id of a seeded user. */
function person(deployment: Deployment, name: 'kim' | 'ann'): string {
	return deployment === 'cloud' ? SEED_USERS[name].accountId : name;
}

/** Text, number, date and choice, alike on both products. */
const PLAIN: readonly Row[] = [
	['Text Line', ID.textLine, 'one line', 'one line', 12, '12'],
	['Text Block', ID.textBlock, 'a\n\n* b {code}', 'a\n\n* b {code}', 'x', 'x'],
	['Environment', 'environment', 'Linux', 'Linux', 'BSD [~kim]', 'BSD [~kim]'],
	['Amount', ID.number, '12.5', 12.5, -3, -3],
	['Story Points', ID.storyPoints, 5, 5, '8', 8],
	['Start Date', ID.date, '2026-11-21', '2026-11-21', 1_795_256_100_000, '2026-11-21'],
	['Due date', 'duedate', '2026-12-24T08:00:00+01:00', '2026-12-24', '2026-12-31', '2026-12-31'],
	[
		'Seen At',
		ID.datetime,
		'2026-11-21T10:15:00+02:00',
		'2026-11-21T08:15:00.000Z',
		'1795256100',
		'2026-11-21T10:15:00.000Z',
	],
	['Team', ID.select, 'green', 'Green', { id: '10200' }, 'Red'],
	['Risk', ID.radio, { value: 'High' }, 'High', '{"value":"Low"}', 'Low'],
	['Regions', ID.multiselect, 'North, west', ['North', 'West'], ['South'], ['South']],
	['Checks', ID.checkboxes, '["Documented"]', ['Documented'], [{ id: '10230' }], ['Tested']],
	[
		'Place',
		ID.cascading,
		'Europe > Paris',
		{ value: 'Europe', child: 'Paris' },
		['Asia', 'Seoul'],
		{ value: 'Asia', child: 'Seoul' },
	],
	['Tags', ID.labels, 'x, y', ['x', 'y'], ['z'], ['z']],
	['Labels', 'labels', ['crash'], ['crash'], 'a,b', ['a', 'b']],
	['Page', ID.url, 'https://x.example/1', 'https://x.example/1', 'http://y', 'http://y'],
	['Account', ID.account, { id: 7, value: 'Ops' }, { id: 7, value: 'Ops' }, '{"id":8}', { id: 8 }],
];

/** What refers to something that Jira has. */
const REFERENCES: readonly Row[] = [
	['Owning Group', ID.group, 'developers', 'developers', { name: 'managers' }, 'managers'],
	[
		'Informed Groups',
		ID.groups,
		'developers, managers',
		['developers', 'managers'],
		['jira-users'],
		['jira-users'],
	],
	['Target Version', ID.version, '2.0', '2.0', { name: '1.1' }, '1.1'],
	['Seen In Versions', ID.versions, '1.0,1.1', ['1.0', '1.1'], [{ name: '2.0' }], ['2.0']],
	['Fix versions', 'fixVersions', '1.1', ['1.1'], ['2.0', '1.1'], ['1.1', '2.0']],
	['Affects versions', 'versions', ['1.0'], ['1.0'], '2.0', ['2.0']],
	['Components', 'components', 'client, server', ['Client', 'Server'], ['Server'], ['Server']],
	['Priority', 'priority', 'high', 'High', { id: '4' }, 'Low'],
	['Security Level', 'security', 'Internal', 'Internal', '10071', 'Confidential'],
	['Other Project', ID.project, 'CRASH', 'CRASH', 'planning', 'PLAN'],
	['Sprint', ID.sprint, 2, 2, '3', 3],
	[
		'Time tracking',
		'timetracking',
		'4h',
		{ originalEstimate: 240, remainingEstimate: 240 },
		{ originalEstimate: 90, remainingEstimate: '30m' },
		{ originalEstimate: 90, remainingEstimate: 30 },
	],
];

function peopleOf(deployment: Deployment): readonly Row[] {
	const [kim, ann] = [person(deployment, 'kim'), person(deployment, 'ann')];
	const reference = deployment === 'cloud' ? { accountId: ann } : { name: ann };
	const both = [ann, kim].sort();
	return [
		['Assignee', 'assignee', 'KIM@example.com', kim, 'Ann Ray', ann],
		['Reporter', 'reporter', kim, kim, reference, ann],
		['Reviewer', ID.user, 'kim lee', kim, { email: 'ann@example.com' }, ann],
		['Reviewers', ID.users, `${kim}, ann@example.com`, both, [reference], [ann]],
	];
}

/** Every field of a task in project ALL that can be set, but the summary. ALL-1 and ALL-2 are epics. */
export function allFieldSamples(deployment: Deployment): readonly FieldSample[] {
	const epic: Row =
		deployment === 'cloud'
			? ['Parent', 'parent', 'all-1', 'ALL-1', { key: 'ALL-2' }, 'ALL-2']
			: ['Epic Link', ID.epicLink, 'all-1', 'ALL-1', { key: 'ALL-2' }, 'ALL-2'];
	return [...PLAIN, ...REFERENCES, ...peopleOf(deployment), epic].map(
		([name, id, input, read, otherInput, otherRead]) => ({
			name,
			id,
			first: { input, read },
			second: { input: otherInput, read: otherRead },
		}),
	);
}
