import { attachmentLabel, readAttachmentLabel } from './attachment-address';
import { inlinesIn, mapInlines } from './map-inlines';
import type { Image, Inline, RichText } from './tree';

/** File names of the attachments that a tree shows as images, each once. */
export function attachmentNamesIn({ blocks }: RichText): readonly string[] {
	const names = inlinesIn(blocks).flatMap((inline) =>
		inline.type === 'image' && inline.source.kind === 'attachment' ? [inline.source.name] : [],
	);
	return [...new Set(names)];
}

/** T12: links to attachments are the images that had to become links; `nameAt` tells the attachment at an address. */
export function imagesOfLinks(
	tree: RichText,
	nameAt: (address: string) => string | undefined,
): RichText {
	return mapInlines(tree, (inline) => [imageOfLink(inline, nameAt) ?? inline]);
}

function imageOfLink(
	inline: Inline,
	nameAt: (address: string) => string | undefined,
): Image | undefined {
	if (inline.type !== 'text' || inline.marks.length !== 1) return undefined;
	const [mark] = inline.marks;
	const [address = '', fragment = ''] = mark?.type === 'link' ? mark.href.split('#', 2) : [];
	const name = nameAt(address);
	if (name === undefined) return undefined;
	const { alt } = readAttachmentLabel(inline.text);
	if (attachmentLabel(name, alt) !== inline.text) return undefined;
	return { type: 'image', source: { kind: 'attachment', name }, alt, ...readFragment(fragment) };
}

/** What an image says beside its file, at the end of the address that stands for it; nothing where it says nothing. */
export function imageFragment({ width, height, href }: Image): string {
	const parts = new URLSearchParams();
	if (width !== undefined) parts.set('width', String(width));
	if (height !== undefined) parts.set('height', String(height));
	if (href !== undefined) parts.set('href', href);
	return parts.size === 0 ? '' : `#${parts.toString()}`;
}

function readFragment(fragment: string): Pick<Image, 'width' | 'height' | 'href'> {
	const parts = new URLSearchParams(fragment);
	const pixels = (key: string): number | undefined => {
		const text = parts.get(key) ?? '';
		return /^\d{1,5}$/.test(text) ? Number(text) : undefined;
	};
	const [width, height] = [pixels('width'), pixels('height')];
	const href = parts.get('href') ?? undefined;
	return {
		...(width !== undefined && { width }),
		...(height !== undefined && { height }),
		...(href !== undefined && { href }),
	};
}
