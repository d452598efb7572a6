import type { Transition } from '../model/issue';

/** The next step towards a status. */
export type Hop =
	/** The issue is already in one of the wanted statuses. */
	| { readonly kind: 'arrived' }
	| { readonly kind: 'hop'; readonly transition: Transition; readonly isLast: boolean }
	/** No offered transition leads on; `offered` are the statuses that could be reached. */
	| { readonly kind: 'stuck'; readonly offered: readonly string[] };

/** Where the issue stands and where it has been on this way. */
export interface HopState {
	/** Name of the present status. */
	readonly current: string;
	/** Names of the statuses left behind; never entered again. */
	readonly visited: readonly string[];
}

/**
 * Chooses one transition: the one that leads to the first wanted status that any leads to, else one to a status of the
 * allowed path that was not visited, in the order of the path. Statuses are meant by name in any letter case, or by id.
 * Jira has no "go to status": the caller takes the hop, reads the transitions again and asks again, up to its own limit.
 */
export function nextHop(
	{ current, visited }: HopState,
	targets: readonly string[],
	transitions: readonly Transition[],
	allowedPath: readonly string[],
): Hop {
	if (targets.some((target) => same(target, current))) return { kind: 'arrived' };
	const direct = firstLeadingTo(targets, transitions);
	if (direct !== undefined) return { kind: 'hop', transition: direct, isLast: true };
	const open = allowedPath.filter(
		(status) => !same(status, current) && !visited.some((left) => same(left, status)),
	);
	const onPath = transitions.filter(({ to }) => !visited.some((left) => isStatus(to, left)));
	const hop = firstLeadingTo(open, onPath);
	if (hop !== undefined) return { kind: 'hop', transition: hop, isLast: false };
	return { kind: 'stuck', offered: [...new Set(transitions.map(({ to }) => to.name))] };
}

function firstLeadingTo(
	statuses: readonly string[],
	transitions: readonly Transition[],
): Transition | undefined {
	for (const status of statuses) {
		const candidates = transitions.filter(({ to }) => isStatus(to, status));
		const simplest = candidates.find(({ fields }) => !fields.some(({ required }) => required));
		const found = simplest ?? candidates[0];
		if (found !== undefined) return found;
	}
	return undefined;
}

function isStatus(to: Transition['to'], nameOrId: string): boolean {
	return same(to.name, nameOrId) || to.id === nameOrId.trim();
}

function same(left: string, right: string): boolean {
	return left.trim().toLowerCase() === right.trim().toLowerCase();
}
