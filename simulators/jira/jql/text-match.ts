/** Splits text into words as a search index does; punctuation, Lucene's signs included, is lost. */
function wordsOf(text: string): readonly string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}

/**
 * `~`: all words must occur, in any order; `"\"…\""` asks for a phrase; a trailing `*` for a beginning. This is why
 * `~` is no exact comparison: https://support.atlassian.com/jira-software-cloud/docs/search-for-issues-using-the-text-field/
 */
export function textMatches(text: string, query: string): boolean {
	const words = wordsOf(text);
	const phrase = /^"(.*)"$/s.exec(query.trim());
	if (phrase !== null) {
		const wanted = wordsOf(phrase[1] ?? '').join(' ');
		return wanted !== '' && ` ${words.join(' ')} `.includes(` ${wanted} `);
	}
	const terms = query.split(/\s+/).filter((term) => term !== '');
	return terms.every((term) => {
		const wanted = wordsOf(term);
		const open = term.endsWith('*');
		return wanted.every((word, index) =>
			open && index === wanted.length - 1
				? words.some((candidate) => candidate.startsWith(word))
				: words.includes(word),
		);
	});
}
