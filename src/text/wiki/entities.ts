const NAMED: ReadonlyMap<string, string> = new Map(
	Object.entries({
		...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0', shy: '\u00AD' },
		...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', bdquo: '„' },
		...{ ndash: '–', mdash: '—', hellip: '…', bull: '•', middot: '·', sect: '§', para: '¶' },
		...{ copy: '©', reg: '®', trade: '™', euro: '€', pound: '£', yen: '¥', cent: '¢', deg: '°' },
		...{ times: '×', divide: '÷', plusmn: '±', frac12: '½', frac14: '¼', frac34: '¾', ne: '≠' },
		...{ le: '≤', ge: '≥', larr: '←', rarr: '→', uarr: '↑', darr: '↓', infin: '∞', micro: 'µ' },
		...{ auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß' },
		...{ eacute: 'é', egrave: 'è', agrave: 'à', ccedil: 'ç', ntilde: 'ñ', oslash: 'ø', aring: 'å' },
	}),
);

/** Jira keeps only short ones: com.atlassian.renderer.v2.components.HtmlEscaper. */
const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));/y;

/** An entity at an index of the text: what it shows, and the index after it. */
export function entityAt(
	text: string,
	at: number,
): { readonly text: string; readonly end: number } | undefined {
	ENTITY.lastIndex = at;
	const match = ENTITY.exec(text);
	if (match === null) return undefined;
	const [, decimal, hex, name] = match;
	const shown =
		name === undefined
			? character(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
			: NAMED.get(name);
	return shown === undefined ? undefined : { text: shown, end: ENTITY.lastIndex };
}

function character(code: number): string | undefined {
	const isSurrogate = code >= 0xd800 && code <= 0xdfff;
	return code >= 0x20 && code <= 0x10_ffff && !isSurrogate ? String.fromCodePoint(code) : undefined;
}

const ESCAPABLE = '-#*_+?^~|%{}[]()!@';

/** Whether `\` before a character shows that character: com.atlassian.renderer.v2.components.BackslashEscapeRendererComponent. */
export function isEscape(text: string, at: number): boolean {
	if (text.charAt(at) !== '\\' || text.charAt(at - 1) === '\\') return false;
	return at + 1 < text.length && ESCAPABLE.includes(text.charAt(at + 1));
}

/** What a text shows that has escapes and entities and no other markup. */
export function showPlain(text: string): string {
	let shown = '';
	for (let at = 0; at < text.length;) {
		const entity = text.charAt(at) === '&' ? entityAt(text, at) : undefined;
		const isHidden = isEscape(text, at);
		shown += entity?.text ?? text.charAt(isHidden ? at + 1 : at);
		at = entity?.end ?? at + (isHidden ? 2 : 1);
	}
	return shown;
}
