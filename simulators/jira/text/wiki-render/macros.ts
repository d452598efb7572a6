import { escapeHtml } from './html';
import { endTagOf, macroTagAt, type MacroTag } from './macro-tag';
import type { WikiPage } from './page';

/** Renders a macro's body in the way of its macro. */
export type BodyRenderer = (body: string) => string;

/** No macro starts at `{` before one of these. */
const NO_MACRO_BEFORE = '{*?^_-+~';
const WITHOUT_BODY: ReadonlySet<string> = new Set(['anchor', 'toc', 'loremipsum']);

/**
 * The macro pass, which runs before everything else and over the raw text (com.atlassian.renderer.v2.WikiMarkupParser):
 * `\` makes the next character inert, whatever it is, so the second of two backslashes escapes nothing.
 */
export function renderMacros(page: WikiPage, text: string, renderBody: BodyRenderer): string {
	let out = '';
	let copied = 0;
	for (let at = 0; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (character === '\\') {
			at += 1;
			continue;
		}
		if (character !== '{') continue;
		if (at + 1 < text.length && NO_MACRO_BEFORE.includes(text.charAt(at + 1))) {
			at += 1;
			continue;
		}
		const tag = macroTagAt(text, at);
		if (tag === undefined) continue;
		const hasBody = !WITHOUT_BODY.has(tag.name.toLowerCase());
		const end = hasBody ? endTagOf(text, tag) : undefined;
		const body = end === undefined ? '' : text.slice(tag.end + 1, end.start);
		out += text.slice(copied, at) + renderMacro(page, tag, body, renderBody);
		at = end?.end ?? tag.end;
		copied = at + 1;
	}
	return out + text.slice(copied);
}

function renderMacro(
	page: WikiPage,
	tag: MacroTag,
	body: string,
	renderBody: BodyRenderer,
): string {
	const name = tag.name.toLowerCase();
	page.found('macro', name);
	const params = paramsOf(tag.args);
	switch (name) {
		case 'code':
			return page.token('block', `${titleOf(page, params)}${preformatted(body.trim())}`);
		case 'noformat':
			return page.token(
				'block',
				`${titleOf(page, params)}${preformatted(body.replace(/^\n/, ''))}`,
			);
		case 'color':
			// The body stays in the text around it, so its line starts and phrases are found there.
			return (
				page.token('inline', '<font>') +
				renderMacros(page, body, renderBody) +
				page.token('inline', '</font>')
			);
		case 'quote':
			return page.token('block', `<blockquote>${renderBody(body)}</blockquote>`);
		case 'panel':
		case 'info':
		case 'note':
		case 'tip':
		case 'warning':
			return page.token('block', `<div>${titleOf(page, params)}${renderBody(body)}</div>`);
		case 'anchor':
			return page.token('inline', '');
		default:
			return page.token('block', `<div>Unknown macro: {${name}}</div>${renderBody(body)}`);
	}
}

/** Code is escaped for HTML and nothing else: entities in it are shown as written. */
function preformatted(text: string): string {
	return `<pre>${escapeHtml(text, 'shown')}</pre>`;
}

function titleOf(page: WikiPage, params: ReadonlyMap<string, string>): string {
	const title = params.get('title');
	return title === undefined ? '' : `<div>${escapeHtml(title, page.entities)}</div>`;
}

/** `a=1|b=2`: parted at pipes, each at its first equals sign. */
function paramsOf(args: string): ReadonlyMap<string, string> {
	const params = new Map<string, string>();
	for (const [index, part] of args.split('|').entries()) {
		const equals = part.indexOf('=');
		if (equals < 0) params.set(String(index), part);
		else params.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim());
	}
	return params;
}
