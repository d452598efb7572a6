import type { MarkdownParser, MarkdownState, MarkdownToken } from '../../third-party/markdown-it';
import { own } from '../../model/own';
import type { PanelKind } from '../tree';

/** Deeper containers are read as text; the parser itself would drop them. */
const MAX_LEVEL = 60;

/** T6: what is nested too deep stays as the text that it is. */
export function guardDepth(parser: MarkdownParser): void {
	parser.block.ruler.before('table', 'depth_guard', (state, startLine, endLine, silent) => {
		if (state.level < MAX_LEVEL || silent) return false;
		const opened = state.push('paragraph_open', 'p', 1);
		opened.map = [startLine, endLine];
		const inline = state.push('inline', '', 0);
		inline.content = state.getLines(startLine, endLine, state.blkIndent, false).trim();
		inline.map = [startLine, endLine];
		inline.children = [];
		state.push('paragraph_close', 'p', -1);
		state.line = endLine;
		return true;
	});
}

const KINDS: Readonly<Record<string, PanelKind>> = {
	note: 'info',
	important: 'note',
	tip: 'tip',
	success: 'success',
	warning: 'warning',
	caution: 'error',
};
const ALERT = /^\[!([a-z]+)\](?:[ \t]+([^\n]*))?(?:\n|$)/i;

/** T15: GitHub's alerts, `> [!NOTE]`, with `SUCCESS` as one more kind and a title after the bracket. */
export function readAlerts(parser: MarkdownParser): void {
	parser.core.ruler.after('block', 'alerts', (state) => {
		const open: MarkdownToken[] = [];
		state.tokens = state.tokens.flatMap((token, index, tokens) => {
			if (token.type === 'blockquote_open') open.push(token);
			const last = token.type === 'blockquote_close' ? open.pop() : undefined;
			if (last !== undefined) token.tag = last.tag;
			const quote = tokens[index - 2];
			if (token.type !== 'inline' || quote?.type !== 'blockquote_open') return [token];
			const [mark, name = '', title = ''] = ALERT.exec(token.content) ?? [];
			const kind = own(KINDS, name.toLowerCase());
			if (mark === undefined || kind === undefined) return [token];
			quote.tag = 'aside';
			quote.attrSet('data-panel-type', kind);
			token.content = token.content.slice(mark.length);
			return title.trim() === ''
				? [token]
				: withTitle(token, tokens[index - 1], title.trim(), state);
		});
	});
}

/** The title takes the paragraph that is open, the rest of the text the one after it. */
function withTitle(
	rest: MarkdownToken,
	paragraph: MarkdownToken | undefined,
	title: string,
	state: MarkdownState,
): MarkdownToken[] {
	paragraph?.attrSet('data-panel-title', '');
	const inline = new state.Token('inline', '', 0);
	inline.content = title;
	inline.children = [];
	inline.level = rest.level;
	const close = new state.Token('paragraph_close', 'p', -1);
	close.block = true;
	const next = new state.Token('paragraph_open', 'p', 1);
	next.block = true;
	return [inline, close, next, rest];
}

const TASK = /^\[([ xX])\](?:[ \t]+|(?=\n)|$)/;

/** GitHub's task lists: an item of a bullet list that begins with a box. */
export function readTasks(parser: MarkdownParser): void {
	parser.core.ruler.after('block', 'tasks', (state) => {
		const lists: string[] = [];
		for (const [index, token] of state.tokens.entries()) {
			if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open')
				lists.push(token.type);
			if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop();
			const item = state.tokens[index - 2];
			if (token.type !== 'inline' || item?.type !== 'list_item_open') continue;
			const box = TASK.exec(token.content);
			if (box === null || lists.at(-1) !== 'bullet_list_open') continue;
			item.attrSet('data-task', box[1] === ' ' ? 'todo' : 'done');
			token.content = token.content.slice(box[0].length);
		}
	});
}
