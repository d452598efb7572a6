import type { Image } from '../tree';
import { escapeText } from './escape';
import { linkTarget } from './link-target';
import { isPictureName } from '../picture-name';
import type { Piece } from './write-pieces';
import type { WikiWriter } from './writer';

/** `!name.png|width=300!`; a name that the notation cannot hold is written as text. */
export function writeImage({ escape }: WikiWriter, image: Image): Piece {
	const { source, alt } = image;
	const target = source.kind === 'url' ? linkTarget(source.url) : source.name;
	const place = { lineStart: true, inPhrase: true, touched: false };
	const isPicture = source.kind === 'url' || isPictureName(target);
	if (!isPicture || !isImageTarget(target)) {
		return { kind: 'text', text: escapeText(alt === '' ? target : alt, escape, place) };
	}
	const settings = [
		...(image.width === undefined ? [] : [`width=${image.width}`]),
		...(image.height === undefined ? [] : [`height=${image.height}`]),
		...(alt === '' ? [] : [`alt=${writeAlt(alt)}`]),
	].join(',');
	const text = `!${target}${settings === '' ? '' : `|${settings}`}!`;
	if (text.length < 7) return { kind: 'text', text: escapeText(target, escape, place) };
	return image.href === undefined
		? { kind: 'word', text }
		: { kind: 'text', text: `[${text}|${linkTarget(image.href)}]` };
}

function isImageTarget(target: string): boolean {
	return (
		target !== '' && !/^[)\s]|[!|{}[\]\\^\n]|\s$|[^\p{L}\p{Nd}\p{Z}\p{S}\p{M}\p{P}]/u.test(target)
	);
}

/** Where a setting ends; entities keep it whole. */
function writeAlt(alt: string): string {
	return alt.replace(
		/[^\p{L}\p{Nd}\p{Z} ._:'()/-]/gu,
		(character) => `&#${character.codePointAt(0) ?? 0};`,
	);
}
