import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { ValueRefusal } from './errors';
import type { Field, FieldOption, Named, StoredValue } from './model';
import type { ParseContext } from './parse-value';
import { findIssue, findProject, type World } from './world';

/** Reads what refers to something that the site has: one or several. Throws `ValueRefusal`. */
export function parseReference(context: ParseContext, field: Field, input: unknown): StoredValue {
	if (field.kind === 'cascade') return parseCascade(field, input);
	const one = (item: unknown): string => parseOne(context, field, item);
	const many = ['options', 'versions', 'components', 'users', 'groups'].includes(field.kind);
	if (many) return unique(parseList(input, one));
	return input === null ? null : one(input);
}

function parseOne(context: ParseContext, field: Field, input: unknown): string {
	const { world, project } = context;
	switch (field.kind) {
		case 'option':
		case 'options':
			return parseOption(field.options ?? [], input).id;
		case 'version':
		case 'versions': {
			const versions = world.versions.filter((version) => version.project === project);
			return pick(versions, input, 'Version');
		}
		case 'components': {
			const components = world.components.filter((component) => component.project === project);
			return pick(components, input, 'Component');
		}
		case 'users': {
			const user = parseUser(world, input);
			if (user === null) throw new ValueRefusal('data was not an object');
			return user;
		}
		case 'group':
		case 'groups':
			return parseGroup(world, input);
		case 'project':
			return parseProject(world, input);
		case 'security': {
			const levels = world.securityLevels.filter((level) => level.project === project);
			return pick(levels, input, 'Security level');
		}
		case 'priority':
			return pick(world.priorities, input, 'Priority');
		case 'resolution':
			return pick(world.resolutions, input, 'Resolution');
		case 'issuetype': {
			const types = world.issueTypes.filter((type) => type.project === project);
			return pick(types, input, 'Issue type');
		}
		default:
			throw new ValueRefusal('data was not an object');
	}
}

function pick(candidates: readonly Named[], input: unknown, what: string): string {
	if (!isObject(input)) {
		throw new ValueRefusal(`Specify a valid 'id' or 'name' for ${what}`);
	}
	const { id, name } = input;
	const byId = id !== undefined;
	const found = candidates.find((entry) => (byId ? entry.id === String(id) : entry.name === name));
	if (found !== undefined) return found.id;
	if (!byId && typeof name !== 'string') {
		throw new ValueRefusal(`Specify a valid 'id' or 'name' for ${what}`);
	}
	throw new ValueRefusal(`${what} ${byId ? 'id' : 'name'} '${String(id ?? name)}' is not valid`);
}

function parseOption(options: readonly FieldOption[], input: unknown): FieldOption {
	if (!isObject(input)) throw new ValueRefusal("Specify a valid 'id' or 'value' for the option");
	const { id, value } = input;
	if (id === undefined && typeof value !== 'string') {
		throw new ValueRefusal("Specify a valid 'id' or 'value' for the option");
	}
	const found = options.find((option) =>
		id === undefined ? option.value === value : option.id === String(id),
	);
	if (found !== undefined) return found;
	throw new ValueRefusal(
		id === undefined
			? `Option value '${String(value)}' is not valid`
			: `Option id '${String(id)}' is not valid`,
	);
}

function parseCascade(field: Field, input: unknown): StoredValue {
	if (input === null) return null;
	const parent = parseOption(field.options ?? [], input);
	const child = (input as UnknownRecord).child;
	const chosen =
		child === undefined || child === null ? undefined : parseOption(parent.children ?? [], child);
	return { cascade: { parent: parent.id, child: chosen?.id } };
}

function parseGroup(world: World, input: unknown): string {
	const bare = typeof input === 'string' && world.unknowns.bareGroupNames === 'accepted';
	const given = bare ? { name: input } : input;
	if (!isObject(given)) throw new ValueRefusal('data was not an object');
	const { name, groupId } = given;
	const found = world.groups.find((group) =>
		world.deployment === 'cloud' && groupId !== undefined
			? group.groupId === groupId
			: group.name === name,
	);
	if (found !== undefined) return found.name;
	throw new ValueRefusal(`Group '${String(name ?? groupId)}' does not exist.`);
}

function parseProject(world: World, input: unknown): string {
	const wanted = isObject(input) ? (input.id ?? input.key) : undefined;
	if (wanted === undefined) throw new ValueRefusal("Specify a valid 'id' or 'key' for the project");
	const found = findProject(world, String(wanted));
	if (found !== undefined) return found.key;
	throw new ValueRefusal(`Could not find project '${String(wanted)}'.`);
}

/** Each element of a list; `null` is an empty one. Throws `ValueRefusal`. */
export function parseList<T>(input: unknown, parse: (item: unknown) => T): readonly T[] {
	if (input === null) return [];
	if (!Array.isArray(input)) throw new ValueRefusal('data was not an array');
	return input.map(parse);
}

/** Without repetitions. */
export function unique(items: readonly string[]): readonly string[] {
	return [...new Set(items)];
}

/** Cloud knows users by `accountId` (or `id`), Data Center by `name` (or `key`). */
export function parseUser(world: World, input: unknown): string | null {
	if (input === null) return null;
	if (!isObject(input)) throw new ValueRefusal('data was not an object');
	const { accountId, id, name, key } = input;
	if (world.deployment === 'cloud') {
		const wanted = accountId === undefined ? id : accountId;
		if (wanted === null) return null;
		if (typeof wanted !== 'string') {
			throw new ValueRefusal("expected 'accountId' property to be a string");
		}
		const found = world.users.find((user) => user.accountId === wanted);
		if (found === undefined) throw new ValueRefusal(`User '${wanted}' does not exist.`);
		return found.name;
	}
	if (name === null) return null;
	if (typeof name !== 'string' && typeof key !== 'string') {
		throw new ValueRefusal("expected 'name' property to be a string");
	}
	const found = world.users.find((user) =>
		typeof name === 'string' ? user.name === name : user.key === key,
	);
	if (found === undefined) throw new ValueRefusal(`User '${String(name ?? key)}' does not exist.`);
	return found.name;
}

/** Reads the issue above: `{key}`, `{id}`, or `{none: true}` for nobody. Throws `ValueRefusal`. */
export function parseParent(context: ParseContext, input: unknown): StoredValue {
	if (input === null) return null;
	const wanted = isObject(input) ? (input.id ?? input.key) : undefined;
	if (isObject(input) && input.none === true) return null;
	if (wanted === undefined) throw new ValueRefusal('data was not an object');
	const parent = findIssue(context.world, String(wanted));
	if (parent === undefined || parent.values.project !== context.project) {
		throw new ValueRefusal('Could not find issue by id or key, or it belongs to another project.');
	}
	return parent.id;
}
