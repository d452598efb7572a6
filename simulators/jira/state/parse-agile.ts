import { ValueRefusal } from './errors';
import type { StoredValue } from './model';
import type { ParseContext } from './parse-value';
import { findIssue, projectOf, type World } from './world';

/**
 * Data Center's Epic Link: the key of an epic as plain text.
 * https://community.developer.atlassian.com/t/deprecation-of-the-epic-link-parent-link-and-other-related-fields-in-rest-apis-and-webhooks/54048
 */
export function parseEpicLink(context: ParseContext, input: unknown): StoredValue {
	if (input === null || input === '') return null;
	const { world } = context;
	if (typeof input !== 'string') throw new ValueRefusal('Operation value must be a string');
	const epic = findIssue(world, input);
	const type = world.issueTypes.find(({ id }) => id === epic?.values.issuetype);
	if (epic === undefined || type?.epic !== true) {
		throw new ValueRefusal(`The issue '${input}' is not an epic, or you may not see it.`);
	}
	return epic.id;
}

/**
 * The sprint that an issue is in: one id, not a list, unless the site is told otherwise (`sprintValue`). Sprints that
 * are over stay with the issue.
 */
export function parseSprint(
	world: World,
	current: StoredValue | undefined,
	input: unknown,
): StoredValue {
	const kept = Array.isArray(current) ? closedOf(world, current as readonly string[]) : [];
	const given = world.unknowns.sprintValue === 'list' ? onlyOne(input) : input;
	if (given === null) return kept;
	const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given;
	if (typeof number !== 'number') throw new ValueRefusal('Number value expected as the Sprint id.');
	const sprint = world.sprints.find(({ id }) => id === number);
	if (sprint === undefined || sprint.state === 'closed') {
		throw new ValueRefusal(`Sprint with ID ${number} does not exist or has been completed.`);
	}
	return [...kept, String(number)];
}

function onlyOne(input: unknown): unknown {
	if (input === null) return null;
	if (!Array.isArray(input) || input.length > 1) throw new ValueRefusal('data was not an array');
	return input.length === 0 ? null : (input[0] as unknown);
}

/** Sprints of a value that are over. */
export function closedOf(world: World, ids: readonly string[]): readonly string[] {
	return ids.filter((id) =>
		world.sprints.some((sprint) => String(sprint.id) === id && sprint.state === 'closed'),
	);
}

/** Whether an issue may stand below another one, by their types. Nothing is known of projects without epics. */
export function mayHaveParent(
	world: World,
	child: { readonly subtask: boolean; readonly epic?: boolean },
	parentId: string,
): boolean {
	const parent = findIssue(world, parentId);
	const types = world.issueTypes.filter(
		({ project }) => parent !== undefined && project === projectOf(parent),
	);
	const type = types.find(({ id }) => id === parent?.values.issuetype);
	if (type === undefined || !types.some(({ epic }) => epic)) return true;
	if (child.subtask) return !type.subtask && type.epic !== true;
	return child.epic !== true && type.epic === true;
}
