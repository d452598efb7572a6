import { maySee } from '../state/world';
import { ok, pageOf, visibleProject, type AddRoute, type Call, type Handler } from './call';
import {
	renderFullComponent,
	renderFullProject,
	renderFullVersion,
	renderIssueType,
	renderStatus,
	renderUserNamed,
	selfUrl,
} from './view';

/** Projects and what hangs on them. The paged list is Cloud's, the plain one everybody's. */
export function addProjectRoutes(add: AddRoute, deployment: 'cloud' | 'dataCenter'): void {
	add('GET', '/project', 'anonymous', (call) =>
		ok(visible(call).map((p) => renderFullProject(call, p))),
	);
	if (deployment === 'cloud') add('GET', '/project/search', 'anonymous', searchProjects);
	add('GET', '/project/:project', 'anonymous', getProject);
	add('GET', '/project/:project/versions', 'anonymous', (call) => ok(versionsOf(call)));
	add('GET', '/project/:project/version', 'anonymous', (call) => {
		const { rows, ...page } = pageOf(call, versionsOf(call), 50);
		return ok({ ...page, isLast: page.startAt + rows.length >= page.total, values: rows });
	});
	add('GET', '/project/:project/statuses', 'anonymous', statuses);
	add('GET', '/project/:project/components', 'anonymous', (call) => ok(componentsOf(call)));
}

function visible(call: Call): Call['world']['projects'] {
	return call.world.projects.filter(({ key }) => maySee(call.user, key));
}

const searchProjects: Handler = (call) => {
	const wanted = (call.query.query ?? '').toLowerCase();
	const keys = call.query.keys?.split(',');
	const found = visible(call).filter(
		({ key, name }) =>
			(keys === undefined || keys.includes(key)) && `${key} ${name}`.toLowerCase().includes(wanted),
	);
	const { rows, ...page } = pageOf(call, found, 50, 100);
	return ok({
		self: selfUrl(call, 'project/search'),
		...page,
		isLast: page.startAt + rows.length >= page.total,
		values: rows.map((project) => renderFullProject(call, project)),
	});
};

const getProject: Handler = (call) => {
	const project = visibleProject(call, call.params.project ?? '');
	const { world } = call;
	return ok({
		...renderFullProject(call, project),
		lead: renderUserNamed(call, project.lead),
		assigneeType: 'UNASSIGNED',
		issueTypes: world.issueTypes
			.filter((type) => type.project === project.key)
			.map((type) => renderIssueType(call, type)),
		versions: versionsOf(call),
		components: componentsOf(call),
	});
};

/** In their sequence. */
function versionsOf(call: Call): readonly unknown[] {
	const { key } = visibleProject(call, call.params.project ?? '');
	return call.world.versions
		.filter(({ project }) => project === key)
		.map((version) => renderFullVersion(call, version));
}

function componentsOf(call: Call): readonly unknown[] {
	const { key } = visibleProject(call, call.params.project ?? '');
	return call.world.components
		.filter(({ project }) => project === key)
		.map((component) => renderFullComponent(call, component));
}

/** By issue type; every type shares the one workflow. */
const statuses: Handler = (call) => {
	const { key } = visibleProject(call, call.params.project ?? '');
	return ok(
		call.world.issueTypes
			.filter(({ project }) => project === key)
			.map((type) => {
				const { self, id, name, subtask } = renderIssueType(call, type);
				const list = call.world.statuses.map((status) => renderStatus(call, status));
				return { self, id, name, subtask, statuses: list };
			}),
	);
};
