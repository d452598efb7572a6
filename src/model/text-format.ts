/** What people and their systems write texts in; Jira's own formats are no business of theirs. */
export type WrittenFormat = 'plain' | 'markdown' | 'html';

/** The first is the usual one. */
export const WRITTEN_FORMATS = [
	'plain',
	'markdown',
	'html',
] as const satisfies readonly WrittenFormat[];
