import { safeHref, withMark } from '../marks';
import type { Mark } from '../tree';
import { readColor } from './colors';
import type { HtmlElement } from './element';

type PlainMark = Exclude<Mark['type'], 'link' | 'color' | 'background'>;

const BY_NAME: ReadonlyMap<string, PlainMark> = new Map([
	['b', 'strong'],
	['strong', 'strong'],
	['i', 'emphasis'],
	['em', 'emphasis'],
	['cite', 'emphasis'],
	['dfn', 'emphasis'],
	['var', 'emphasis'],
	['u', 'underline'],
	['ins', 'underline'],
	['s', 'strike'],
	['strike', 'strike'],
	['del', 'strike'],
	['sup', 'superscript'],
	['sub', 'subscript'],
	['code', 'code'],
	['tt', 'code'],
	['kbd', 'code'],
	['samp', 'code'],
]);

/** The marks inside an element: those outside of it, and what its name, its address and its style say. */
export function marksInside(element: HtmlElement, outer: readonly Mark[]): readonly Mark[] {
	let marks = outer;
	const own = BY_NAME.get(element.name);
	if (own !== undefined) marks = withMark(marks, { type: own });
	if (element.name === 'a') marks = withLink(element, marks);
	if (element.name === 'mark') marks = withMark(marks, { type: 'background', value: '#ffff00' });
	if (element.name === 'font') marks = withColor(marks, 'color', element.attributes.get('color'));
	const style = element.attributes.get('style');
	return style === undefined ? marks : withStyle(marks, style);
}

function withLink(element: HtmlElement, marks: readonly Mark[]): readonly Mark[] {
	const href = safeHref(element.attributes.get('href') ?? '');
	if (href === undefined) return marks;
	return withMark(marks, { type: 'link', href, title: element.attributes.get('title') ?? '' });
}

/** Styles as Word, Google Docs and mail programs paste them; the last of a property counts. */
function withStyle(outer: readonly Mark[], style: string): readonly Mark[] {
	let marks = outer;
	for (const [property, value] of declarations(style)) {
		if (property === 'font-weight') marks = withOrWithout(marks, 'strong', isBold(value));
		else if (property === 'font-style')
			marks = withOrWithout(marks, 'emphasis', value === 'italic' || value === 'oblique');
		else if (property === 'text-decoration' || property === 'text-decoration-line') {
			if (value.includes('underline') && !isLink(marks))
				marks = withMark(marks, { type: 'underline' });
			if (value.includes('line-through')) marks = withMark(marks, { type: 'strike' });
		} else if (property === 'vertical-align') {
			if (value === 'super') marks = withMark(marks, { type: 'superscript' });
			if (value === 'sub') marks = withMark(marks, { type: 'subscript' });
		} else if (property === 'color') marks = withColor(marks, 'color', value);
		else if (property === 'background-color' || property === 'background')
			marks = withColor(marks, 'background', value);
	}
	return marks;
}

function declarations(style: string): readonly (readonly [string, string])[] {
	return style
		.slice(0, 2_000)
		.split(';')
		.map((part) => {
			const colon = part.indexOf(':');
			const property = part.slice(0, Math.max(0, colon)).trim().toLowerCase();
			return [
				property,
				part
					.slice(colon + 1)
					.replace('!important', '')
					.trim()
					.toLowerCase(),
			] as const;
		});
}

function isBold(value: string): boolean {
	return value.startsWith('bold') || Number(value) >= 600;
}

function isLink(marks: readonly Mark[]): boolean {
	return marks.some((mark) => mark.type === 'link');
}

function withOrWithout(marks: readonly Mark[], type: PlainMark, isOn: boolean): readonly Mark[] {
	return isOn ? withMark(marks, { type }) : marks.filter((mark) => mark.type !== type);
}

/** T16: black text and a white ground are how pages look without a color; a link has the color of links. */
function withColor(
	marks: readonly Mark[],
	type: 'color' | 'background',
	css: string | undefined,
): readonly Mark[] {
	const value = readColor(css ?? '');
	if (value === undefined) return marks;
	const usual = type === 'color' ? '#000000' : '#ffffff';
	const others = marks.filter((mark) => mark.type !== type);
	return value === usual ? others : withMark(others, { type, value });
}
