import type { EntityMode } from './page';

const ENTITY = /&(?![#A-Za-z0-9][A-Za-z0-9]{1,7};)/g;
/** Characters that com.atlassian.renderer.v2.components.HtmlEscaper takes for quotation marks of Windows. */
const WINDOWS_QUOTES: Readonly<Record<string, string>> = {
	'\u0091': '&lsquo;',
	'\u0092': '&rsquo;',
	'\u0093': '&ldquo;',
	'\u0094': '&rdquo;',
};

/** What com.atlassian.renderer.v2.components.HtmlEscaper does; an existing entity stays one only if they are preserved. */
export function escapeHtml(text: string, entities: EntityMode): string {
	return text
		.replace(entities === 'preserved' ? ENTITY : /&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/[\u0091-\u0094]/g, (character) => WINDOWS_QUOTES[character] ?? character);
}

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00A0',
	lsquo: '\u2018',
	rsquo: '\u2019',
	ldquo: '\u201C',
	rdquo: '\u201D',
	ndash: '\u2013',
	mdash: '\u2014',
	copy: '\u00A9',
};

/** What a browser shows of the HTML: no tags, a line end for each block and break, entities decoded. */
export function visibleText(html: string): string {
	return html
		.replace(/<br>\n?/g, '\n')
		.replace(/<\/?(?:p|div|pre|h[1-6]|blockquote|ul|ol|li|table|tr|td|th)>|<hr>/g, '\n')
		.replace(/<\/?[a-z][a-z0-9]*>/g, '')
		.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]*));/g, decodeEntity);
}

function decodeEntity(entity: string, decimal?: string, hex?: string, name?: string): string {
	if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? entity) : entity;
	const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
	const isCharacter = code > 0 && code <= 0x10_ffff && !(code >= 0xd800 && code <= 0xdfff);
	return isCharacter ? String.fromCodePoint(code) : '\uFFFD';
}
