/**
 * The closing bracket of the link that opens at an index, by the rules of com.atlassian.renderer.v2.components
 * .LinkRendererComponent: on one line, no space first, no other opening bracket inside, `\` hides a bracket.
 */
export function linkEnd(text: string, start: number, to: number): number | undefined {
	if (text.charAt(start - 1) === '\\' || /[\s\]]/.test(text.charAt(start + 1))) return undefined;
	for (let at = start + 1; at < to; at += 1) {
		const character = text.charAt(at);
		if (character === '\n') return undefined;
		if ((character === '[' || character === ']') && text.charAt(at - 1) !== '\\') {
			return character === ']' ? at : undefined;
		}
	}
	return undefined;
}
