import { checkSetup, setupOutOfReach } from '../../../src/engine/check-setup';
import type { SetupReader, SetupSettings } from '../../../src/engine/setup-ports';
import type { FieldMeta } from '../../../src/model/field-schema';
import { asError, InputError, type FailureKind } from '../../../src/model/failure';
import { serviceError } from '../../support/memory-tracker';

const field = (id: string, name: string, rest: Partial<FieldMeta> = {}): FieldMeta => ({
	id,
	name,
	required: false,
	hasDefault: false,
	schema: { type: 'string' },
	...rest,
});

const SCREEN = [
	field('project', 'Project', { required: true }),
	field('issuetype', 'Issue Type', { required: true }),
	field('summary', 'Summary', { required: true }),
	field('reporter', 'Reporter', { required: true, hasDefault: true }),
	field('description', 'Description'),
	field('labels', 'Labels'),
	field('fixVersions', 'Fix versions'),
	field('customfield_1', 'Severity', { required: true }),
];

const PERMISSIONS = [
	'BROWSE_PROJECTS',
	'CREATE_ISSUES',
	'EDIT_ISSUES',
	'TRANSITION_ISSUES',
	'ASSIGN_ISSUES',
	'ADD_COMMENTS',
	'LINK_ISSUES',
	'CREATE_ATTACHMENTS',
	'USER_PICKER',
];

function reader(changes: Partial<SetupReader> = {}): SetupReader {
	const both = { issueTypes: ['Bug', 'Task'] };
	return {
		serverInfo: async () => ({
			deployment: 'dataCenter',
			version: '10.3.2',
			major: 10,
			baseUrl: 'https://jira.test/jira/',
		}),
		myself: async () => ({ name: 'sync', displayName: 'Sync Bot' }),
		projects: async () => [{ id: '1', key: 'ABC', name: 'Alphabet' }],
		permissions: async () => Object.fromEntries(PERMISSIONS.map((key) => [key, true])),
		issueTypes: async () => [
			{ id: '7', name: 'Bug', subtask: false },
			{ id: '8', name: 'Sub-task', subtask: true },
		],
		createFields: async () => SCREEN,
		statuses: async () => [
			{ id: '1', name: 'To Do', category: 'new', ...both },
			{ id: '2', name: 'Doing', category: 'indeterminate', ...both },
			{ id: '3', name: 'Done', category: 'done', ...both },
			{ id: '4', name: 'Only Tasks', category: 'done', issueTypes: ['Task'] },
		],
		versions: async () => [{ id: '1', name: '1.0', released: true, archived: false }],
		findUsers: async (text) => (text === 'ann@example.com' ? [{ name: 'ann', email: text }] : []),
		duplicateLinkType: async () => 'Duplicate',
		findLinked: async () => [],
		ownWebhooks: async () => [
			{
				name: 'W',
				address: 'https://n8n.test/webhook/1/jira-sync',
				isEnabled: true,
				isProven: true,
				obstacle: 'none',
				wasReceived: true,
			},
		],
		rateLimit: () => ({ limit: 100, remaining: 50 }),
		...changes,
	};
}

function settings(changes: Partial<SetupSettings> = {}): SetupSettings {
	return {
		baseUrl: 'https://jira.test/jira',
		project: 'ABC',
		template: template(),
		status: {
			rows: [
				{ source: ['open'], jira: ['To Do'] },
				{ source: ['busy'], jira: [], category: 'indeterminate' },
				{ source: ['resolved'], jira: ['Closed', 'done'] },
			],
			via: [],
			screenFields: {},
		},
		people: { table: [{ source: 'a', jira: 'ann@example.com' }], fallback: '' },
		now: 1,
		...changes,
	};
}

function template(changes: Partial<SetupSettings['template']> = {}): SetupSettings['template'] {
	return {
		issueType: 'bug',
		bodyField: 'description',
		hasBody: true,
		labelsField: 'labels',
		hasLabels: true,
		fields: ['Severity'],
		...changes,
	};
}

const explain = (error: unknown) => ({ message: asError(error).message, remedy: 'Mend it.' });

async function check(
	jira: Partial<SetupReader> = {},
	changes: Partial<SetupSettings> = {},
): Promise<Readonly<Record<string, string>>> {
	const lines = await checkSetup(reader(jira), settings(changes), explain);
	for (const { message, status, remedy } of lines) {
		expect(message).not.toBe('');
		expect(remedy === '').toBe(status === 'ok');
	}
	const entries = lines.map((line) => [
		line.check,
		`${line.status}: ${line.message} ${line.remedy}`.trim(),
	]);
	expect(new Set(lines.map((line) => line.check)).size).toBe(lines.length);
	return Object.fromEntries(entries) as Record<string, string>;
}

const failing = (kind: FailureKind) => async () => {
	throw serviceError(kind);
};

const table = (...rows: NonNullable<SetupSettings['status']>['rows']) => ({
	status: { rows, via: [], screenFields: {} },
});

describe('a set-up', () => {
	it('that is ready has only lines that are ok', async () => {
		const lines = await check();

		expect(Object.values(lines).filter((line) => !line.startsWith('ok:'))).toEqual([]);
		expect(lines).toMatchObject({
			Endpoint: 'ok: Jira answers at https://jira.test/jira.',
			Version: 'ok: It is Jira Data Center 10.3.2.',
			Account: 'ok: Jira knows the account as Sync Bot.',
			Project: 'ok: The account sees ABC (Alphabet).',
			'Status Table': 'ok: All 3 statuses of the project are in a row.',
			'Rate Limit': 'ok: 50 of 100 requests are left at this moment.',
		});
	});

	it.each<[string, Partial<SetupReader>, Partial<SetupSettings>, string, string]>([
		[
			'another context path',
			{},
			{ baseUrl: 'https://jira.test' },
			'Endpoint',
			'warning: .*context',
		],
		[
			'an old version',
			{ serverInfo: async () => ({ deployment: 'dataCenter', version: '8.4.0', major: 8 }) },
			{},
			'Version',
			'warning: .*8.4.0.*not tested',
		],
		['no project', {}, { project: '' }, 'Project', 'problem: No project is chosen.*ABC'],
		['an unknown project', {}, { project: 'XYZ' }, 'Project', 'problem: .*"XYZ".*ABC'],
		['a blind account', { projects: async () => [] }, {}, 'Project', 'no projects at all'],
		[
			'a missing permission',
			{ permissions: async () => ({ EDIT_ISSUES: false }) },
			{},
			'Permission: Edit Issues',
			'problem: The account lacks it.*in project ABC',
		],
		[
			'people who may not be browsed',
			{ permissions: async () => ({ USER_PICKER: false }) },
			{},
			'Permission: Browse Users and Groups',
			'warning: .*global',
		],
		[
			'a permission that Jira does not name',
			{ permissions: async () => ({}) },
			{},
			'Permission: Link Issues',
			'warning: Jira did not tell',
		],
		[
			'an account that may not attach',
			{ permissions: async () => ({ CREATE_ATTACHMENTS: false }) },
			{},
			'Permission: Create Attachments',
			'warning: .*in project ABC',
		],
		[
			'webhooks that only administrators see',
			{ ownWebhooks: failing('permission') },
			{},
			'Webhook',
			'warning: The webhooks cannot be looked at: .*administrator',
		],
		['permissions that fail', { permissions: failing('server') }, {}, 'Permissions', 'problem: '],
		['no issue type', {}, { template: template({ issueType: '' }) }, 'Issue Type', 'Choose one of'],
		[
			'an unknown issue type',
			{},
			{ template: template({ issueType: 'Epic' }) },
			'Issue Type',
			'problem: .*"Epic".*Bug, Sub-task',
		],
		['a sub-task', {}, { template: template({ issueType: '8' }) }, 'Issue Type', 'warning: '],
		[
			'a required field without a value',
			{},
			{ template: template({ fields: [] }) },
			'Required Fields',
			String.raw`problem: .*Severity \(customfield_1\)`,
		],
		[
			'a body without a field',
			{},
			{ template: template({ bodyField: 'customfield_9' }) },
			'Body Field',
			'problem: .*"customfield_9".*Issue Options',
		],
		[
			'labels that are not used',
			{},
			{ template: template({ labelsField: 'customfield_9', hasLabels: false }) },
			'Labels Field',
			'warning: ',
		],
		[
			'a screen without the summary',
			{ createFields: async () => SCREEN.filter(({ id }) => id !== 'summary') },
			{},
			'Summary Field',
			'problem: ',
		],
		[
			'a field that the screen lacks',
			{},
			{ template: template({ fields: ['Severity', 'customfield_9'] }) },
			'Template Fields',
			'problem: .*customfield_9',
		],
		[
			'a screen without fix versions',
			{ createFields: async () => SCREEN.filter(({ id }) => id !== 'fixVersions') },
			{},
			'Fix Versions Field',
			'warning: .*Resolved Until',
		],
		[
			'a screen that fails',
			{ createFields: failing('server') },
			{},
			'Required Fields',
			'problem: ',
		],
		['statuses that fail', { statuses: failing('server') }, {}, 'Status Targets', 'Not checked'],
		['an empty status table', {}, table(), 'Status Table', 'problem: '],
		[
			'a status without a row',
			{},
			table({ source: ['open'], jira: ['To Do'] }),
			'Status Table',
			'warning: .*"Doing", "Done"',
		],
		[
			'a state without a status',
			{},
			table({ source: ['muted'], jira: ["Won't Do"] }),
			'Status Targets',
			'problem: .*"muted".*To Do, Doing, Done',
		],
		[
			'a person whom nobody knows',
			{},
			{ people: { table: [], fallback: 'bob' } },
			'User Table',
			String.raw`problem: .*bob \(nobody\)`,
		],
		['a project without versions', { versions: async () => [] }, {}, 'Versions', 'warning: '],
		[
			'linking turned off',
			{ duplicateLinkType: failing('notFound') },
			{},
			'Remote Links',
			'problem: .*off',
		],
		[
			'no type for duplicates',
			{
				duplicateLinkType: async () => {
					throw new InputError('No type', []);
				},
			},
			{},
			'Remote Links',
			'warning: No type',
		],
		['a search that fails', { findLinked: failing('server') }, {}, 'Search', 'problem: '],
		[
			'a limit that is almost used up',
			{ rateLimit: () => ({ limit: 100, remaining: 9 }) },
			{},
			'Rate Limit',
			'warning: 9 of 100',
		],
	])('with %s says so, and goes on', async (_name, jira, changes, name, says) => {
		const lines = await check(jira, changes);

		expect(lines[name]).toMatch(new RegExp(says));
		expect(Object.keys(lines).at(-1)).toBe('Rate Limit');
	});

	it('whose status is not synced needs no table', async () => {
		const { status: _status, ...rest } = settings();
		const lines = await checkSetup(reader(), rest, explain);

		expect(lines.find((line) => line.check === 'Status Table')?.status).toBe('ok');
	});

	it('finds a project by its id, when the narrow list does not have it', async () => {
		const found = [{ id: '1', key: 'ABC', name: 'Alphabet' }];
		const projects = async (query: string) => (query === '' ? found : []);

		expect((await check({ projects }, { project: '1' }))['Project']).toContain('ok: ');
	});

	it('asks for nothing more after a refused login', async () => {
		const asked: string[] = [];
		const watched = new Proxy(reader({ myself: failing('authentication') }), {
			get: (target, name, receiver) => {
				asked.push(String(name));
				return Reflect.get(target, name, receiver) as unknown;
			},
		});

		const lines = await checkSetup(watched, settings(), explain);

		expect(asked).toEqual(['serverInfo', 'myself']);
		expect(lines.map(({ check: name }) => name)).toContain('Search');
		expect(lines.find((line) => line.check === 'Account')).toMatchObject({ status: 'problem' });
	});

	it.each([
		['authentication', 'Account', 'ok'],
		['permission', 'Account', 'ok'],
		['network', 'Endpoint', 'problem'],
	] as const)('out of reach by %s blames %s', async (kind, blamed, endpoint) => {
		const lines = setupOutOfReach(serviceError(kind), explain);

		expect(lines.find((line) => line.check === 'Endpoint')?.status).toBe(endpoint);
		expect(lines.filter(({ status }) => status === 'problem').map((line) => line.check)).toEqual([
			blamed,
		]);
	});
});
