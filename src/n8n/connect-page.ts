/** A page for the browser of the person who connects the account. */
export interface ConnectPage {
	readonly title: string;
	readonly paragraphs: readonly string[];
	/** Values to copy, by what they are called. */
	readonly values?: Readonly<Record<string, string>>;
	/** Where to go on. */
	readonly link?: { readonly address: string; readonly text: string };
}

const STYLE =
	'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#172b4d}pre{background:#f4f5f7;padding:.75rem;overflow:auto;white-space:pre-wrap;word-break:break-all}dt{font-weight:600}dd{margin:0}a.go{display:inline-block;background:#0052cc;color:#fff;padding:.5rem 1rem;border-radius:3px;text-decoration:none}';

/** The page as HTML. All texts are escaped: some come from Jira, or from the address. */
export function renderConnectPage({ title, paragraphs, values = {}, link }: ConnectPage): string {
	const rows = Object.entries(values).map(
		([name, value]) => `<dt>${escapeHtml(name)}</dt><dd><pre>${escapeHtml(value)}</pre></dd>`,
	);
	return [
		'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">',
		`<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>`,
		`<h1>${escapeHtml(title)}</h1>`,
		...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
		...(rows.length > 0 ? [`<dl>${rows.join('')}</dl>`] : []),
		...(link === undefined
			? []
			: [`<p><a class="go" href="${escapeHtml(link.address)}">${escapeHtml(link.text)}</a></p>`]),
		'</body></html>',
	].join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = {
	'"': '&quot;',
	'&': '&amp;',
	"'": '&#39;',
	'<': '&lt;',
	'>': '&gt;',
};

function escapeHtml(text: string): string {
	return text.replace(/["&'<>]/g, (sign) => ENTITIES[sign] ?? '');
}
