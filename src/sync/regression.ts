import type { StatusCategory } from '../model/issue';
import type { JsonValue } from '../model/json';
import { attributeValues } from './attribute';
import { parseVersion, type ParsedVersion, type VersionOrder } from './version-order';

/** How a version is cut out of text: answers the version, or nothing when the text does not match. */
export type VersionExtractor = (text: string) => string | undefined;

/** When a recurrence counts as a regression. */
export interface ResolvedUntilRule {
	/** `later`: only versions after the fix; `sameOrLater`: the fixed version itself as well. */
	readonly comparison: 'later' | 'sameOrLater';
	readonly observed: VersionExtractor;
	readonly fixed: VersionExtractor;
	/** Resolutions that never reopen, for example Won't Do. Compared without case. */
	readonly finalResolutions: readonly string[];
}

/** An error that came back, and the issue that was to have fixed it. */
export interface Recurrence {
	/** Value of the version attribute: text, a list, or a histogram of versions. */
	readonly versions: JsonValue | undefined;
	readonly issue: {
		readonly key: string;
		readonly category: StatusCategory;
		readonly resolution?: string;
		readonly fixVersions: JsonValue | undefined;
	};
	readonly order: VersionOrder;
}

/** The decision, with a reason in words that people can act on. */
export type RegressionVerdict =
	| {
			readonly kind: 'reopen';
			readonly observed: string;
			readonly fixed: string;
			readonly reason: string;
	  }
	| {
			readonly kind: 'stay';
			readonly because: 'notResolved' | 'finalResolution' | 'coveredByFix';
			readonly reason: string;
	  }
	| { readonly kind: 'unknown'; readonly reason: string };

/** Judges one recurrence (docs/design/regression.md). Pure; what is unknown is said to be unknown. */
export function judgeRecurrence(
	recurrence: Recurrence,
	rule: ResolvedUntilRule,
): RegressionVerdict {
	const { issue } = recurrence;
	if (issue.category !== 'done')
		return { kind: 'stay', because: 'notResolved', reason: `${issue.key} is not resolved.` };
	const final = rule.finalResolutions.find((name) => sameName(name, issue.resolution));
	if (final !== undefined)
		return {
			kind: 'stay',
			because: 'finalResolution',
			reason: `${issue.key} was resolved as "${final}", which never reopens.`,
		};
	const observed = attributeValues(recurrence.versions).flatMap(
		(text) => rule.observed(text) || [],
	);
	const fixed = attributeValues(issue.fixVersions).flatMap((text) => rule.fixed(text) || []);
	if (observed.length === 0)
		return {
			kind: 'unknown',
			reason: 'The recurrence names no version that the expression accepts.',
		};
	if (fixed.length === 0)
		return {
			kind: 'unknown',
			reason: `${issue.key} names no fix version that the expression accepts.`,
		};
	return compareAll(recurrence, observed, fixed, rule);
}

function sameName(left: string, right: string | undefined): boolean {
	return right !== undefined && left.trim().toLowerCase() === right.trim().toLowerCase();
}

/** One observed version after its fix is enough; the newest one is named. */
function compareAll(
	{ issue, order }: Recurrence,
	observed: readonly string[],
	fixed: readonly string[],
	rule: ResolvedUntilRule,
): RegressionVerdict {
	const judged = sortNewestFirst(observed, order).map((version) => {
		const fix = decidingFix(version, fixed, order);
		return { version, fix, comparison: order.compare(version, fix) };
	});
	const least = rule.comparison === 'later' ? 1 : 0;
	const hit = judged.find(
		({ comparison }) => comparison !== undefined && comparison.order >= least,
	);
	if (hit?.comparison !== undefined) {
		const than = hit.comparison.order > 0 ? 'is later than' : 'is the same as';
		return {
			kind: 'reopen',
			observed: hit.version,
			fixed: hit.fix,
			reason: `Version ${hit.version} ${than} the fix version ${hit.fix} of ${issue.key} (${BASIS[hit.comparison.basis]}).`,
		};
	}
	const covered = judged.find(({ comparison }) => comparison !== undefined);
	if (covered?.comparison === undefined)
		return {
			kind: 'unknown',
			reason: `Versions ${observed.join(', ')} and ${fixed.join(', ')} cannot be put in order: neither Jira's version list holds both, nor do they read as version numbers.`,
		};
	const than = covered.comparison.order === 0 ? 'is' : 'is older than';
	return {
		kind: 'stay',
		because: 'coveredByFix',
		reason: `Version ${covered.version} ${than} the fix version ${covered.fix} of ${issue.key} (${BASIS[covered.comparison.basis]}).`,
	};
}

const BASIS = {
	jiraList: "by the order of the project's versions in Jira",
	parsed: 'by version number',
} as const;

function sortNewestFirst(versions: readonly string[], order: VersionOrder): readonly string[] {
	return [...new Set(versions)].sort((left, right) => order.compare(right, left)?.order ?? 0);
}

/** With several fixes, the one on the recurrence's own branch (same leading numbers) decides; without one, the highest. */
function decidingFix(version: string, fixed: readonly string[], order: VersionOrder): string {
	const sorted = sortNewestFirst(fixed, order);
	const highest = sorted[0] ?? '';
	const parsed = parseVersion(version);
	if (parsed === undefined || sorted.length === 1) return highest;
	const branches = sorted.map((name) => ({
		name,
		shared: sharedParts(parsed, parseVersion(name)),
	}));
	const closest = Math.max(...branches.map(({ shared }) => shared));
	return closest < 2
		? highest
		: (branches.find(({ shared }) => shared === closest)?.name ?? highest);
}

/**
 * How many leading numbers two versions share, not counting the last one, which tells releases of a branch apart: `1.2.3` and
 * `1.2.9` share 2. Missing numbers count as 0.
 */
function sharedParts(left: ParsedVersion, right: ParsedVersion | undefined): number {
	if (right === undefined) return 0;
	const last = Math.max(left.parts.length, right.parts.length) - 1;
	for (let index = 0; index < last; index += 1)
		if ((left.parts[index] ?? 0) !== (right.parts[index] ?? 0)) return index;
	return last;
}
