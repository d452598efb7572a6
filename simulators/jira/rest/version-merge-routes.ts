import { isObject } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badRequest, refusal } from '../state/errors';
import type { Field, Version } from '../state/model';
import { issuesWith, replaceReference } from '../state/replace-reference';
import { NO_CONTENT, ok, userOf, type AddRoute, type Call, type Handler } from './call';
import { selfUrl } from './view';
import { mustAdminister, versionOf } from './version-routes';

/**
 * Versions that go away: merged into another one, or deleted with another one in their place.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-project-versions/
 */
export function addVersionMergeRoutes(add: AddRoute): void {
	add('PUT', '/version/:version/mergeto/:target', 'user', (call) => {
		const version = versionOf(call);
		mustAdminister(userOf(call), call.world);
		const target = sibling(call, version, call.params.target);
		replaceReference(call.world, userOf(call), version.id, target.id, holdsVersions);
		return drop(call, version);
	});
	add('POST', '/version/:version/removeAndSwap', 'user', removeAndSwap);
	add('GET', '/version/:version/relatedIssueCounts', 'anonymous', (call) => {
		const { world } = call;
		const { id } = versionOf(call);
		const custom = [...world.fields.values()].filter(
			(field) => holdsVersions(field) && field.schema.custom !== undefined,
		);
		const usage = custom.map((field) => ({
			fieldName: field.name,
			customFieldId: field.schema.customId,
			issueCountWithVersionInCustomField: issuesWith(world, id, field.id).length,
		}));
		return ok({
			self: selfUrl(call, `version/${id}`),
			issuesFixedCount: issuesWith(world, id, 'fixVersions').length,
			issuesAffectedCount: issuesWith(world, id, 'versions').length,
			issueCountWithCustomFieldsShowingVersion: issuesWith(world, id, ...custom.map((f) => f.id))
				.length,
			...(world.deployment === 'cloud' ? { customFieldUsage: usage } : {}),
		});
	});
}

function holdsVersions({ kind }: Field): boolean {
	return kind === 'version' || kind === 'versions';
}

/** Another version of the same project. */
function sibling({ world }: Call, version: Version, id: unknown): Version {
	const found = world.versions.find((entry) => entry.id === String(id));
	if (found === undefined || found.project !== version.project) {
		throw refusal(404, [`Could not find version for id '${String(id)}'`]);
	}
	if (found.id === version.id) throw badRequest('A version cannot take its own place.');
	return found;
}

function drop({ world }: Call, version: Version): typeof NO_CONTENT {
	world.versions.splice(world.versions.indexOf(version), 1);
	return NO_CONTENT;
}

/** Without a replacement the issues lose the version. */
const removeAndSwap: Handler = (call) => {
	const { world, body = {} } = call;
	const version = versionOf(call);
	const actor = userOf(call);
	mustAdminister(actor, world);
	if (!isObject(body)) throw unreadableBody();
	const target = (id: unknown) => (id === undefined ? undefined : sibling(call, version, id).id);
	const fixed = target(body.moveFixIssuesTo);
	const affected = target(body.moveAffectedIssuesTo);
	replaceReference(world, actor, version.id, fixed, ({ id }) => id === 'fixVersions');
	replaceReference(world, actor, version.id, affected, ({ id }) => id === 'versions');
	replaceReference(world, actor, version.id, undefined, holdsVersions);
	return drop(call, version);
};
