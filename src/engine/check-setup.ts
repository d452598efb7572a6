import type { FieldMeta } from '../model/field-schema';
import { asError, InputError, ServiceError } from '../model/failure';
import { describeUser, type UserIdentity } from '../model/user';
import { fine, problem, skipped, warning, type SetupLine } from '../sync/setup-line';
import { peopleLine, peopleToFind, STATUS_CHECKS, statusLines } from '../sync/setup-mapping';
import {
	issueTypeLine,
	SCREEN_CHECKS,
	screenLines,
	type SetupTemplate,
} from '../sync/setup-screen';
import {
	endpointLine,
	PERMISSION_KEYS,
	permissionLines,
	rateLimitLine,
	versionLine,
	versionsLine,
} from '../sync/setup-site';
import { hiddenWebhooksLine, webhookLines } from '../sync/setup-webhook';
import type { Explain, SetupProject, SetupReader, SetupSettings, SetupType } from './setup-ports';

const TYPE_CHECKS = ['Issue Type', ...SCREEN_CHECKS, ...STATUS_CHECKS];
const SITE_CHECKS = ['User Table', 'Remote Links', 'Search', 'Webhook', 'Rate Limit'];
const ACCOUNT_CHECKS = ['Project', 'Permissions', ...TYPE_CHECKS, 'Versions', ...SITE_CHECKS];
/** No record has this id: the search must answer that it knows no issue. */
const PROBE = 'system=n8n-jira-sync&id=check-set-up';

/**
 * Walks the list of what a sync needs of Jira, and says for each line whether it is there. Reads only, and never throws for what
 * Jira answers: a failure is a line, and what depends on it is not checked. A refused login ends the walk at once, because each
 * further one counts towards the CAPTCHA of Data Center.
 */
export async function checkSetup(
	jira: SetupReader,
	settings: SetupSettings,
	explain: Explain,
): Promise<readonly SetupLine[]> {
	const site = await outcomeOf(jira.serverInfo());
	if (site.error !== undefined) return setupOutOfReach(site.error, explain);
	const account = await outcomeOf(jira.myself());
	const siteLines = [endpointLine(site.value, settings.baseUrl), versionLine(site.value)];
	if (account.error !== undefined)
		return [
			...siteLines,
			failed('Account', account.error, explain),
			...skipped(ACCOUNT_CHECKS, 'Account'),
		];
	const accountLine = fine('Account', `Jira knows the account as ${describeUser(account.value)}.`);
	const { line, project } = await checkProject(jira, settings.project, explain);
	const [inside, outside] = await Promise.all([
		project === undefined
			? skipped(['Permissions', ...TYPE_CHECKS, 'Versions'], 'Project')
			: checkInside(jira, project.key, settings, explain),
		checkOutside(jira, project?.key, settings, explain),
	]);
	const limit = rateLimitLine(jira.rateLimit());
	return [...siteLines, accountLine, line, ...inside, ...outside, limit];
}

/** Lines for a Jira that could not even say which one it is. A refused login shows that somebody answers. */
export function setupOutOfReach(error: unknown, explain: Explain): readonly SetupLine[] {
	if (isRefusedLogin(error))
		return [
			fine('Endpoint', 'A server answers at the address of the credential, and asks for a login.'),
			...skipped(['Version'], 'Account'),
			failed('Account', error, explain),
			...skipped(ACCOUNT_CHECKS, 'Account'),
		];
	return [
		failed('Endpoint', error, explain),
		...skipped(['Version', 'Account', ...ACCOUNT_CHECKS], 'Endpoint'),
	];
}

function isRefusedLogin(error: unknown): boolean {
	if (!(error instanceof ServiceError)) return false;
	return error.details.kind === 'authentication' || error.details.kind === 'permission';
}

type Outcome<T> =
	| { readonly value: T; readonly error?: undefined }
	| { readonly value?: undefined; readonly error: object };

async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
	return await work.then(
		(value) => ({ value }),
		(error: unknown) => ({ error: asError(error) }),
	);
}

function failed(check: string, error: unknown, explain: Explain): SetupLine {
	const { message, remedy } = explain(error);
	return problem(check, message, remedy);
}

/** Checks that share one answer of Jira, which did not come. */
function failedFirst(
	[first = '', ...others]: readonly string[],
	error: unknown,
	explain: Explain,
): readonly SetupLine[] {
	return [failed(first, error, explain), ...skipped(others, first)];
}

/** Lists narrowly first: a Jira may have thousands of projects, and only a wrong key needs their names. */
async function checkProject(
	jira: SetupReader,
	wanted: string,
	explain: Explain,
): Promise<{ readonly line: SetupLine; readonly project?: SetupProject }> {
	const check = 'Project';
	const isWanted = ({ id, key }: SetupProject) =>
		id === wanted || key.toUpperCase() === wanted.toUpperCase();
	const near = wanted === '' ? { value: [] } : await outcomeOf(jira.projects(wanted));
	if (near.error !== undefined) return { line: failed(check, near.error, explain) };
	const found = near.value.find(isWanted);
	const all = found === undefined ? await outcomeOf(jira.projects('')) : { value: [] };
	if (all.error !== undefined) return { line: failed(check, all.error, explain) };
	const project = found ?? all.value.find(isWanted);
	if (project !== undefined)
		return { line: fine(check, `The account sees ${project.key} (${project.name}).`), project };
	const message =
		wanted === ''
			? 'No project is chosen.'
			: `There is no project "${wanted}", or the account may not see it.`;
	return { line: problem(check, message, projectRemedy(all.value)) };
}

const SHOWN_PROJECTS = 10;

function projectRemedy(projects: readonly SetupProject[]): string {
	if (projects.length === 0)
		return 'The account sees no projects at all: ask an administrator for the permission "Browse Projects".';
	const keys = projects.slice(0, SHOWN_PROJECTS).map(({ key }) => key);
	const rest = projects.length - keys.length;
	const more = rest > 0 ? ` and ${rest} more` : '';
	return `Choose one that it sees (${keys.join(', ')}${more}), or ask an administrator for the permission "Browse Projects".`;
}

/** What hangs on the project. */
async function checkInside(
	jira: SetupReader,
	project: string,
	settings: SetupSettings,
	explain: Explain,
): Promise<readonly SetupLine[]> {
	const [permissions, types, versions] = await Promise.all([
		outcomeOf(jira.permissions(project, PERMISSION_KEYS)),
		checkTypes(jira, project, settings, explain),
		outcomeOf(jira.versions(project)),
	]);
	return [
		...(permissions.error === undefined
			? permissionLines(permissions.value, project)
			: [failed('Permissions', permissions.error, explain)]),
		...types,
		versions.error === undefined
			? versionsLine(versions.value, project)
			: failed('Versions', versions.error, explain),
	];
}

async function checkTypes(
	jira: SetupReader,
	project: string,
	settings: SetupSettings,
	explain: Explain,
): Promise<readonly SetupLine[]> {
	const { template, status } = settings;
	const types = await outcomeOf(jira.issueTypes(project));
	const { line, type }: { readonly line: SetupLine; readonly type?: SetupType } =
		types.error === undefined
			? issueTypeLine(types.value, template.issueType, project)
			: { line: failed('Issue Type', types.error, explain) };
	const [screen, statuses] = await Promise.all([
		type && outcomeOf(jira.createFields(project, type.id)),
		outcomeOf(jira.statuses(project)),
	]);
	const isOfType = ({ issueTypes }: { readonly issueTypes: readonly string[] }) =>
		type === undefined || issueTypes.includes(type.name);
	return [
		line,
		...createScreen(screen, template, explain),
		...(statuses.error === undefined
			? statusLines(statuses.value.filter(isOfType), status)
			: failedFirst(STATUS_CHECKS, statuses.error, explain)),
	];
}

function createScreen(
	screen: Outcome<readonly FieldMeta[]> | undefined,
	template: SetupTemplate,
	explain: Explain,
): readonly SetupLine[] {
	if (screen === undefined) return skipped(SCREEN_CHECKS, 'Issue Type');
	return screen.error === undefined
		? screenLines(screen.value, template)
		: failedFirst(SCREEN_CHECKS, screen.error, explain);
}

/** What can be checked without the project. */
async function checkOutside(
	jira: SetupReader,
	project: string | undefined,
	{ people, now }: SetupSettings,
	explain: Explain,
): Promise<readonly SetupLine[]> {
	const recent = project === undefined ? {} : { recent: { project, since: now } };
	const [users, linkType, search, webhooks] = await Promise.all([
		outcomeOf(findPeople(jira, peopleToFind(people))),
		outcomeOf(jira.duplicateLinkType()),
		outcomeOf(jira.findLinked([PROBE], { fields: [], properties: [] }, recent)),
		outcomeOf(jira.ownWebhooks()),
	]);
	return [
		users.error === undefined
			? peopleLine(people, users.value)
			: failed('User Table', users.error, explain),
		linkLine(linkType, explain),
		search.error === undefined
			? fine('Search', 'The search index answers, and finds issues by their remote link.')
			: failed('Search', search.error, explain),
		...(webhooks.error === undefined
			? webhookLines(webhooks.value)
			: [hiddenWebhooksLine(explain(webhooks.error).message)]),
	];
}

async function findPeople(
	jira: SetupReader,
	texts: readonly string[],
): Promise<Readonly<Record<string, readonly UserIdentity[]>>> {
	const found = texts.map(async (text) => [text, await jira.findUsers(text)] as const);
	return Object.fromEntries(await Promise.all(found));
}

/** Jira answers 404 to the list of link types while issue linking is turned off (REST API, "Get issue link types"). */
function linkLine(linkType: Outcome<string>, explain: Explain): SetupLine {
	const check = 'Remote Links';
	if (linkType.error === undefined)
		return fine(check, `Linking is on; duplicates are linked as "${linkType.value}".`);
	const { message, remedy } = explain(linkType.error);
	if (linkType.error instanceof InputError) return warning(check, message, remedy);
	const isOff =
		linkType.error instanceof ServiceError && linkType.error.details.kind === 'notFound';
	return isOff
		? problem(check, 'Issue linking is turned off.', 'Let an administrator turn it on in Jira.')
		: problem(check, message, remedy);
}
