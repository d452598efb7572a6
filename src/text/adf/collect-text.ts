import { isObject, type UnknownRecord } from '../../model/decode';
import { attributes, textAttribute, typeOf } from './node';

/** All text below a node, one space between the parts; without recursion, so no depth overflows the stack. */
export function collectText(node: UnknownRecord): string {
	const parts: string[] = [];
	const stack: unknown[] = [node];
	while (stack.length > 0) {
		const next = stack.pop();
		if (!isObject(next)) continue;
		const text = typeOf(next) === 'text' ? next['text'] : textAttribute(attributes(next), 'text');
		if (typeof text === 'string' && text !== '') parts.push(text);
		if (Array.isArray(next['content']))
			for (let index = next['content'].length - 1; index >= 0; index -= 1)
				stack.push(next['content'][index]);
	}
	return parts.join(' ');
}
