import { parseVersion, type ParsedVersion, type VersionOrder } from './version-order';

/** Which of several fix versions decides about an observed version, and why that one. */
export interface DecidingFix {
	readonly version: string;
	readonly because:
		| { readonly kind: 'only' }
		/** Leading numbers that both share, as `1.2`. */
		| { readonly kind: 'sameBranch'; readonly branch: string }
		| { readonly kind: 'highest' };
}

/**
 * With several fixes (backports), the one on the recurrence's own branch decides; without one, the highest (rows F1 to F4). A branch is
 * what shares the first two numbers, or the first one where versions have only two.
 */
export function decidingFix(
	observed: string,
	fixed: readonly string[],
	order: VersionOrder,
): DecidingFix {
	const sorted = order.newestFirst(fixed);
	const [highest = ''] = sorted;
	if (sorted.length < 2) return { version: highest, because: { kind: 'only' } };
	const parsed = parseVersion(observed);
	if (parsed === undefined) return { version: highest, because: { kind: 'highest' } };
	const shared = sorted.map((name) => sharedParts(parsed, parseVersion(name)));
	const closest = Math.max(...shared);
	const found = closest < 1 ? undefined : sorted[shared.indexOf(closest)];
	if (found === undefined) return { version: highest, because: { kind: 'highest' } };
	const branch = Array.from({ length: closest }, (_, at) => parsed.parts[at] ?? 0).join('.');
	return { version: found, because: { kind: 'sameBranch', branch } };
}

/**
 * How many leading numbers two versions share, not counting the last one, which tells releases of a branch apart: `1.2.3` and
 * `1.2.9` share 2. Missing numbers count as 0. 0 when they share too few to be of one branch.
 */
function sharedParts(left: ParsedVersion, right: ParsedVersion | undefined): number {
	if (right === undefined) return 0;
	const last = Math.max(left.parts.length, right.parts.length) - 1;
	let shared = 0;
	while (shared < last && (left.parts[shared] ?? 0) === (right.parts[shared] ?? 0)) shared += 1;
	return shared >= Math.min(2, last) ? shared : 0;
}
