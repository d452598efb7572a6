import { parseVersion, type ParsedVersion } from './parse-version';

/**
 * Negative when the left one is older. Missing parts count as 0; a pre-release is older than its release, a revision newer; a build
 * does not count (docs/design/regression.md, V10 to V13). Total and transitive: test/property/version-order.test.ts.
 */
export function compareVersions(left: ParsedVersion, right: ParsedVersion): number {
	const length = Math.max(left.parts.length, right.parts.length);
	for (let index = 0; index < length; index += 1) {
		const difference = (left.parts[index] ?? 0) - (right.parts[index] ?? 0);
		if (difference !== 0) return Math.sign(difference);
	}
	const [stage, otherStage] = [stageOf(left), stageOf(right)];
	if (stage !== otherStage) return Math.sign(stage - otherStage);
	return stage > 0
		? compareWords(left.revision, right.revision)
		: compareWords(left.prerelease, right.prerelease);
}

/** -1 before the release, 0 the release, 1 after it. */
function stageOf({ prerelease, revision }: ParsedVersion): number {
	return prerelease.length > 0 ? -1 : Math.sign(revision.length);
}

/** As semver.org 11.4: numbers by value and below words, words by letter, a shorter list first. */
function compareWords(left: readonly string[], right: readonly string[]): number {
	const length = Math.max(left.length, right.length);
	for (let index = 0; index < length; index += 1) {
		const order = compareWord(left[index], right[index]);
		if (order !== 0) return order;
	}
	return 0;
}

function compareWord(left: string | undefined, right: string | undefined): number {
	if (left === undefined || right === undefined)
		return left === right ? 0 : left === undefined ? -1 : 1;
	const numeric = [/^\d+$/.test(left), /^\d+$/.test(right)];
	if (numeric[0] && numeric[1]) return compareDigits(left, right);
	if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
	return left === right ? 0 : left < right ? -1 : 1;
}

/** By value, for numbers of any length: a nightly build may be named by more digits than a number holds exactly. */
function compareDigits(left: string, right: string): number {
	const [a, b] = [left.replace(/^0+/, ''), right.replace(/^0+/, '')];
	if (a.length !== b.length) return Math.sign(a.length - b.length);
	return a === b ? 0 : a < b ? -1 : 1;
}

/** Why two versions that are spelt differently count as the same; `undefined` when they are spelt alike or differ. */
export function explainTie(left: string, right: string): string | undefined {
	if (left.trim() === right.trim()) return undefined;
	const [a, b] = [parseVersion(left), parseVersion(right)];
	if (a === undefined || b === undefined || compareVersions(a, b) !== 0) return undefined;
	if (a.build !== b.build) return 'the build is no part of the order';
	if (a.parts.length !== b.parts.length) return 'missing numbers count as 0';
	return 'they are spelt differently';
}
