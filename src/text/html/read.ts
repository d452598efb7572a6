import type { JsonValue } from '../../model/json';
import { cleanCharacters } from '../clean';
import { attachmentNameIn } from '../attachment-address';
import { normalize } from '../normal';
import type { Block, Inline, Mark, RichText } from '../tree';
import { type HtmlElement, type HtmlNode, numberIn } from './element';
import type { Surroundings } from './flow';
import { createInlineRun, type InlineRun } from './inline-run';
import { BLOCK } from './nesting';
import { parseHtml } from './parse';
import { readBlockElement } from './read-blocks';
import { marksInside } from './read-marks';

/** HTML of any origin as a tree: tags without a word in the tree give their content, scripts and styles nothing. */
export function readHtml(value: JsonValue): RichText {
	const html = cleanCharacters(typeof value === 'string' ? value : '');
	return normalize({ blocks: readFlow(parseHtml(html).children, OUTSIDE) });
}

const OUTSIDE: Surroundings = { marks: [], isPreformatted: false };
const HIDDEN: ReadonlySet<string> = new Set([
	'applet',
	'audio',
	'canvas',
	'embed',
	'head',
	'iframe',
	'map',
	'math',
	'meta',
	'noembed',
	'noframes',
	'object',
	'script',
	'select',
	'style',
	'svg',
	'template',
	'title',
	'video',
	'xml',
]);

/** Text and inline elements between block elements make paragraphs. */
function readFlow(nodes: readonly HtmlNode[], around: Surroundings): readonly Block[] {
	const blocks: Block[] = [];
	const run = createInlineRun();
	const flush = (): void => {
		const content = run.take();
		if (content.length > 0) blocks.push({ type: 'paragraph', content });
	};
	const visit = (node: HtmlNode, outer: Surroundings): void => {
		if (typeof node === 'string') {
			run.text(node, outer.marks, outer.isPreformatted);
			return;
		}
		if (HIDDEN.has(node.name)) return;
		if (readLeaf(node, outer, run)) return;
		const inner = surroundingsInside(node, outer);
		if (!BLOCK.has(node.name)) {
			for (const child of node.children) visit(child, inner);
			return;
		}
		flush();
		for (const block of readBlockElement(node, inner, readFlow)) blocks.push(block);
	};
	for (const node of nodes) visit(node, around);
	flush();
	return blocks;
}

function surroundingsInside(element: HtmlElement, outer: Surroundings): Surroundings {
	const style = element.attributes.get('style') ?? '';
	return {
		marks: marksInside(element, outer.marks),
		isPreformatted: outer.isPreformatted || /white-space:\s*(?:pre|break-spaces)/i.test(style),
	};
}

/** Elements without content; whether this is one. */
function readLeaf(element: HtmlElement, around: Surroundings, run: InlineRun): boolean {
	switch (element.name) {
		case 'br':
			run.add({ type: 'break' });
			return true;
		case 'img':
			for (const inline of readImage(element, around.marks)) run.add(inline);
			return true;
		case 'input':
			if (element.attributes.get('type')?.toLowerCase() === 'checkbox')
				run.text(element.attributes.has('checked') ? '[x] ' : '[ ] ', [], false);
			return true;
		default:
			return false;
	}
}

/** T12: by address, by attachment; others (data:, cid:, relative) and pictures of emoji give their text. */
function readImage(element: HtmlElement, marks: readonly Mark[]): readonly Inline[] {
	const src = (element.attributes.get('src') ?? '').trim();
	const alt = element.attributes.get('alt') ?? '';
	const isEmoji = /\bemoji\b|\bemoticon\b/i.test(element.attributes.get('class') ?? '');
	const name = attachmentNameIn(src);
	const link = marks.find((mark) => mark.type === 'link');
	const width = numberIn(element, 'width');
	const height = numberIn(element, 'height');
	if (isEmoji || (name === undefined && !/^https?:/i.test(src)))
		return alt === '' ? [] : [{ type: 'text', text: alt, marks }];
	return [
		{
			type: 'image',
			source: name === undefined ? { kind: 'url', url: src } : { kind: 'attachment', name },
			alt,
			...(link === undefined ? {} : { href: link.href }),
			...(width === undefined ? {} : { width }),
			...(height === undefined ? {} : { height }),
		},
	];
}
