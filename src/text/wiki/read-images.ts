import { safeHref } from '../marks';
import type { Image, Inline } from '../tree';
import { showPlain } from './entities';
import { isPictureName } from '../picture-name';

const FILE = /\.[a-z0-9]{2,5}$/i;

/** What stands between two `!`: a picture, another embedded file (kept as it came), or nothing but text. */
export function readImage(inside: string): Inline | undefined {
	const [target = '', ...parts] = inside.split('|');
	const settings = readSettings(parts.join(','));
	const url = /^https?:\/\//i.test(target) ? safeHref(target) : undefined;
	const name = showPlain(target.trim());
	if (url === undefined && !isPictureName(name)) {
		if (!FILE.test(name)) return undefined;
		return { type: 'opaque', format: 'wiki', raw: `!${inside}!`, text: name };
	}
	const source: Image['source'] =
		url === undefined ? { kind: 'attachment', name } : { kind: 'url', url };
	return {
		type: 'image',
		source,
		alt: showPlain(settings.get('alt') ?? ''),
		...pixels('width', settings.get('width')),
		...pixels('height', settings.get('height')),
	};
}

/** `width=300,alt="x"`; quotation marks around a value are not part of it. */
function readSettings(text: string): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const part of text.split(',')) {
		const equals = part.indexOf('=');
		if (equals < 0) continue;
		const value = part.slice(equals + 1).trim();
		found.set(part.slice(0, equals).trim().toLowerCase(), value.replace(/^"(.*)"$/, '$1'));
	}
	return found;
}

function pixels(key: 'width' | 'height', value: string | undefined): object {
	const number = /^(\d{1,5})(?:px)?$/.exec(value ?? '')?.[1];
	return number === undefined ? {} : { [key]: Number(number) };
}
