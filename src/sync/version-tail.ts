import type { ParsedVersion } from './parse-version';

type VersionTail = Omit<ParsedVersion, 'parts'>;

const NOTHING = { prerelease: [], revision: [] };

/** Words that mark a pre-release even without a dash: `1.2rc1`, `2.0.0.dev3`. */
const PRERELEASE_WORDS = words('alpha beta rc pre preview dev snapshot nightly canary a b m ea');

/** Words of what is made after a release. `f` and `p` are Unity's final and patch builds (`2021.3.4f1`). */
const REVISION_WORDS = words('hotfix hf patch p sp post fix f rev revision r');

/** Words of the release itself. */
const RELEASE_WORDS = words('final ga release stable');

/** Short spellings of the same stage, as Python writes them (PEP 440). */
const SAME_WORDS: ReadonlyMap<string, string> = new Map([
	['a', 'alpha'],
	['b', 'beta'],
]);

/** `git describe`: so many commits after the tag, and the commit. */
const COMMITS_AFTER = /^-(\d{1,9})-g([0-9a-f]{4,40})(?:-dirty)?$/;

const BUILD_IN_BRACKETS = /^ ?\(([0-9A-Za-z ._:#-]{1,100})\)$/;
const BUILD_NAMED = /^[ ._-]build[ ._:#-]?([0-9A-Za-z.]{1,100})$/i;
const BUILD_AFTER_PLUS = /^\+([0-9A-Za-z.+/_-]{1,200})$/;

function words(text: string): ReadonlySet<string> {
	return new Set(text.split(' '));
}

/** What follows the numbers of a version: nothing, a pre-release or a revision, a build. Anything else makes the text no version. */
export function readVersionTail(tail: string): VersionTail | undefined {
	const commits = COMMITS_AFTER.exec(tail);
	if (commits !== null)
		return { prerelease: [], revision: [commits[1] ?? ''], build: commits[2] ?? '' };
	const [text, build] = splitBuild(tail);
	const stage = build === '' ? undefined : readStage(text);
	return stage && { ...stage, ...(build !== undefined && { build }) };
}

/** The text before the build, and the build: `undefined` for none, empty for one that cannot be read. */
function splitBuild(tail: string): readonly [text: string, build: string | undefined] {
	const plus = tail.indexOf('+');
	if (plus >= 0) return [tail.slice(0, plus), BUILD_AFTER_PLUS.exec(tail.slice(plus))?.[1] ?? ''];
	const bracket = tail.indexOf('(');
	if (bracket >= 0) {
		const start = tail.charAt(bracket - 1) === ' ' ? bracket - 1 : bracket;
		return [tail.slice(0, start), BUILD_IN_BRACKETS.exec(tail.slice(start))?.[1]?.trim() ?? ''];
	}
	const named = tail.search(/[ ._-]build(?![A-Za-z])/i);
	if (named < 0) return [tail, undefined];
	return [tail.slice(0, named), BUILD_NAMED.exec(tail.slice(named))?.[1] ?? ''];
}

function readStage(text: string): VersionTail | undefined {
	if (text === '') return NOTHING;
	const separated = '-_. '.includes(text.charAt(0));
	const body = (separated ? text.slice(1) : text).replace(/^([A-Za-z]+) (\d+)$/, '$1$2');
	// `2026-13-01` is no date, and no version either.
	if (/^-\d+-\d/.test(text)) return undefined;
	// Without a separator only a word and its number: `1.2rc1`. `1a2b3c4` is a hash.
	if (!/^[0-9A-Za-z._-]+$/.test(body) || !(separated || /^[A-Za-z]+[.-]?\d*$/.test(body)))
		return undefined;
	// `rc10` is `rc`, `10`, so that it follows `rc9`.
	const found = (body.toLowerCase().match(/\d+|[a-z]+/g) ?? []).map(
		(word) => SAME_WORDS.get(word) ?? word,
	);
	const [first] = found;
	if (first === undefined) return undefined;
	const given = /^[a-z]+/i.exec(body)?.[0].toLowerCase() ?? '';
	if (REVISION_WORDS.has(given)) return { prerelease: [], revision: found };
	if (RELEASE_WORDS.has(given)) return found.length === 1 ? NOTHING : undefined;
	return text.startsWith('-') || PRERELEASE_WORDS.has(given)
		? { prerelease: found, revision: [] }
		: undefined;
}
