/** `{name:arguments}` in wiki text. */
export interface MacroTag {
	readonly start: number;
	/** Index of the closing brace. */
	readonly end: number;
	readonly name: string;
	readonly args: string;
}

/**
 * Reads a tag whose `{` is at an index, by the rules of com.atlassian.renderer.v2.components.MacroTag: `\` and a line end
 * make the next character literal, another `{` ends the attempt, the run of closing braces must be odd, the name is neither
 * blank nor does it start with `$`.
 */
export function macroTagAt(text: string, start: number): MacroTag | undefined {
	let name = '';
	let args = '';
	let inName = true;
	let literal = false;
	for (let at = start + 1; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (!literal) {
			if (character === '}') return finishTag(text, { start, end: at, name, args });
			if (character === '{') return undefined;
			if (character === '\\' || character === '\n' || character === '\r') {
				literal = true;
				continue;
			}
			if (character === ':' && inName) {
				inName = false;
				continue;
			}
		}
		literal = false;
		if (inName) name += character;
		else args += character;
	}
	return undefined;
}

function finishTag(text: string, tag: MacroTag): MacroTag | undefined {
	if (tag.name.trim() === '' || tag.name.startsWith('$')) return undefined;
	let closing = 0;
	while (text.charAt(tag.end + closing) === '}') closing += 1;
	// A run that reaches the end of the text counts as odd.
	const reachesEnd = tag.end + closing >= text.length;
	return closing % 2 === 0 && !reachesEnd ? undefined : tag;
}

/** The tag that ends a macro: the next one of the same name without arguments whose `{` is not escaped. */
export function endTagOf(text: string, start: MacroTag): MacroTag | undefined {
	for (let at = start.end + 1; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (character === '\\') at += 1;
		else if (character === '{') {
			const tag = macroTagAt(text, at);
			if (tag?.name === start.name && tag.args === '') return tag;
		}
	}
	return undefined;
}
