import { renderTargets } from './inline';
import { renderImages } from './phrases';
import type { WikiPage } from './page';

const START = /^\s*\|/;
const END = /\|\s*$/;

export function isTableStart(line: string): boolean {
	return START.test(line);
}

/**
 * The cells of a table that begins with a line (com.atlassian.renderer.v2.components.table): a row goes on over line ends
 * until a line ends with a pipe or the next one starts with one. Links and images are rendered first, since they may hold pipes.
 */
export function takeTable(
	page: WikiPage,
	first: string,
	lines: string[],
	links: 'here' | 'done',
): readonly (readonly string[])[] {
	const rows: string[] = [];
	let open: string[] = [];
	const close = (): void => {
		if (open.length > 0) rows.push(open.join('\n'));
		open = [];
	};
	let line: string | undefined = first;
	for (; line !== undefined; line = lines.pop()) {
		if (line.trim() === '' || (open.length === 0 && !START.test(line))) {
			lines.push(line);
			break;
		}
		if (START.test(line)) close();
		open.push(links === 'here' ? renderImages(page, renderTargets(page, line)) : line);
		if (END.test(line)) close();
	}
	close();
	return rows.map(cellsOf);
}

/** Parts a row at its pipes; `\|` is text, and of `||` the second makes the next cell a header. */
function cellsOf(row: string): readonly string[] {
	const text = row.trim();
	const cells: string[] = [];
	let cell = '';
	for (let at = 1; at < text.length; at += 1) {
		const character = text.charAt(at);
		const before = text.charAt(at - 1);
		if (character !== '|') cell += character;
		else if (before === '\\') cell += character;
		else if (before !== '|') {
			cells.push(cell);
			cell = '';
		}
	}
	return cell === '' ? cells : [...cells, cell];
}
