import { attachmentAddress } from '../attachment-address';
import { groupMarks, type MarkGroup } from '../mark-groups';
import { mentionText } from '../plain';
import type { Block, Image, Inline, ListItem, Mark, RichText, TableCell, TaskItem } from '../tree';
import { escapeHtml, keepEdges, keepRuns, keepStart } from './escape';

/** A tree as HTML; every text and attribute is escaped, so nothing in them can become markup (L9). */
export function writeHtml(tree: RichText): string {
	return writeHtmlBlocks(tree.blocks);
}

/** Blocks without anything between them. */
export function writeHtmlBlocks(blocks: readonly Block[]): string {
	return blocks.map(writeBlock).join('');
}

function writeBlock(block: Block): string {
	switch (block.type) {
		case 'paragraph':
			return `<p>${writeHtmlInlines(block.content)}</p>`;
		case 'heading':
			return `<h${block.level}>${writeHtmlInlines(block.content)}</h${block.level}>`;
		case 'bulletList':
			return `<ul>${block.items.map(listItem).join('')}</ul>`;
		case 'orderedList': {
			const start = block.start === 1 ? '' : ` start="${block.start}"`;
			return `<ol${start}>${block.items.map(listItem).join('')}</ol>`;
		}
		case 'taskList':
			return `<ul class="task-list">${block.items.map(taskItem).join('')}</ul>`;
		case 'quote':
			return `<blockquote>${writeHtmlBlocks(block.blocks)}</blockquote>`;
		case 'code':
			return writeCode(block.text, block.language);
		case 'panel':
			return `<aside data-panel-type="${block.kind}">${panelTitle(block.title)}${writeHtmlBlocks(block.blocks)}</aside>`;
		case 'expand':
			return `<details><summary>${escapeHtml(block.title)}</summary>${writeHtmlBlocks(block.blocks)}</details>`;
		case 'table':
			return `<table><tbody>${block.rows.map((row) => `<tr>${row.cells.map(cell).join('')}</tr>`).join('')}</tbody></table>`;
		case 'rule':
			return '<hr>';
		case 'opaque':
			return writeHtmlBlocks(block.blocks);
	}
}

/** The first paragraph of an item or a cell needs no tags. */
function inside(blocks: readonly Block[]): string {
	const [first, ...rest] = blocks;
	return first?.type === 'paragraph'
		? writeHtmlInlines(first.content) + writeHtmlBlocks(rest)
		: writeHtmlBlocks(blocks);
}

function listItem(item: ListItem): string {
	return `<li>${inside(item.blocks)}</li>`;
}

function taskItem(item: TaskItem): string {
	const checked = item.done ? ' checked' : '';
	const text = writeHtmlInlines(item.content);
	const blocks = writeHtmlBlocks(item.blocks);
	return `<li><input type="checkbox" disabled${checked}> ${text}${blocks}</li>`;
}

function panelTitle(title: string): string {
	if (title === '') return '';
	return `<p data-panel-title=""><strong>${escapeHtml(title)}</strong></p>`;
}

function writeCode(text: string, language: string | undefined): string {
	const attribute = language === undefined ? '' : ` class="language-${escapeHtml(language)}"`;
	return `<pre><code${attribute}>${escapeHtml(text)}</code></pre>`;
}

function cell(given: TableCell): string {
	const name = given.header ? 'th' : 'td';
	const columns = given.columns === 1 ? '' : ` colspan="${given.columns}"`;
	const rows = given.rows === 1 ? '' : ` rowspan="${given.rows}"`;
	return `<${name}${columns}${rows}>${inside(given.blocks)}</${name}>`;
}

/** Inlines with their marks as nested tags. */
export function writeHtmlInlines(content: readonly Inline[]): string {
	const lines: Inline[][] = [[]];
	for (const inline of content) {
		if (inline.type === 'break') lines.push([]);
		else lines.at(-1)?.push(inline);
	}
	return lines.map((line) => writeGroups(groupMarks(line), true)).join('<br>');
}

function writeGroups(groups: readonly MarkGroup[], isLineStart: boolean): string {
	return groups
		.map((group, index) => {
			const isFirst = isLineStart && index === 0;
			if (group.kind === 'inline') return writeInline(group.inline, isFirst);
			const [open, close] = htmlTags(group.mark);
			return open + writeGroups(group.content, isFirst) + close;
		})
		.join('');
}

function writeInline(inline: Inline, isLineStart: boolean): string {
	switch (inline.type) {
		case 'text': {
			const isCode = inline.marks.some((mark) => mark.type === 'code');
			const kept = keepRuns(isCode ? keepEdges(inline.text) : inline.text);
			return escapeHtml(isLineStart ? keepStart(kept) : kept);
		}
		case 'break':
			return '<br>';
		case 'image':
			return htmlImage(inline);
		case 'mention':
			return escapeHtml(mentionText(inline));
		case 'emoji':
			return escapeHtml(inline.text || inline.shortName);
		case 'opaque':
			return escapeHtml(inline.text);
	}
}

/** An image as a tag; its link is the tag around it. */
export function htmlImage(image: Image): string {
	const { source } = image;
	const src = source.kind === 'url' ? source.url : attachmentAddress(source.name);
	const width = image.width === undefined ? '' : ` width="${image.width}"`;
	const height = image.height === undefined ? '' : ` height="${image.height}"`;
	return `<img src="${escapeHtml(src)}" alt="${escapeHtml(image.alt)}"${width}${height}>`;
}

/** Start and end tag of a mark. */
export function htmlTags(mark: Mark): readonly [string, string] {
	switch (mark.type) {
		case 'link': {
			const title = mark.title === '' ? '' : ` title="${escapeHtml(mark.title)}"`;
			return [`<a href="${escapeHtml(mark.href)}"${title}>`, '</a>'];
		}
		case 'color':
			return [`<span style="color: ${mark.value}">`, '</span>'];
		case 'background':
			return [`<span style="background-color: ${mark.value}">`, '</span>'];
		default:
			return [`<${TAGS[mark.type]}>`, `</${TAGS[mark.type]}>`];
	}
}

const TAGS = {
	strong: 'strong',
	emphasis: 'em',
	underline: 'u',
	strike: 's',
	superscript: 'sup',
	subscript: 'sub',
	code: 'code',
} as const;
