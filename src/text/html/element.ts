/** An element as far as rich text needs it; the root has the name "". */
export interface HtmlElement {
	/** Lower case. */
	readonly name: string;
	readonly attributes: ReadonlyMap<string, string>;
	readonly children: readonly HtmlNode[];
}

export type HtmlNode = string | HtmlElement;

/** The text below an element; `<br>` is a line end. */
export function textContent(element: HtmlElement): string {
	return element.children
		.map((child) => {
			if (typeof child === 'string') return child;
			return child.name === 'br' ? '\n' : textContent(child);
		})
		.join('');
}

/** Whether one of the classes of an element is this one. */
export function hasClass(element: HtmlElement, name: string): boolean {
	return (element.attributes.get('class') ?? '').split(/\s+/).includes(name);
}

/** A whole number in an attribute; nothing when it holds none. */
export function numberIn(element: HtmlElement, name: string): number | undefined {
	const value = Number.parseInt(element.attributes.get(name) ?? '', 10);
	return Number.isNaN(value) ? undefined : value;
}
