import { inlineText, writePlain } from '../plain';
import { normalize } from '../normal';
import { withMark } from '../marks';
import type { Block, HeadingLevel, Inline, PanelKind } from '../tree';
import { type HtmlElement, hasClass, textContent } from './element';
import type { FlowReader, Surroundings } from './flow';
import { readList } from './read-lists';
import { readTable } from './read-table';

/** One block element; those that only group other blocks give their content. */
export function readBlockElement(
	element: HtmlElement,
	inside: Surroundings,
	readFlow: FlowReader,
): readonly Block[] {
	const flow = (): readonly Block[] => readFlow(element.children, inside);
	switch (element.name) {
		case 'h1':
		case 'h2':
		case 'h3':
		case 'h4':
		case 'h5':
		case 'h6':
			return readHeading(Number(element.name.slice(1)) as HeadingLevel, flow());
		case 'ul':
		case 'menu':
		case 'dir':
		case 'ol':
			return readList(element, inside, readFlow);
		case 'blockquote':
			return readPanel(element, flow) ?? [{ type: 'quote', blocks: flow() }];
		case 'pre':
			return [readCode(element)];
		case 'hr':
			return [{ type: 'rule' }];
		case 'table':
			return readTable(element, inside, readFlow);
		case 'details':
			return [readExpand(element, inside, readFlow)];
		case 'dt':
			return readFlow(element.children, {
				...inside,
				marks: withMark(inside.marks, { type: 'strong' }),
			});
		default:
			return readPanel(element, flow) ?? flow();
	}
}

/** A heading is one line of text; what else stands in it follows it. */
function readHeading(level: HeadingLevel, blocks: readonly Block[]): readonly Block[] {
	const lines = blocks.filter((block) => block.type === 'paragraph' || block.type === 'heading');
	const others = blocks.filter((block) => block.type !== 'paragraph' && block.type !== 'heading');
	const content = lines.flatMap((line, index): readonly Inline[] =>
		index === 0 ? line.content : [{ type: 'break' }, ...line.content],
	);
	return [{ type: 'heading', level, content }, ...others];
}

/** A line end right after the tag `<pre>` is no part of the text (html.spec.whatwg.org, 4.4.3). */
function readCode(element: HtmlElement): Block {
	const [first] = element.children;
	const skipped = typeof first === 'string' && first.startsWith('\n') ? 1 : 0;
	const text = textContent(element).slice(skipped).replaceAll('\u00a0', ' ');
	const language = languageOf(element);
	return { type: 'code', ...(language === undefined ? {} : { language }), text };
}

const LANGUAGE_CLASS = /(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*)(\S+)/;

function languageOf(element: HtmlElement): string | undefined {
	const inner = element.children.find(
		(child) => typeof child !== 'string' && child.name === 'code',
	);
	const holders = typeof inner === 'object' ? [inner, element] : [element];
	for (const holder of holders) {
		const name =
			LANGUAGE_CLASS.exec(holder.attributes.get('class') ?? '')?.[1] ??
			holder.attributes.get('data-language') ??
			holder.attributes.get('lang');
		if (name !== undefined) return name;
	}
	return undefined;
}

function readExpand(element: HtmlElement, inside: Surroundings, readFlow: FlowReader): Block {
	const isSummary = (child: HtmlElement['children'][number]): boolean =>
		typeof child !== 'string' && child.name === 'summary';
	const summary = element.children.filter(isSummary);
	const rest = element.children.filter((child) => !isSummary(child));
	const title = writePlain(normalize({ blocks: readFlow(summary, inside) }));
	return { type: 'expand', title, blocks: readFlow(rest, inside) };
}

/** Class names of panels: GitHub's alerts, Confluence's macros, Bootstrap's alerts. */
const PANEL_CLASSES: ReadonlyMap<string, PanelKind> = new Map([
	['markdown-alert-note', 'info'],
	['markdown-alert-important', 'note'],
	['markdown-alert-tip', 'tip'],
	['markdown-alert-warning', 'warning'],
	['markdown-alert-caution', 'error'],
	['confluence-information-macro-information', 'info'],
	['confluence-information-macro-note', 'note'],
	['confluence-information-macro-tip', 'tip'],
	['confluence-information-macro-warning', 'warning'],
	['alert-info', 'info'],
	['alert-success', 'success'],
	['alert-warning', 'warning'],
	['alert-danger', 'error'],
]);
const KINDS: readonly PanelKind[] = ['info', 'note', 'tip', 'success', 'warning', 'error'];

/** T15: a panel, if the element is marked as one. */
function readPanel(
	element: HtmlElement,
	flow: () => readonly Block[],
): readonly Block[] | undefined {
	const name = element.attributes.get('data-panel-type');
	const byName = KINDS.find((kind) => kind === name);
	const byClass = [...PANEL_CLASSES].find(([className]) => hasClass(element, className))?.[1];
	const kind = byName ?? byClass;
	if (kind === undefined) return undefined;
	const isTitled = element.children.some(isTitle);
	const [first, ...rest] = flow();
	if (first === undefined) return [];
	if (!isTitled || first.type !== 'paragraph')
		return [{ type: 'panel', kind, title: '', blocks: [first, ...rest] }];
	return [{ type: 'panel', kind, title: inlineText(first.content), blocks: rest }];
}

function isTitle(child: HtmlElement['children'][number]): boolean {
	if (typeof child === 'string') return false;
	return child.attributes.has('data-panel-title');
}
