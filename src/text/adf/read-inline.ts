import { isObject, type UnknownRecord } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { readAttachmentLabel } from '../attachment-address';
import { withMark } from '../marks';
import type { Inline, Mark } from '../tree';
import { attributes, children, isoDay, numberAttribute, textAttribute, typeOf } from './node';
import { collectText } from './collect-text';

/** The inlines of a paragraph, a heading or the line of a task. */
export function readInlines(node: UnknownRecord): readonly Inline[] {
	return children(node).flatMap((child) => readInline(child));
}

/** One inline node; what the tree has no word for is kept as it came. */
export function readInline(node: UnknownRecord): readonly Inline[] {
	const attrs = attributes(node);
	switch (typeOf(node)) {
		case 'text':
			return typeof node['text'] === 'string'
				? [{ type: 'text', text: node['text'], marks: readMarks(node) }]
				: [];
		case 'hardBreak':
			return [{ type: 'break' }];
		case 'mention':
			return [
				{
					type: 'mention',
					id: textAttribute(attrs, 'id'),
					name: textAttribute(attrs, 'text').replace(/^@/, ''),
				},
			];
		case 'emoji':
			return [
				{
					type: 'emoji',
					shortName: textAttribute(attrs, 'shortName'),
					text: textAttribute(attrs, 'text') || textAttribute(attrs, 'shortName'),
				},
			];
		case 'inlineCard':
			return readCard(node);
		case 'media':
		case 'mediaInline':
			return readMedia(node);
		default:
			return [opaqueInline(node)];
	}
}

/** A smart link is its address; one that holds data only is kept as it came. */
export function readCard(node: UnknownRecord): readonly Inline[] {
	const url = textAttribute(attributes(node), 'url');
	if (url === '') return [opaqueInline(node)];
	return [{ type: 'text', text: url, marks: [{ type: 'link', href: url, title: '' }] }];
}

function opaqueInline(node: UnknownRecord): Inline {
	return { type: 'opaque', format: 'adf', raw: node as JsonValue, text: shownText(node) };
}

function shownText(node: UnknownRecord): string {
	const attrs = attributes(node);
	if (typeOf(node) === 'date') return isoDay(Number(textAttribute(attrs, 'timestamp')));
	return textAttribute(attrs, 'text') || textAttribute(attrs, 'alt') || collectText(node);
}

/** T12: an image by address, or by the file name that the caller or the node's own text tells. */
function readMedia(node: UnknownRecord): readonly Inline[] {
	const attrs = attributes(node);
	const alt = textAttribute(attrs, 'alt');
	const link = readMarks(node).find((mark) => mark.type === 'link');
	const width = numberAttribute(attrs, 'width');
	const height = numberAttribute(attrs, 'height');
	const rest = {
		...(link === undefined ? {} : { href: link.href }),
		...(width === undefined ? {} : { width }),
		...(height === undefined ? {} : { height }),
	};
	const url = textAttribute(attrs, 'url');
	if (textAttribute(attrs, 'type') === 'external' && url !== '')
		return [{ type: 'image', source: { kind: 'url', url }, alt, ...rest }];
	const label = readAttachmentLabel(alt);
	if (label.name === '') return [opaqueInline(node)];
	const source = { kind: 'attachment', name: label.name } as const;
	return [{ type: 'image', source, alt: label.alt, ...rest }];
}

function readMarks(node: UnknownRecord): readonly Mark[] {
	const given = Array.isArray(node['marks']) ? node['marks'] : [];
	return given
		.filter(isObject)
		.flatMap(readMark)
		.reduce<readonly Mark[]>((marks, mark) => withMark(marks, mark), []);
}

function readMark(node: UnknownRecord): readonly Mark[] {
	const attrs = attributes(node);
	switch (typeOf(node)) {
		case 'link':
			return [
				{ type: 'link', href: textAttribute(attrs, 'href'), title: textAttribute(attrs, 'title') },
			];
		case 'strong':
		case 'underline':
		case 'strike':
		case 'code':
			return [{ type: typeOf(node) as 'strong' | 'underline' | 'strike' | 'code' }];
		case 'em':
			return [{ type: 'emphasis' }];
		case 'subsup':
			return [{ type: attrs['type'] === 'sup' ? 'superscript' : 'subscript' }];
		case 'textColor':
			return [{ type: 'color', value: textAttribute(attrs, 'color') }];
		case 'backgroundColor':
			return [{ type: 'background', value: textAttribute(attrs, 'color') }];
		default:
			return [];
	}
}
