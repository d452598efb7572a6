import { renderBlocks, type BlockMode } from './blocks';
import { visibleText } from './html';
import { findMentions } from './links';
import { renderMacros } from './macros';
import { WikiPage, type EntityMode, type WikiThing } from './page';

export type { EntityMode, WikiThing } from './page';

/** What people see of a wiki text in Jira, and what Jira obeys in it. */
export interface WikiRendering {
	/** Blocks, rows, cells and items stand on lines of their own; white space is as written. */
	readonly text: string;
	readonly things: readonly WikiThing[];
}

export interface WikiRenderOptions {
	readonly entities: EntityMode;
}

const TOP: BlockMode = { lists: true, tables: true, links: 'here' };

/**
 * Renders wiki text as Jira Data Center does, pass after pass in the order of its renderer components: macros over the raw
 * text, then blocks, then links, backslashes, HTML, and phrases inside them. Written from the rules of Atlassian's renderer
 * (com.atlassian.renderer.v2), not from anything in this package.
 */
export function renderWiki(text: string, options: WikiRenderOptions): WikiRendering {
	const page = new WikiPage(options.entities);
	const admitted = WikiPage.admit(text);
	findMentions(page, admitted);
	const html = page.resolve(renderText(page, admitted));
	return { text: visibleText(html), things: page.things };
}

function renderText(page: WikiPage, text: string): string {
	const withMacros = renderMacros(page, text, (body) => renderText(page, body));
	return renderBlocks(page, withMacros, TOP);
}
