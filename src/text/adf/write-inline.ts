import { isObject } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import type { WriteOptions } from '../codec';
import { normalizeInlines } from '../normal-inline';
import { imageFragment } from '../attachment-images';
import { attachmentLabel } from '../attachment-address';
import { imageText, mentionText } from '../plain';
import type { Image, Inline, Mark } from '../tree';

type Node = Readonly<Record<string, JsonValue>>;

/** Inline nodes; what no line of an Atlassian document can hold, an image above all, becomes its text. */
export function writeInlines(content: readonly Inline[], options: WriteOptions): readonly Node[] {
	const shown = content.map((inline) => asTextIfNeeded(inline, options));
	return normalizeInlines(shown).flatMap(writeInline);
}

function asTextIfNeeded(inline: Inline, options: WriteOptions): Inline {
	switch (inline.type) {
		case 'image':
			return imageAsText(inline, options);
		case 'mention':
			return inline.id === '' ? asText(mentionText(inline)) : inline;
		case 'emoji':
			return inline.shortName === '' ? asText(inline.text) : inline;
		case 'opaque':
			return isInlineNode(inline) ? inline : asText(inline.text);
		default:
			return inline;
	}
}

/** Where an image cannot stand: its text, as a link to it where it has an address. */
function imageAsText(image: Image, { attachmentAddress }: WriteOptions): Inline {
	const { source, alt, href } = image;
	if (source.kind === 'url') return asText(imageText(image), href ?? source.url);
	const address = attachmentAddress?.(source.name);
	return address === undefined
		? asText(imageText(image), href)
		: asText(attachmentLabel(source.name, alt), address + imageFragment(image));
}

function asText(text: string, href?: string): Inline {
	const marks: readonly Mark[] = href === undefined ? [] : [{ type: 'link', href, title: '' }];
	return { type: 'text', text, marks };
}

/** Media stand in blocks of their own only. */
function isInlineNode(inline: Extract<Inline, { readonly type: 'opaque' }>): boolean {
	return inline.format === 'adf' && isObject(inline.raw) && inline.raw['type'] !== 'media';
}

function writeInline(inline: Inline): readonly Node[] {
	switch (inline.type) {
		case 'text':
			return textNode(inline.text, inline.marks);
		case 'break':
			return [{ type: 'hardBreak' }];
		case 'mention':
			return [{ type: 'mention', attrs: { id: inline.id, text: mentionText(inline) } }];
		case 'emoji':
			return [{ type: 'emoji', attrs: { shortName: inline.shortName, text: inline.text } }];
		case 'opaque':
			return [inline.raw as Node];
		case 'image':
			return [];
	}
}

/** A text with marks; nothing for no text, which the schema forbids. */
export function textNode(text: string, marks: readonly Mark[]): readonly Node[] {
	if (text === '') return [];
	return [{ type: 'text', text, ...(marks.length === 0 ? {} : { marks: marks.map(writeMark) }) }];
}

function writeMark(mark: Mark): Node {
	switch (mark.type) {
		case 'link':
			return linkMark(mark.href, mark.title);
		case 'emphasis':
			return { type: 'em' };
		case 'superscript':
			return { type: 'subsup', attrs: { type: 'sup' } };
		case 'subscript':
			return { type: 'subsup', attrs: { type: 'sub' } };
		case 'color':
			return { type: 'textColor', attrs: { color: mark.value } };
		case 'background':
			return { type: 'backgroundColor', attrs: { color: mark.value } };
		default:
			return { type: mark.type };
	}
}

function linkMark(href: string, title: string): Node {
	return { type: 'link', attrs: { href, ...(title === '' ? {} : { title }) } };
}

/** Media of an image alone on its line; nothing where the attachment is unknown, so that it becomes text. */
export function writeMedia(image: Image, options: WriteOptions): Node | undefined {
	const { source, alt, href, width, height } = image;
	const media =
		source.kind === 'url'
			? { type: 'external', url: source.url }
			: attachmentAttributes(source.name, options);
	if (media === undefined) return undefined;
	const label = source.kind === 'url' ? alt : attachmentLabel(source.name, alt);
	const attrs = {
		...media,
		...(label === '' ? {} : { alt: label }),
		...(width === undefined ? {} : { width }),
		...(height === undefined ? {} : { height }),
	};
	const marks = href === undefined ? {} : { marks: [linkMark(href, '')] };
	return {
		type: 'mediaSingle',
		attrs: { layout: 'align-start' },
		content: [{ type: 'media', attrs, ...marks }],
	};
}

function attachmentAttributes(name: string, options: WriteOptions): Node | undefined {
	const media = options.attachmentMedia?.(name);
	return media && { type: 'file', id: media.id, collection: media.collection };
}
