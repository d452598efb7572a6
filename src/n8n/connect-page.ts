/** A page for the browser of the person who connects the account. Addresses are relative to the page. */
export interface ConnectPage {
	readonly title: string;
	readonly paragraphs: readonly string[];
	/** Values to copy, by what they are called. */
	readonly values?: Readonly<Record<string, string>>;
	/** Where to go on; the first one stands out. */
	readonly links?: readonly { readonly address: string; readonly text: string }[];
	readonly form?: ConnectForm;
}

/** What the person sends back to the node. */
export interface ConnectForm {
	readonly address: string;
	/** Sentences above it. */
	readonly paragraphs: readonly string[];
	readonly input:
		| { readonly kind: 'text'; readonly name: string; readonly label: string }
		| { readonly kind: 'hidden'; readonly name: string; readonly value: string };
	readonly button: string;
}

const STYLE =
	'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#172b4d}pre{background:#f4f5f7;padding:.75rem;overflow:auto;white-space:pre-wrap;word-break:break-all}dt,label{font-weight:600}dd{margin:0}input{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.4rem;margin:.25rem 0 .75rem}form{border-top:1px solid #dfe1e6;margin-top:2rem}a.go,button{display:inline-block;background:#0052cc;color:#fff;padding:.5rem 1rem;border:0;border-radius:3px;font:inherit;text-decoration:none;cursor:pointer}';

/** The page as HTML. All texts are escaped: some come from Jira, or from the address. */
export function renderConnectPage(page: ConnectPage): string {
	const { title, paragraphs, values = {}, links = [], form } = page;
	const rows = Object.entries(values).map(
		([name, value]) => `<dt>${escapeHtml(name)}</dt><dd><pre>${escapeHtml(value)}</pre></dd>`,
	);
	return [
		'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">',
		`<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>`,
		`<h1>${escapeHtml(title)}</h1>`,
		...paragraphs.map(renderParagraph),
		...(rows.length > 0 ? [`<dl>${rows.join('')}</dl>`] : []),
		...links.map(renderLink),
		...(form === undefined ? [] : [renderForm(form)]),
		'</body></html>',
	].join('\n');
}

function renderParagraph(text: string): string {
	return `<p>${escapeHtml(text)}</p>`;
}

function renderLink(
	{ address, text }: { readonly address: string; readonly text: string },
	index: number,
): string {
	const mark = index === 0 ? ' class="go"' : '';
	return `<p><a${mark} href="${escapeHtml(address)}">${escapeHtml(text)}</a></p>`;
}

function renderForm({ address, paragraphs, input, button }: ConnectForm): string {
	const name = escapeHtml(input.name);
	const field =
		input.kind === 'hidden'
			? `<input type="hidden" name="${name}" value="${escapeHtml(input.value)}">`
			: `<label>${escapeHtml(input.label)}<input name="${name}" autocomplete="off" spellcheck="false" required></label>`;
	const texts = paragraphs.map(renderParagraph).join('');
	return `<form method="post" action="${escapeHtml(address)}">${texts}${field}<button>${escapeHtml(button)}</button></form>`;
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
