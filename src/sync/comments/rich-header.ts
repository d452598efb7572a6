import { inlineText } from '../../text/plain';
import { normalize } from '../../text/normal';
import type { Block, Inline, RichText } from '../../text/tree';

/** A line of plain text as a paragraph; the address in it, if there is one, as a link. */
export function headed(line: string, url?: string): readonly Block[] {
	const at = url === undefined ? -1 : line.indexOf(url);
	if (url === undefined || at < 0) return [paragraph([text(line)])];
	const link: Inline = { ...text(url), marks: [{ type: 'link', href: url, title: '' }] };
	return [paragraph([text(line.slice(0, at)), link, text(line.slice(at + url.length))])];
}

function paragraph(content: readonly Inline[]): Block {
	return { type: 'paragraph', content };
}

function text(line: string): Extract<Inline, { readonly type: 'text' }> {
	return { type: 'text', text: line, marks: [] };
}

/**
 * A tree without the header that is its first line. `wordsBehind` answers the words of that line which are no part of the header
 * (a source may put all into one line), or nothing when the line is no header.
 */
export function withoutHeader(
	tree: RichText,
	wordsBehind: (line: string) => string | undefined,
): RichText {
	const [first, ...others] = tree.blocks;
	if (first?.type !== 'paragraph') return tree;
	const end = first.content.findIndex(({ type }) => type === 'break');
	const line = end < 0 ? first.content : first.content.slice(0, end);
	const words = wordsBehind(inlineText(line));
	if (words === undefined) return tree;
	const below = end < 0 ? [] : first.content.slice(end + 1);
	const behind: readonly Inline[] = words === '' ? [] : [text(words), { type: 'break' }];
	return normalize({ blocks: [paragraph([...behind, ...below]), ...others] });
}
