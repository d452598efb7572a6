import { ZERO_WIDTH_SPACE } from './escape';

/** Languages that Jira's `{code}` highlights; it prints an error for any other. */
const LANGUAGES: ReadonlySet<string> = new Set([
	...[
		'actionscript',
		'actionscript3',
		'ada',
		'applescript',
		'bash',
		'c',
		'c#',
		'c++',
		'cpp',
		'css',
	],
	...['erlang', 'go', 'groovy', 'haskell', 'html', 'java', 'javascript', 'js', 'json', 'lua'],
	...['objc', 'perl', 'php', 'python', 'r', 'rainbow', 'ruby', 'scala', 'sh', 'sql', 'swift'],
	...['visualbasic', 'xml', 'yaml'],
]);

/** The macro that opens a code block: `{code}` for a language it knows, `{noformat}` else, which highlights nothing. */
export function codeMacro(language: string | undefined): { name: string; open: string } {
	return language !== undefined && LANGUAGES.has(language)
		? { name: 'code', open: `{code:${language}}` }
		: { name: 'noformat', open: '{noformat}' };
}

/** Tags that would end the block, or a macro around it, and what Jira takes for a mention even in code. */
const LIVE_IN_CODE =
	/\{(?=(?:code|noformat|quote|panel|color|info|note|tip|warning|expand)\})|\[(?=[~@])/gi;
const PROTECTED =
	/([{[])\u200B(?=(?:code|noformat|quote|panel|color|info|note|tip|warning|expand)\}|[~@])/gi;

/**
 * Text for the inside of `{code}` or `{noformat}`: a zero-width space parts what would still be obeyed there. Entities and
 * backslashes would be shown.
 */
export function escapeWikiCode(text: string): string {
	return text.replace(LIVE_IN_CODE, `$&${ZERO_WIDTH_SPACE}`);
}

/** The inverse of `escapeWikiCode`. */
export function unescapeWikiCode(text: string): string {
	return text.replace(PROTECTED, '$1');
}
