/** HTML that is safe to put into a page, made by the functions of this file alone. */
export interface Html {
	readonly html: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
	'\n': '<br>',
};

/** A text as HTML (law L9): nothing of it is markup, and its lines stay lines. */
export function textHtml(text: string): Html {
	return { html: text.replace(/[&<>"'\n]/g, (character) => ENTITIES[character] ?? '') };
}

/** A link to a web address; the words alone where the address is none, such as `javascript:`. */
export function linkHtml(words: string, url: string | undefined): Html {
	const text = textHtml(words);
	return url !== undefined && /^https?:\/\//i.test(url)
		? { html: `<a href="${textHtml(url).html}">${text.html}</a>` }
		: text;
}

/** A bar of so many percent of its column, for a chart that mail programs and n8n's HTML panel show. */
export function barHtml(percent: number): Html {
	const width = Math.round(Math.min(100, Math.max(0, percent)));
	return {
		html: `<div style="width:240px"><div style="width:${width}%;height:12px;background:#4c6ef5"></div></div>`,
	};
}

/** A table with a head. Texts are escaped; pieces of HTML are taken as they are. */
export function tableHtml(
	head: readonly string[],
	rows: readonly (readonly (string | Html)[])[],
): Html {
	return {
		html: `<table>${rowHtml('th', head)}${rows.map((cells) => rowHtml('td', cells)).join('')}</table>`,
	};
}

/** A heading with something below it; nothing at all without rows. */
export function sectionHtml(
	heading: string,
	head: readonly string[],
	rows: readonly (readonly (string | Html)[])[],
): string {
	if (rows.length === 0) return '';
	return `<h3>${textHtml(heading).html}</h3>${tableHtml(head, rows).html}`;
}

function rowHtml(cell: 'th' | 'td', cells: readonly (string | Html)[]): string {
	const inner = cells.map((content) => {
		const { html } = typeof content === 'string' ? textHtml(content) : content;
		return `<${cell}>${html}</${cell}>`;
	});
	return `<tr>${inner.join('')}</tr>`;
}
