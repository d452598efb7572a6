import type { WrittenFormat } from '../model/text-format';
import { mapInlines, readText, writeText } from '../text';
import type { Inline, Mark, RichText } from '../text/tree';

/** What stands for a hole while the text around it is read: private-use characters, which no format knows. */
const TOKEN = /\ue000(\d+)\ue001/;
const ENCODED_TOKEN = /(?:\ue000|%EE%80%80)(\d+)(?:\ue001|%EE%80%81)/gi;
/** Stands for a hole that is a whole address: readers drop links that lead nowhere. */
const ADDRESS = /^https:\/\/hole\.invalid\/(\d+)/;
const BEFORE_ADDRESS = /(?:\]\(\s*<?|(?:href|src)\s*=\s*["'])$/i;
const SAFE_ADDRESS = /^(?:https?:\/\/|ftp:\/\/|mailto:|tel:)/i;

/**
 * Fills the holes of a text that is Markdown or HTML. The text is read first and the values are put into what came of it, so
 * nothing in a value can become markup, a link or a mention (law L9), in code they stay as they are, and in addresses they are
 * encoded. `replaceHoles` calls back for each hole with its value and the text before it.
 */
export function fillRichText(
	format: Exclude<WrittenFormat, 'plain'>,
	replaceHoles: (replace: (value: string, before: string) => string) => string,
): RichText {
	const values: string[] = [];
	const text = replaceHoles((value, before) => {
		const index = values.push(value) - 1;
		return BEFORE_ADDRESS.test(before) ? `https://hole.invalid/${index}` : `\ue000${index}\ue001`;
	});
	const valueAt = (index: string | undefined): string => values[Number(index)] ?? '';
	return mapInlines(
		readText(format, text),
		(inline) => fillInline(inline, valueAt),
		(code) => pieces(code, valueAt).join(''),
	);
}

/** A tree as a text of the format. */
export function asText(format: WrittenFormat, tree: RichText): string {
	return String(writeText(format, tree));
}

type ValueAt = (index: string | undefined) => string;

function fillInline(inline: Inline, valueAt: ValueAt): readonly Inline[] {
	if (inline.type === 'image' && inline.source.kind === 'url') {
		const url = fillAddress(inline.source.url, valueAt);
		return url === undefined ? [] : [{ ...inline, source: { kind: 'url', url } }];
	}
	if (inline.type !== 'text') return [inline];
	const marks = inline.marks.flatMap((mark) => fillMark(mark, valueAt));
	const isCode = marks.some(({ type }) => type === 'code');
	return pieces(inline.text, valueAt).flatMap((piece) =>
		isCode ? [{ type: 'text', text: piece.replaceAll('\n', ' '), marks }] : lines(piece, marks),
	);
}

function fillMark(mark: Mark, valueAt: ValueAt): readonly Mark[] {
	if (mark.type !== 'link') return [mark];
	const href = fillAddress(mark.href, valueAt);
	return href === undefined ? [] : [{ ...mark, href }];
}

/** Nothing where the value is no address that a link may lead to. */
function fillAddress(address: string, valueAt: ValueAt): string | undefined {
	const whole = ADDRESS.exec(address);
	const start = whole === null ? '' : valueAt(whole[1]).trim();
	if (whole !== null && !SAFE_ADDRESS.test(start)) return undefined;
	const rest = whole === null ? address : address.slice(whole[0].length);
	return (
		start + rest.replace(ENCODED_TOKEN, (_, index: string) => encodeURIComponent(valueAt(index)))
	);
}

/** The text with its tokens replaced, value by value. */
function pieces(text: string, valueAt: ValueAt): readonly string[] {
	const parts = text.split(TOKEN);
	return parts.map((part, index) => (index % 2 === 1 ? valueAt(part) : part));
}

function lines(text: string, marks: readonly Mark[]): readonly Inline[] {
	return text
		.replace(/\r\n?/g, '\n')
		.split('\n')
		.flatMap((line, index): readonly Inline[] => [
			...(index === 0 ? [] : [{ type: 'break' } as const]),
			{ type: 'text', text: line, marks },
		]);
}
