const ESCAPED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'\u00a0': '&nbsp;',
};

/** Text that no parser of HTML takes for markup, also inside an attribute in double quotes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"'\u00a0]/g, (character) => ESCAPED[character] ?? character);
}

/** The spaces of a run but its last one as no-break spaces, which HTML and Markdown do not fold (T3). */
export function keepRuns(text: string): string {
	return text.replace(/ {2,}/g, (run) => `${'\u00a0'.repeat(run.length - 1)} `);
}

/** Spaces at the start as no-break spaces. */
export function keepStart(text: string): string {
	return text.replace(/^ +/, (run) => '\u00a0'.repeat(run.length));
}

/** Spaces at the start and at the end as no-break spaces. */
export function keepEdges(text: string): string {
	return keepStart(text).replace(/ $/, '\u00a0');
}
