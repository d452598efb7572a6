import { jqlSyntaxRefusal } from './errors';

const ESCAPES: Readonly<Record<string, string>> = {
	"'": "'",
	'"': '"',
	t: '\t',
	n: '\n',
	r: '\r',
	'\\': '\\',
	' ': ' ',
};

/**
 * Refuses what Jira's lexer refuses inside quotes and the grammar lets pass: unknown escapes and raw control
 * characters. https://jira.atlassian.com/browse/JRASERVER-71234
 */
export function checkJqlStrings(jql: string): void {
	let quote: string | undefined;
	for (let at = 0; at < jql.length; at += 1) {
		const char = jql.charAt(at);
		if (quote === undefined) {
			if (char === '"' || char === "'") quote = char;
			continue;
		}
		if (char === quote) quote = undefined;
		else if (char === '\\') at += escapeLength(jql, at) - 1;
		else if (char < ' ') refuseControl(jql, at);
	}
}

function escapeLength(jql: string, at: number): number {
	const next = jql.charAt(at + 1);
	if (Object.hasOwn(ESCAPES, next)) return 2;
	if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(jql.slice(at + 2, at + 6))) return 6;
	const known = `The valid escape sequences are \\', \\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.`;
	const { line, character } = position(jql, at);
	throw jqlSyntaxRefusal(
		`'\\${next}' is an illegal JQL escape sequence. ${known}`,
		line,
		character,
	);
}

function refuseControl(jql: string, at: number): never {
	const { line, character } = position(jql, at);
	const code = jql.charCodeAt(at).toString(16).padStart(4, '0');
	throw jqlSyntaxRefusal(
		`The character '\\u${code}' is an illegal character and must be escaped.`,
		line,
		character,
	);
}

function position(jql: string, at: number): { readonly line: number; readonly character: number } {
	const before = jql.slice(0, at).split('\n');
	return { line: before.length, character: before.at(-1)?.length ?? 0 };
}

/** Text that a value means, from how it is written; and whether it is quoted, which matters for dates. */
export function readJqlText(written: string): { readonly text: string; readonly quoted: boolean } {
	const first = written.charAt(0);
	const quoted = written.length > 1 && (first === '"' || first === "'") && written.endsWith(first);
	const inner = quoted ? written.slice(1, -1) : written;
	const text = inner.replace(
		/\\(?:u([0-9a-fA-F]{4})|(.))/gs,
		(_whole, code: string | undefined, char: string | undefined) =>
			code === undefined
				? (ESCAPES[char ?? ''] ?? char ?? '')
				: String.fromCharCode(Number.parseInt(code, 16)),
	);
	return { text, quoted };
}
