/**
 * Whether a file's name is meant by patterns in which `*` is any text and `?` any character, without regard to case. A pattern that
 * begins with `!` takes names out again. No patterns, or only such as take out, mean every other name.
 */
export function isMeant(name: string, patterns: readonly string[]): boolean {
	const out = patterns.filter((pattern) => pattern.startsWith('!'));
	const into = patterns.filter((pattern) => !pattern.startsWith('!'));
	const fits = (pattern: string): boolean => fitsPattern(name, pattern);
	return (
		(into.length === 0 || into.some(fits)) && !out.some((pattern) => fits(pattern.slice(1).trim()))
	);
}

/** By steps that go back to the last `*` only: the time is at most name by pattern. */
function fitsPattern(name: string, pattern: string): boolean {
	const text = [...name.toLowerCase()];
	const signs = [...pattern.toLowerCase()];
	let [at, sign, star, resume] = [0, 0, -1, 0];
	while (at < text.length) {
		if (signs[sign] === '*') {
			[star, resume] = [sign, at];
			sign += 1;
		} else if (signs[sign] === '?' || signs[sign] === text[at]) {
			at += 1;
			sign += 1;
		} else if (star >= 0) {
			resume += 1;
			[at, sign] = [resume, star + 1];
		} else return false;
	}
	return signs.slice(sign).every((rest) => rest === '*');
}
