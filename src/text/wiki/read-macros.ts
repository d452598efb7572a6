import type { Block, Inline, PanelKind } from '../tree';
import { unescapeWikiCode } from './code';
import { readColor } from './colors';
import { showPlain } from './entities';
import { parseSettings, type Tag } from './macro-tags';
import { panelKind } from './panels';
import { readBlocks, TOP } from './read-blocks';
import { ATOM, type Atom, type ColorChange } from './source';

/** A whole text with all its tags. */
export interface TaggedText {
	readonly text: string;
	readonly tags: readonly Tag[];
}

export interface Range {
	readonly from: number;
	readonly to: number;
}

/** Macros in macros beyond this depth are text. */
const MAX_MACRO_DEPTH = 10;
const PANELS: ReadonlyMap<string, PanelKind> = new Map([
	['info', 'info'],
	['note', 'note'],
	['tip', 'tip'],
	['warning', 'warning'],
]);

/** The blocks of a part of the text: first its macros, then everything else. */
export function readMacros(tagged: TaggedText, range: Range, depth: number): readonly Block[] {
	const builder = new SourceBuilder(tagged, range, depth);
	builder.run();
	const text = builder.parts.join('');
	const { atoms, colors } = builder;
	return readBlocks({ text, atoms, colors }, { from: 0, to: text.length }, TOP);
}

/** Copies text and puts atoms in the place of macros, from left to right. */
class SourceBuilder {
	readonly parts: string[] = [];
	readonly atoms = new Map<number, Atom>();
	readonly colors: ColorChange[] = [];
	readonly #tagged: TaggedText;
	readonly #range: Range;
	readonly #depth: number;
	#length = 0;

	constructor(tagged: TaggedText, range: Range, depth: number) {
		this.#tagged = tagged;
		this.#range = range;
		this.#depth = depth;
	}

	run(): void {
		const { tags } = this.#tagged;
		let copied = this.#range.from;
		/** Index of the tag that ends the open color; its text stays in the text around it. */
		let colorEnd = -1;
		for (let index = firstTagFrom(tags, this.#range.from); index < tags.length;) {
			const tag = tags[index] as Tag;
			if (tag.end > this.#range.to) break;
			const limit = tags[colorEnd]?.start ?? this.#range.to;
			const closing = tags[tag.closing];
			const end = closing !== undefined && closing.end <= limit ? closing : undefined;
			if (tag.name === 'color') {
				this.#copy(copied, tag.start);
				copied = tag.end;
				if (index === colorEnd) {
					colorEnd = -1;
					this.#color(undefined);
				} else if (colorEnd < 0 && end !== undefined && tag.settings !== '') {
					colorEnd = tag.closing;
					this.#color(readColor(tag.settings));
				}
				index += 1;
				continue;
			}
			const atom = this.#readMacro(tag, end);
			if (atom !== undefined) {
				this.#copy(copied, tag.start);
				copied = end?.end ?? tag.end;
				this.#put(atom);
			}
			index = atom === undefined || end === undefined ? index + 1 : tag.closing + 1;
		}
		this.#copy(copied, this.#range.to);
	}

	#copy(from: number, to: number): void {
		this.parts.push(this.#tagged.text.slice(from, to));
		this.#length += Math.max(0, to - from);
	}

	#put(atom: Atom): void {
		this.atoms.set(this.#length, atom);
		this.parts.push(ATOM);
		this.#length += ATOM.length;
	}

	#color(value: string | undefined): void {
		this.colors.push({ at: this.#length, value });
		this.#put({ kind: 'color', value });
	}

	/** Nothing when the tag is text: too deep, or a macro whose end is missing. */
	#readMacro(tag: Tag, end: Tag | undefined): Atom | undefined {
		if (this.#depth >= MAX_MACRO_DEPTH) return undefined;
		const { text } = this.#tagged;
		if (tag.name === 'code' || tag.name === 'noformat') {
			return end && { kind: 'blocks', blocks: readCode(tag, text.slice(tag.end, end.start)) };
		}
		const isFrame = PANELS.has(tag.name) || tag.name === 'quote' || tag.name === 'panel';
		if (isFrame && end === undefined) return undefined;
		const inside = { from: tag.end, to: end?.start ?? tag.end };
		const blocks = readMacros(this.#tagged, inside, this.#depth + 1);
		if (isFrame) return { kind: 'blocks', blocks: [readFrame(tag, blocks)] };
		return unknownMacro(tag, text.slice(tag.start, end?.end ?? tag.end), blocks);
	}
}

function firstTagFrom(tags: readonly Tag[], from: number): number {
	let low = 0;
	let high = tags.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((tags[middle]?.start ?? 0) < from) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** `{code:java|title=Main.java}`: the tree's code has no title, so it stands above in bold. */
function readCode(tag: Tag, body: string): readonly Block[] {
	const settings = parseSettings(tag.settings);
	const text = unescapeWikiCode(body.replace(/^[ \t]*\n/, ''));
	const language = tag.name === 'code' ? (settings.get('lang') ?? settings.get('0') ?? '') : '';
	const isNamed = language !== '' && language !== 'none';
	const block: Block = isNamed ? { type: 'code', language, text } : { type: 'code', text };
	return [...boldLine(showPlain(settings.get('title') ?? '')), block];
}

function boldLine(text: string): readonly Block[] {
	if (text === '') return [];
	return [{ type: 'paragraph', content: [{ type: 'text', text, marks: [{ type: 'strong' }] }] }];
}

function readFrame(tag: Tag, blocks: readonly Block[]): Block {
	if (tag.name === 'quote') return { type: 'quote', blocks };
	const settings = parseSettings(tag.settings);
	const title = showPlain(settings.get('title') ?? settings.get('0') ?? '');
	const kind = PANELS.get(tag.name) ?? panelKind(settings.get('bgcolor') ?? '');
	return { type: 'panel', kind, title, blocks };
}

/** Kept as it came; in a line of text where it is on one line. */
function unknownMacro(tag: Tag, raw: string, blocks: readonly Block[]): Atom {
	if (raw.includes('\n')) {
		return { kind: 'blocks', blocks: [{ type: 'opaque', format: 'wiki', raw, blocks }] };
	}
	const shown = tag.name === 'anchor' ? '' : lineOf(blocks);
	const text = shown === '' && tag.name !== 'anchor' ? raw : shown;
	return { kind: 'inline', inline: { type: 'opaque', format: 'wiki', raw, text } };
}

function lineOf(blocks: readonly Block[]): string {
	return blocks
		.map((block) => ('content' in block ? block.content.map(textOf).join('') : ''))
		.join(' ');
}

function textOf(inline: Inline): string {
	return 'text' in inline ? inline.text : '';
}
