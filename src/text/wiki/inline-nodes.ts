import type { Inline, Mark } from '../tree';

export type PhraseKind =
	'strong' | 'emphasis' | 'cite' | 'underline' | 'strike' | 'superscript' | 'subscript';

/** What the scan of a line finds: finished content, or a sign that opens or closes a phrase if it meets its other half. */
export type InlineNode =
	| { readonly type: 'inline'; readonly inline: Inline }
	/** A line end in the text, which no phrase goes across. */
	| { readonly type: 'lineEnd' }
	| {
			readonly type: 'sign';
			readonly kind: PhraseKind;
			/** As written, for the sign that stays text. */
			readonly text: string;
			readonly opens: boolean;
			readonly closes: boolean;
			/** Marks of the text around it. */
			readonly marks: readonly Mark[];
	  };

const MARKS: Readonly<Record<PhraseKind, Mark>> = {
	strong: { type: 'strong' },
	emphasis: { type: 'emphasis' },
	cite: { type: 'emphasis' },
	underline: { type: 'underline' },
	strike: { type: 'strike' },
	superscript: { type: 'superscript' },
	subscript: { type: 'subscript' },
};

/**
 * Pairs signs and marks what is between them. The first opening sign of a kind counts, the next closing one ends it, and
 * signs left open inside stay text. Each node is pushed and popped once.
 */
export function pairPhrases(nodes: readonly InlineNode[]): readonly Inline[] {
	const roles = pairSigns(nodes);
	const active = new Map<PhraseKind, Mark>();
	return nodes.flatMap((node, index): readonly Inline[] => {
		if (node.type === 'lineEnd') return [{ type: 'break' }];
		if (node.type === 'inline') return [marked(node.inline, [...active.values()])];
		const role = roles.get(index);
		if (role === undefined) {
			return [marked({ type: 'text', text: node.text, marks: node.marks }, [...active.values()])];
		}
		if (role === 'open') active.set(node.kind, MARKS[node.kind]);
		else active.delete(node.kind);
		return [];
	});
}

function pairSigns(nodes: readonly InlineNode[]): ReadonlyMap<number, 'open' | 'close'> {
	const roles = new Map<number, 'open' | 'close'>();
	const isOpen = new Set<PhraseKind>();
	let stack: { readonly kind: PhraseKind; readonly index: number }[] = [];
	for (const [index, node] of nodes.entries()) {
		if (node.type === 'lineEnd') {
			stack = [];
			isOpen.clear();
		}
		if (node.type !== 'sign') continue;
		if (node.closes && isOpen.has(node.kind) && stack.at(-1)?.index !== index - 1) {
			let opened = stack.pop();
			while (opened !== undefined && opened.kind !== node.kind) {
				isOpen.delete(opened.kind);
				opened = stack.pop();
			}
			isOpen.delete(node.kind);
			roles.set(opened?.index ?? index, 'open').set(index, 'close');
		} else if (node.opens && !isOpen.has(node.kind)) {
			stack.push({ kind: node.kind, index });
			isOpen.add(node.kind);
		}
	}
	return roles;
}

function marked(inline: Inline, marks: readonly Mark[]): Inline {
	if (inline.type !== 'text' || marks.length === 0) return inline;
	return { ...inline, marks: [...inline.marks, ...marks] };
}
