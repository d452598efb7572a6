import type { ProjectVersion } from '../model/version';
import { fine, problem, warning, type SetupLine } from './setup-line';

/** What Jira says about itself. */
export interface SetupSite {
	readonly deployment: 'cloud' | 'dataCenter';
	readonly version: string;
	/** First number of the version; 0 when it is not known. */
	readonly major: number;
	/** Jira's own idea of its address. */
	readonly baseUrl?: string;
}

/** Requests that Jira allows, as its last answer said. */
export interface SetupRateLimit {
	readonly limit: number;
	readonly remaining: number;
}

const PRODUCTS = { cloud: 'Jira Cloud', dataCenter: 'Jira Data Center' } as const;
/** The oldest major version that the package is tested with; Cloud has no version that means anything. */
const OLDEST = { cloud: 0, dataCenter: 9 } as const;

/** The address of the credential, against the one that Jira gives itself: a lost context path shows here. */
export function endpointLine(site: SetupSite, credentialUrl: string): SetupLine {
	const own = plainUrl(site.baseUrl ?? '');
	if (own === '' || own === plainUrl(credentialUrl))
		return fine('Endpoint', `Jira answers at ${credentialUrl}.`);
	return warning(
		'Endpoint',
		`Jira answers at ${credentialUrl}, but says that its address is ${own}.`,
		'Links to issues follow the credential. If people reach Jira at the other address, correct the Jira URL of the credential, with its context path; else correct the base URL in the general configuration of Jira.',
	);
}

function plainUrl(url: string): string {
	return url.trim().replace(/\/+$/, '').toLowerCase();
}

/** Product and version. */
export function versionLine({ deployment, version, major }: SetupSite): SetupLine {
	const name = `${PRODUCTS[deployment]}${version === '' ? '' : ` ${version}`}`;
	if (major >= OLDEST[deployment]) return fine('Version', `It is ${name}.`);
	return warning(
		'Version',
		`It is ${name}, which this package is not tested with.`,
		`Use version ${OLDEST[deployment]} or later, or try each workflow with a dry run first.`,
	);
}

interface NeededPermission {
	readonly key: string;
	readonly name: string;
	readonly why: string;
	/** Without it everything works but this. */
	readonly optional?: true;
	/** It is given for the whole site. */
	readonly global?: true;
}

const NEEDED: readonly NeededPermission[] = [
	{ key: 'BROWSE_PROJECTS', name: 'Browse Projects', why: 'Issues cannot be read' },
	{ key: 'CREATE_ISSUES', name: 'Create Issues', why: 'No issue can be made' },
	{ key: 'EDIT_ISSUES', name: 'Edit Issues', why: 'Neither fields nor the link can be written' },
	{ key: 'TRANSITION_ISSUES', name: 'Transition Issues', why: 'The status cannot be changed' },
	{ key: 'ASSIGN_ISSUES', name: 'Assign Issues', why: 'The assignee cannot be changed' },
	{ key: 'ADD_COMMENTS', name: 'Add Comments', why: 'No comment can be made' },
	{ key: 'LINK_ISSUES', name: 'Link Issues', why: 'Neither remote links nor links can be made' },
	{
		key: 'CREATE_ATTACHMENTS',
		name: 'Create Attachments',
		why: 'No file can be attached',
		optional: true,
	},
	{
		key: 'USER_PICKER',
		name: 'Browse Users and Groups',
		why: 'People cannot be found by e-mail or name',
		optional: true,
		global: true,
	},
];

/** Keys of the permissions that are asked for. */
export const PERMISSION_KEYS: readonly string[] = NEEDED.map(({ key }) => key);

/** One line for each permission; `held` is by key, without what Jira did not tell. */
export function permissionLines(
	held: Readonly<Record<string, boolean>>,
	project: string,
): readonly SetupLine[] {
	return NEEDED.map(({ key, name, why, optional, global }) => {
		const check = `Permission: ${name}`;
		if (held[key] === true) return fine(check, 'The account has it.');
		if (held[key] === undefined)
			return warning(check, 'Jira did not tell.', 'Look it up in the permissions of the project.');
		const say = optional === true ? warning : problem;
		const where = global === true ? 'as a global permission' : `in project ${project}`;
		return say(
			check,
			`The account lacks it. ${why}.`,
			`Ask an administrator for the permission "${name}" ${where}.`,
		);
	});
}

/** Versions of the project, which Resolved Until compares. */
export function versionsLine(
	versions: readonly Pick<ProjectVersion, 'released'>[],
	project: string,
): SetupLine {
	if (versions.length === 0)
		return warning(
			'Versions',
			`Project ${project} has no versions, so no issue can say in which one it is fixed.`,
			'Add versions to the project if you use Jira Resolved Until; else this does not matter.',
		);
	const released = versions.filter((version) => version.released).length;
	return fine('Versions', `The project has ${versions.length}, of which ${released} are released.`);
}

/** Below this share of what is allowed it becomes narrow. */
const NARROW = 0.1;

/** What is left of Jira's request limit. */
export function rateLimitLine(limit: SetupRateLimit | undefined): SetupLine {
	if (limit === undefined)
		return fine('Rate Limit', 'Jira named no limit. If there is one, it is obeyed when it is hit.');
	const words = `${limit.remaining} of ${limit.limit} requests are left at this moment.`;
	if (limit.remaining >= limit.limit * NARROW) return fine('Rate Limit', words);
	return warning(
		'Rate Limit',
		words,
		'Others use the limit too: run schedules less often, or ask an administrator for an exemption.',
	);
}
