import { isObject, textOf } from '../../../src/model/decode';
import { badField, refusal } from '../state/errors';
import { unreadableBody } from '../state/changes';
import type { Project, User, Version } from '../state/model';
import { findProject, maySee, type World } from '../state/world';
import { isDay } from '../text/time';
import { ok, userOf, type AddRoute, type Call, type Handler } from './call';
import { renderFullVersion } from './view';

/** Versions: project administrators make, change and move them. */
export function addVersionRoutes(add: AddRoute): void {
	add('POST', '/version', 'user', createVersion);
	add('GET', '/version/:version', 'anonymous', (call) =>
		ok(renderFullVersion(call, versionOf(call))),
	);
	add('PUT', '/version/:version', 'user', editVersion);
	add('POST', '/version/:version/move', 'user', moveVersion);
}

/** The version that the path names. */
export function versionOf(call: Call): Version {
	const found = call.world.versions.find(({ id }) => id === call.params.version);
	if (found !== undefined && maySee(call.user, found.project)) return found;
	throw refusal(404, [`Could not find version for id '${call.params.version ?? ''}'`]);
}

/** Refuses everybody who does not administer the project. */
export function mustAdminister(actor: User, world: World): void {
	if (actor.admin) return;
	const status = world.deployment === 'cloud' ? 404 : 403;
	throw refusal(status, [
		'You must have global or project administrator rights in order to modify versions.',
	]);
}

const createVersion: Handler = (call) => {
	const { world, body } = call;
	if (!isObject(body)) throw unreadableBody();
	const project = chosenProject(call, body.projectId, body.project);
	mustAdminister(userOf(call), world);
	const name = checkName(world, project.key, body.name, undefined);
	const base: Version = {
		id: world.nextId('version'),
		name,
		project: project.key,
		released: false,
		archived: false,
	};
	const version = withChanges(base, body);
	world.versions.push(version);
	world.emit({ kind: 'versionCreated', version });
	return { status: 201, body: renderFullVersion(call, version) };
};

function chosenProject(call: Call, projectId: unknown, key: unknown): Project {
	const wanted = textOf(projectId) ?? textOf(key);
	const project = wanted === undefined ? undefined : findProject(call.world, wanted);
	if (project !== undefined && maySee(call.user, project.key)) return project;
	throw refusal(404, [
		'Project with the given key or id does not exist, or you do not have permission to see it.',
	]);
}

function checkName(
	world: World,
	project: string,
	input: unknown,
	self: string | undefined,
): string {
	const name = textOf(input)?.trim();
	if (name === undefined) throw badField('name', 'You must specify a valid version name');
	if (name.length > 255) throw badField('name', 'The version name must not exceed 255 characters.');
	const taken = world.versions.some(
		(entry) => entry.project === project && entry.name === name && entry.id !== self,
	);
	if (taken) throw badField('name', 'A version with this name already exists in this project.');
	return name;
}

function withChanges(version: Version, body: Readonly<Record<string, unknown>>): Version {
	const { description, startDate, releaseDate, released, archived } = body;
	for (const [field, day] of Object.entries({ startDate, releaseDate })) {
		if (day !== undefined && day !== null && !(typeof day === 'string' && isDay(day))) {
			throw badField(field, 'Please enter the date in the following format: yyyy-MM-dd');
		}
	}
	return {
		...version,
		...(typeof description === 'string' ? { description } : {}),
		...(typeof startDate === 'string' ? { startDate } : {}),
		...(typeof releaseDate === 'string' ? { releaseDate } : {}),
		...(typeof released === 'boolean' ? { released } : {}),
		...(typeof archived === 'boolean' ? { archived } : {}),
	};
}

const editVersion: Handler = (call) => {
	const { world, body } = call;
	if (!isObject(body)) throw unreadableBody();
	const version = versionOf(call);
	mustAdminister(userOf(call), world);
	const name =
		body.name === undefined
			? version.name
			: checkName(world, version.project, body.name, version.id);
	const next = withChanges({ ...version, name }, body);
	world.versions.splice(world.versions.indexOf(version), 1, next);
	const turned = next.released ? 'versionReleased' : 'versionUnreleased';
	if (next.released !== version.released) world.emit({ kind: turned, version: next });
	world.emit({ kind: 'versionUpdated', version: next });
	return ok(renderFullVersion(call, next));
};

/** `{after: <self url>}` or `{position: First|Last|Earlier|Later}`. */
const moveVersion: Handler = (call) => {
	const { world, body } = call;
	const version = versionOf(call);
	mustAdminister(userOf(call), world);
	if (!isObject(body)) throw unreadableBody();
	const at = world.versions.indexOf(version);
	const rest = world.versions.filter(({ id }) => id !== version.id);
	const after = textOf(body.after)?.split('/').at(-1);
	const target =
		after === undefined ? placeOf(body.position, at, rest.length) : placeAfter(rest, after);
	rest.splice(target, 0, version);
	world.versions.splice(0, world.versions.length, ...rest);
	world.emit({ kind: 'versionMoved', version });
	return ok(renderFullVersion(call, version));
};

function placeAfter(rest: readonly Version[], id: string): number {
	const found = rest.findIndex((entry) => entry.id === id);
	if (found < 0) throw refusal(400, ['The version to move after does not exist.']);
	return found + 1;
}

function placeOf(position: unknown, at: number, last: number): number {
	switch (position) {
		case 'First':
			return 0;
		case 'Last':
			return last;
		case 'Earlier':
			return Math.max(0, at - 1);
		case 'Later':
			return Math.min(last, at + 1);
		default:
			throw refusal(400, ["You must specify either 'after' or 'position'."]);
	}
}
