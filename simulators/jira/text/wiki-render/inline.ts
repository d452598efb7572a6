import { escapeHtml } from './html';
import { renderAutolinks, renderLinks } from './links';
import { renderDashes, renderEmoticons, renderImages, renderPhrases } from './phrases';
import type { WikiPage } from './page';

/** What stands in a paragraph. Links of a table row are rendered before its cells are parted, so not again in a cell. */
export function renderInline(page: WikiPage, text: string, links: 'here' | 'done'): string {
	const linked = links === 'here' ? renderTargets(page, text) : text;
	return renderLineEnds(renderForcedBreaks(page, renderMarks(page, linked)));
}

/** Links and bare addresses. */
export function renderTargets(page: WikiPage, text: string): string {
	return renderAutolinks(
		page,
		renderLinks(page, text, (label) => renderMarks(page, label)),
	);
}

function renderMarks(page: WikiPage, text: string): string {
	const escaped = escapeHtml(renderBackslashes(text), page.entities);
	const decorated = renderEmoticons(page, renderDashes(page, escaped));
	return renderPhrases(page, renderImages(page, decorated));
}

/**
 * `\` before a character of markup, unless another `\` comes before: braces and brackets become themselves, the rest a
 * numeric entity (com.atlassian.renderer.v2.components.BackslashEscapeRendererComponent). HTML is escaped after this, so
 * where entities are not preserved, the entity itself is what people see.
 */
function renderBackslashes(text: string): string {
	return text.replace(/(?<!\\)\\([-#*_+?^~|%{}[\]()!@])/g, (_, character: string) =>
		'{}[]'.includes(character) ? character : `&#${character.charCodeAt(0)};`,
	);
}

/** `\\` ends a line, unless a further `\` follows before the next space, as in `\\server\share`. */
function renderForcedBreaks(page: WikiPage, text: string): string {
	return text.replace(/(?<!\\)\\\\(?![^\s\\]*\\)/g, () => {
		page.found('break', '\\\\');
		return '<br>';
	});
}

function renderLineEnds(text: string): string {
	return text.replace(
		/(<br>[^\S\n]*)?\n([^\S\n]*<br>)?/g,
		(end, before?: string, after?: string) =>
			before === undefined && after === undefined ? '<br>\n' : end,
	);
}
