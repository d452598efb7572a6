import { toAdf, toWiki } from '../text/rich-text';
import type { Group, SecurityLevel } from '../state/access-model';
import type {
	Component,
	FieldOption,
	IssueType,
	LinkType,
	Named,
	Project,
	RichText,
	Status,
	StatusCategory,
	User,
	Version,
} from '../state/model';
import { userNamed, type World } from '../state/world';

/** A site seen through one version of its REST API. */
export interface View {
	readonly world: World;
	readonly api: 2 | 3;
}

/** Absolute address of a resource of the API. */
export function selfUrl(view: View, path: string): string {
	return `${view.world.baseUrl}/rest/api/${view.api}/${path}`;
}

/** One picture in the four sizes in which Jira has it. */
function avatarUrls(view: View, picture: string): Readonly<Record<string, string>> {
	const sizes = { '48x48': '', '24x24': 'small', '16x16': 'xsmall', '32x32': 'medium' };
	return Object.fromEntries(
		Object.entries(sizes).map(([size, name]) => [
			size,
			`${view.world.baseUrl}/secure/${picture}${name === '' ? '' : `&size=${name}`}`,
		]),
	);
}

/** A user as the deployment shows one. Cloud leaves a hidden e-mail address out. */
export function renderUser(view: View, user: User): Readonly<Record<string, unknown>> {
	const { world } = view;
	const shared = {
		displayName: user.displayName,
		active: user.inactive !== true,
		timeZone: user.timeZone,
		avatarUrls: avatarUrls(view, `useravatar?ownerId=${user.key}`),
	};
	if (world.deployment === 'cloud') {
		const hidden = world.hiddenEmails.includes(user.name);
		return {
			self: selfUrl(view, `user?accountId=${user.accountId}`),
			accountId: user.accountId,
			accountType: user.app === true ? 'app' : 'atlassian',
			...(hidden ? {} : { emailAddress: user.emailAddress }),
			...shared,
		};
	}
	return {
		self: selfUrl(view, `user?username=${user.name}`),
		name: user.name,
		key: user.key,
		emailAddress: user.emailAddress,
		...shared,
	};
}

/** A user by stored name; `null` for nobody. */
export function renderUserNamed(view: View, name: unknown): unknown {
	const user = typeof name === 'string' ? userNamed(view.world, name) : undefined;
	return user === undefined ? null : renderUser(view, user);
}

/** Keys and ids of status categories; the names vary between sites, the keys do not. */
const CATEGORIES: Readonly<
	Record<StatusCategory, { readonly id: number; readonly name: string; readonly color: string }>
> = {
	new: { id: 2, name: 'To Do', color: 'blue-gray' },
	indeterminate: { id: 4, name: 'In Progress', color: 'yellow' },
	done: { id: 3, name: 'Done', color: 'green' },
};

export function renderStatus(view: View, status: Status): Readonly<Record<string, unknown>> {
	const { id, name, color } = CATEGORIES[status.category];
	return {
		self: selfUrl(view, `status/${status.id}`),
		description: '',
		iconUrl: `${view.world.baseUrl}/images/icons/statuses/generic.png`,
		name: status.name,
		id: status.id,
		statusCategory: {
			self: selfUrl(view, `statuscategory/${id}`),
			id,
			key: status.category,
			colorName: color,
			name,
		},
	};
}

export function renderNamed(
	view: View,
	kind: 'priority' | 'resolution',
	entry: Named,
): Readonly<Record<string, unknown>> {
	const { id, name } = entry;
	const self = selfUrl(view, `${kind}/${id}`);
	if (kind === 'resolution') return { self, id, description: '', name };
	const picture = name.toLowerCase();
	return {
		self,
		iconUrl: `${view.world.baseUrl}/images/icons/priorities/${picture}.svg`,
		name,
		id,
	};
}

export function renderIssueType(view: View, type: IssueType): Readonly<Record<string, unknown>> {
	return {
		self: selfUrl(view, `issuetype/${type.id}`),
		id: type.id,
		description: '',
		iconUrl: `${view.world.baseUrl}/images/icons/issuetypes/${type.id}.png`,
		name: type.name,
		subtask: type.subtask,
		avatarId: type.subtask ? 10316 : 10303,
		...(view.world.deployment === 'cloud' ? { hierarchyLevel: levelOf(type) } : {}),
	};
}

/** -1 below, 0, and 1 above the ordinary types. */
function levelOf({ subtask, epic = false }: IssueType): number {
	if (subtask) return -1;
	return epic ? 1 : 0;
}

/** A project as it stands in the fields of an issue. */
export function renderProject(view: View, project: Project): Readonly<Record<string, unknown>> {
	return {
		self: selfUrl(view, `project/${project.id}`),
		id: project.id,
		key: project.key,
		name: project.name,
		projectTypeKey:
			view.world.attachmentRules.serviceProject === true ? 'service_desk' : 'software',
		...(view.world.deployment === 'cloud' ? { simplified: project.teamManaged ?? false } : {}),
		avatarUrls: avatarUrls(view, `projectavatar?pid=${project.id}`),
	};
}

/** A project as the project resource and lists of projects give it. */
export function renderFullProject(view: View, project: Project): Readonly<Record<string, unknown>> {
	const cloud = view.world.deployment === 'cloud';
	const style = project.teamManaged === true ? 'next-gen' : 'classic';
	return {
		expand: 'description,lead,url,projectKeys',
		...renderProject(view, project),
		...(cloud ? { style, isPrivate: false, properties: {} } : {}),
	};
}

export function renderVersion(view: View, version: Version): Readonly<Record<string, unknown>> {
	const { id, name, archived, released, description, startDate, releaseDate } = version;
	return {
		self: selfUrl(view, `version/${id}`),
		id,
		description,
		name,
		archived,
		released,
		startDate,
		releaseDate,
	};
}

/** A version with its project, as the version resource and lists of versions give it. */
export function renderFullVersion(view: View, version: Version): Readonly<Record<string, unknown>> {
	const project = view.world.projects.find(({ key }) => key === version.project);
	return { ...renderVersion(view, version), projectId: Number(project?.id) };
}

export function renderComponent(
	view: View,
	component: Component,
): Readonly<Record<string, unknown>> {
	const { id, name } = component;
	return { self: selfUrl(view, `component/${id}`), id, name };
}

/** A component with its project, as the component resource and lists of components give it. */
export function renderFullComponent(
	view: View,
	component: Component,
): Readonly<Record<string, unknown>> {
	const { project: key, description, lead } = component;
	const project = view.world.projects.find((entry) => entry.key === key);
	return {
		...renderComponent(view, component),
		...(description === undefined ? {} : { description }),
		...(lead === undefined ? {} : { lead: renderUserNamed(view, lead) }),
		assigneeType: 'PROJECT_DEFAULT',
		isAssigneeTypeValid: false,
		project: key,
		projectId: Number(project?.id),
	};
}

export function renderOption(view: View, option: FieldOption): Readonly<Record<string, unknown>> {
	return {
		self: selfUrl(view, `customFieldOption/${option.id}`),
		value: option.value,
		id: option.id,
		...(view.world.deployment === 'dataCenter' ? { disabled: false } : {}),
	};
}

export function renderGroup(view: View, group: Group): Readonly<Record<string, unknown>> {
	const { name, groupId } = group;
	return view.world.deployment === 'cloud'
		? { name, groupId, self: selfUrl(view, `group?groupId=${groupId}`) }
		: { name, self: selfUrl(view, `group?groupname=${encodeURIComponent(name)}`) };
}

export function renderSecurityLevel(
	view: View,
	level: SecurityLevel,
): Readonly<Record<string, unknown>> {
	const { id, name, description } = level;
	return { self: selfUrl(view, `securitylevel/${id}`), id, description, name };
}

export function renderLinkType(view: View, type: LinkType): Readonly<Record<string, unknown>> {
	const { id, name, inward, outward } = type;
	return { id, name, inward, outward, self: selfUrl(view, `issueLinkType/${id}`) };
}

/** A document in v3, wiki text in v2. */
export function renderRich(view: View, rich: RichText): unknown {
	return view.api === 3 ? toAdf(rich) : toWiki(rich);
}
