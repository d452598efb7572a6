import { safeHref } from '../marks';
import type { Inline, Mark } from '../tree';
import { showPlain } from './entities';
import type { Range } from './read-macros';

export type LinkTarget =
	| { readonly kind: 'inline'; readonly inline: Inline }
	| {
			readonly kind: 'link';
			readonly mark: Extract<Mark, { readonly type: 'link' }>;
			/** Where its text stands. */
			readonly label: Range;
	  };

/** Third parts that say how Jira Cloud shows a link, and are no titles. */
const DISPLAY: ReadonlySet<string> = new Set(['smart-link', 'smart-card', 'smart-embed']);
const USER = /^~[^\s,\\|]+$/u;

/**
 * What `[…]` means, brackets included in the range: a mention, a link with an address, or something that only Jira can
 * resolve (an attachment, an anchor, a page), which is kept as it came. Nothing when Jira would show the brackets.
 */
export function readLinkTarget(text: string, { from, to }: Range): LinkTarget | undefined {
	const inside = text.slice(from + 1, to - 1);
	if (USER.test(inside)) {
		return { kind: 'inline', inline: { type: 'mention', id: inside.slice(1), name: '' } };
	}
	const pipe = labelEnd(inside);
	const [address = '', title = ''] = inside.slice(pipe < 0 ? 0 : pipe + 1).split('|');
	const href = safeHref(decodeAmpersands(address));
	const start = from + 1;
	if (href !== undefined && /^\S+$/.test(address.trim())) {
		const mark = { type: 'link', href, title: titleOf(title) } as const;
		const shown = pipe < 0 && /^mailto:/i.test(inside) ? 'mailto:'.length : 0;
		const label = { from: start + shown, to: pipe < 0 ? to - 1 : start + pipe };
		return { kind: 'link', mark, label };
	}
	if (!/^[#^/~]\S|^file:|^\\\\/.test(address.trim())) return undefined;
	const raw = text.slice(from, to);
	const shown = pipe < 0 ? address.trim().slice(1) : showPlain(inside.slice(0, pipe));
	return { kind: 'inline', inline: { type: 'opaque', format: 'wiki', raw, text: shown } };
}

/** The pipe after the label; those inside of `!image.png|width=1!` are the image's. */
function labelEnd(inside: string): number {
	const first = inside.indexOf('!');
	const pipe = inside.indexOf('|');
	if (first < 0 || first > pipe) return pipe;
	const second = inside.indexOf('!', first + 1);
	return second < 0 ? pipe : inside.indexOf('|', second);
}

function titleOf(part: string): string {
	const title = showPlain(part.trim());
	return DISPLAY.has(title) ? '' : title;
}

function decodeAmpersands(address: string): string {
	return address.trim().replaceAll('&amp;', '&');
}
