/** `{name:settings}` in wiki text, outside of escapes. */
export interface Tag {
	/** Index of `{`. */
	readonly start: number;
	/** Index after `}`. */
	readonly end: number;
	/** Lower case. */
	readonly name: string;
	readonly settings: string;
	/** Index, in the list of tags, of the next tag of the same name without settings; -1 when there is none. */
	readonly closing: number;
}

const NO_MACRO_BEFORE = '{*?^_-+~';
const MACRO_NAME = /^[a-z][a-z0-9_-]{0,40}$/i;

/**
 * All macro tags of a text in one pass, by the rules of Jira's macro scan: `\` hides the next character, whatever it is;
 * `{` before a sign of a phrase starts nothing; a run of closing braces must be odd (com.atlassian.renderer.v2.components
 * .MacroTag). Names that no macro has, such as those in pasted JSON, make no tag, so that their text stays text.
 */
export function findTags(text: string): readonly Tag[] {
	const open: Omit<Tag, 'closing'>[] = [];
	for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at)) {
		if (isEscaped(text, at)) {
			at += 1;
			continue;
		}
		if (NO_MACRO_BEFORE.includes(text.charAt(at + 1)) && at + 1 < text.length) {
			at += 2;
			continue;
		}
		const tag = tagAt(text, at);
		if (tag !== undefined) open.push(tag);
		at = tag?.end ?? at + 1;
	}
	return withClosings(open);
}

/** An odd run of backslashes before it; runs are walked once, since braces part them. */
function isEscaped(text: string, at: number): boolean {
	let start = at;
	while (start > 0 && text.charAt(start - 1) === '\\') start -= 1;
	return (at - start) % 2 === 1;
}

function tagAt(text: string, start: number): Omit<Tag, 'closing'> | undefined {
	let end = start + 1;
	for (; end < text.length; end += 1) {
		const character = text.charAt(end);
		if (character === '{' || character === '\n') return undefined;
		if (character === '}') break;
		if (character === '\\') end += 1;
	}
	if (end >= text.length || closingBraces(text, end) === 'even') return undefined;
	const inside = text.slice(start + 1, end);
	const colon = inside.indexOf(':');
	const name = colon < 0 ? inside : inside.slice(0, colon);
	if (!MACRO_NAME.test(name)) return undefined;
	const settings = colon < 0 ? '' : inside.slice(colon + 1);
	return { start, end: end + 1, name: name.toLowerCase(), settings };
}

function closingBraces(text: string, at: number): 'odd' | 'even' {
	let count = 0;
	while (text.charAt(at + count) === '}') count += 1;
	return count % 2 === 0 && at + count < text.length ? 'even' : 'odd';
}

function withClosings(tags: readonly Omit<Tag, 'closing'>[]): readonly Tag[] {
	const next = new Map<string, number>();
	const closed: Tag[] = [];
	for (let index = tags.length - 1; index >= 0; index -= 1) {
		const tag = tags[index] as Omit<Tag, 'closing'>;
		closed.push({ ...tag, closing: next.get(tag.name) ?? -1 });
		if (tag.settings === '') next.set(tag.name, index);
	}
	return closed.reverse();
}

/** Settings of a tag, `a=1|b=2`; those without a name go by their place. Names are lower case. */
export function parseSettings(settings: string): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const [index, part] of settings.split('|').entries()) {
		const equals = part.indexOf('=');
		if (equals < 0) found.set(String(index), part.trim());
		else found.set(part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim());
	}
	return found;
}
