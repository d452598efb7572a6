import { escapeHtml, visibleText } from './html';
import type { WikiPage } from './page';

const PROTOCOLS = 'https?://|ftps?://|mailto:|nntp://|news://|irc://|file:';
const URL_TEXT = `(?<![A-Za-z0-9])(?:${PROTOCOLS})[-_.!~*';/?:@#&=%+$,A-Za-z0-9[\\]()\\\\]+`;
const AUTOLINK = new RegExp(`(^|[^"[|'!])(${URL_TEXT})`, 'gmi');
/** Not part of an address that ends with them. */
const NOT_LAST = /[.,>)\];}"'!]+$/;

/** Renders the text of a link: phrases and images, no links. */
export type LabelRenderer = (label: string) => string;

/** `[…]`, found as com.atlassian.renderer.v2.components.LinkRendererComponent finds it: on one line, `\` escapes brackets. */
export function renderLinks(page: WikiPage, text: string, renderLabel: LabelRenderer): string {
	let out = '';
	let copied = 0;
	let start = linkStart(text, 0);
	while (start >= 0) {
		const end = linkEnd(text, start);
		if (text.charAt(end) !== ']') {
			start = end < text.length ? linkStart(text, end) : -1;
			continue;
		}
		out += text.slice(copied, start) + renderLink(page, text.slice(start + 1, end), renderLabel);
		copied = end + 1;
		start = linkStart(text, copied);
	}
	return out + text.slice(copied);
}

function linkStart(text: string, from: number): number {
	for (let at = text.indexOf('[', from); at >= 0; at = text.indexOf('[', at + 1)) {
		const next = text.charAt(at + 1);
		if (text.charAt(at - 1) !== '\\' && next !== '' && next !== ']' && !/[ \t\n\v\f\r]/.test(next))
			return at;
	}
	return -1;
}

/** Index of the closing bracket, or of what ends the search: another opening one, a line end, the end of the text. */
function linkEnd(text: string, start: number): number {
	let at = start + 1;
	for (; at < text.length; at += 1) {
		const character = text.charAt(at);
		if (character === '\n') return at;
		if ((character === '[' || character === ']') && text.charAt(at - 1) !== '\\') return at;
	}
	return at;
}

/** `[text|target|title]`; without a text the target is shown. */
function renderLink(page: WikiPage, inside: string, renderLabel: LabelRenderer): string {
	const [first = '', target = first] = inside.split('|');
	page.found('link', visibleText(target.trim()));
	const label = inside.includes('|') ? first : first.replace(/^(?:mailto:|[#^~])/, '');
	return page.token('inline', `<a>${renderLabel(label)}</a>`);
}

/** Addresses that stand in the text by themselves become links (com.atlassian.renderer.v2.components.UrlRendererComponent). */
export function renderAutolinks(page: WikiPage, text: string): string {
	return text.replace(AUTOLINK, (_, before: string, match: string) => {
		const url = match.replace(NOT_LAST, '');
		page.found('autolink', url);
		return (
			before +
			page.token('inline', `<a>${escapeHtml(url, page.entities)}</a>`) +
			match.slice(url.length)
		);
	});
}

/** Whom Jira would notify: a search over the raw text that knows nothing of code, macros or backslashes before it. */
export function findMentions(page: WikiPage, text: string): void {
	for (const [match] of text.matchAll(/\[[~@][^\\,\]]+\]/g)) page.found('mention', match);
}
