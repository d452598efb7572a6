import { Tokenizer, type TokenizerCallbacks } from '../../third-party/html-tokenizer';
import type { HtmlElement, HtmlNode } from './element';
import { FORMATTING, type ImpliedEnd, impliedEnds, isWall, VOID } from './nesting';

/** Deeper elements lose their tags and keep their text. */
const MAX_OPEN = 120;
const MAX_ATTRIBUTES = 40;
/** How many inner formats survive the end of an outer one: `<b><i>x</b>y</i>`. */
const MAX_REOPENED = 4;

interface OpenElement extends HtmlElement {
	readonly attributes: Map<string, string>;
	readonly children: HtmlNode[];
}

/**
 * HTML as a tree of elements, however broken it is. Time grows with the length of the text: the stack of open elements is
 * bounded, and so is the work that one tag can cause.
 */
export function parseHtml(html: string): HtmlElement {
	const builder = createBuilder();
	const tokenizer = new Tokenizer(
		{ decodeEntities: true, xmlMode: false },
		callbacks(html, builder),
	);
	tokenizer.write(html);
	tokenizer.end();
	return builder.root;
}

interface Builder {
	readonly root: HtmlElement;
	open(name: string, attributes: Map<string, string>): void;
	close(name: string): void;
	text(text: string): void;
	end(): void;
}

function callbacks(html: string, builder: Builder): TokenizerCallbacks {
	let name = '';
	let attributes = new Map<string, string>();
	let attribute = '';
	let value: string[] = [];
	const ignore = (): void => undefined;
	const openTag = (): void => builder.open(name, attributes);
	return {
		ontext: (start, end) => builder.text(html.slice(start, end)),
		ontextentity: (codePoint) => builder.text(String.fromCodePoint(codePoint)),
		onopentagname: (start, end) => {
			name = html.slice(start, end).toLowerCase();
			attributes = new Map();
		},
		onattribname: (start, end) => {
			attribute = html.slice(start, end).toLowerCase();
			value = [];
		},
		onattribdata: (start, end) => {
			value.push(html.slice(start, end));
		},
		onattribentity: (codePoint) => {
			value.push(String.fromCodePoint(codePoint));
		},
		onattribend: () => {
			if (attributes.size < MAX_ATTRIBUTES && !attributes.has(attribute))
				attributes.set(attribute, value.join(''));
		},
		onopentagend: openTag,
		onselfclosingtag: openTag,
		onclosetag: (start, end) => builder.close(html.slice(start, end).toLowerCase()),
		oncdata: ignore,
		oncomment: ignore,
		ondeclaration: ignore,
		onprocessinginstruction: ignore,
		onend: () => builder.end(),
	};
}

/** The open elements, the outermost first, and the text that waits for its element to be complete. */
interface State {
	readonly stack: OpenElement[];
	/** Open elements beyond the bound, by name: their end tags must not close others. */
	readonly beyond: Map<string, number>;
	texts: string[];
}

function createBuilder(): Builder {
	const root = element('', new Map());
	const state: State = { stack: [root], beyond: new Map(), texts: [] };
	return {
		root,
		open: (name, attributes) => open(state, name, attributes),
		close: (name) => close(state, name),
		text: (text) => {
			state.texts.push(text);
		},
		end: () => flush(state),
	};
}

function top(state: State): OpenElement {
	return state.stack[state.stack.length - 1] as OpenElement;
}

function flush(state: State): void {
	if (state.texts.length > 0) top(state).children.push(state.texts.join(''));
	state.texts = [];
}

function push(state: State, opened: OpenElement): void {
	top(state).children.push(opened);
	if (!VOID.has(opened.name)) state.stack.push(opened);
}

/** Index of the innermost open element of a name that its end tag can reach; -1 for none. */
function findOpen(state: State, name: string): number {
	for (let index = state.stack.length - 1; index > 0; index -= 1) {
		const open = (state.stack[index] as OpenElement).name;
		if (open === name) return index;
		if (isWall(open, name)) return -1;
	}
	return -1;
}

/** Index of the outermost open element that a start tag ends; -1 for none. */
function findEnded(state: State, { ends, within }: ImpliedEnd): number {
	let outermost = -1;
	for (let index = state.stack.length - 1; index > 0; index -= 1) {
		const { name } = state.stack[index] as OpenElement;
		if (ends.has(name)) outermost = index;
		else if (within.has(name)) break;
	}
	return outermost;
}

function open(state: State, name: string, attributes: Map<string, string>): void {
	flush(state);
	for (const implied of impliedEnds(name)) {
		const index = findEnded(state, implied);
		if (index > 0) state.stack.length = index;
	}
	if (state.stack.length >= MAX_OPEN && !VOID.has(name))
		state.beyond.set(name, (state.beyond.get(name) ?? 0) + 1);
	else push(state, element(name, attributes));
}

function close(state: State, name: string): void {
	const deeper = state.beyond.get(name) ?? 0;
	if (deeper > 0) {
		state.beyond.set(name, deeper - 1);
		return;
	}
	const index = findOpen(state, name);
	flush(state);
	if (index < 0) {
		if (name === 'br') push(state, element('br', new Map()));
		return;
	}
	const inner = state.stack.slice(index + 1);
	state.stack.length = index;
	const isMisnested = FORMATTING.has(name) && inner.every((other) => FORMATTING.has(other.name));
	if (isMisnested && inner.length <= MAX_REOPENED)
		for (const other of inner) push(state, element(other.name, other.attributes));
}

function element(name: string, attributes: Map<string, string>): OpenElement {
	return { name, attributes, children: [] };
}
