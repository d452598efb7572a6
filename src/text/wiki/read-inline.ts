import type { Inline, Mark } from '../tree';
import { urlEnd } from './autolinks';
import { emoticonAt } from './emoticons';
import { entityAt, isEscape } from './entities';
import { ForcedBreaks } from './forced-breaks';
import { imageEnds, type ImageEnds } from './image-spans';
import { MonoSpans } from './mono-spans';
import { pairPhrases, type InlineNode } from './inline-nodes';
import { linkEnd } from './link-span';
import { readImage } from './read-images';
import { readLinkTarget } from './read-links';
import type { Range } from './read-macros';
import { signAt } from './signs';
import { colorBefore, type Source } from './source';

/** What stands in one block: a paragraph, a heading, the text of a link. */
export function readInlines(source: Source, range: Range): readonly Inline[] {
	return pairPhrases(new InlineScan(source, range, 'outside').run());
}

/** One pass over a range of the text; every step moves on. */
class InlineScan {
	readonly #source: Source;
	readonly #to: number;
	readonly #place: 'outside' | 'link';
	readonly #images: ImageEnds;
	readonly #breaks: ForcedBreaks;
	readonly #mono: MonoSpans;
	readonly #nodes: InlineNode[] = [];
	#at: number;
	#pending: string[] = [];
	#color: string | undefined;

	constructor(source: Source, range: Range, place: 'outside' | 'link') {
		this.#source = source;
		this.#at = range.from;
		this.#to = range.to;
		this.#place = place;
		this.#images = imageEnds(source.text, range);
		this.#breaks = new ForcedBreaks(source.text, range);
		this.#mono = new MonoSpans(source.text, range);
		this.#color = colorBefore(source, range.from);
	}

	run(): readonly InlineNode[] {
		while (this.#at < this.#to) {
			const before = this.#at;
			this.#step(this.#source.text.charAt(before));
			if (this.#at === before) {
				this.#pending.push(this.#source.text.charAt(before));
				this.#at += 1;
			}
		}
		this.#flush();
		return this.#nodes;
	}

	/** Takes what begins here, if it is more than a character. */
	#step(character: string): void {
		const { text, atoms } = this.#source;
		const at = this.#at;
		const atom = atoms.get(at);
		if (atom?.kind === 'inline') return this.#put(atom.inline, at + 1);
		if (atom !== undefined) {
			this.#flush();
			if (atom.kind === 'color') this.#color = atom.value;
			this.#at = at + 1;
			return;
		}
		if (/[a-z0-9]/i.test(character)) return this.#readUrl();
		switch (character) {
			case '\\':
				return this.#readBackslash();
			case '\n':
				return this.#readLineEnd();
			case '&': {
				const entity = entityAt(text, at);
				if (entity !== undefined && entity.end <= this.#to) this.#show(entity.text, entity.end);
				return;
			}
			case '[':
				return this.#readLink();
			case '!':
				return this.#readImage();
			default:
				return this.#readSign();
		}
	}

	#readBackslash(): void {
		const { text } = this.#source;
		const at = this.#at;
		if (this.#breaks.has(at)) {
			this.#put({ type: 'break' }, this.#afterBreak(at + 2));
		} else if (isEscape(text, at) && at + 1 < this.#to) this.#show(text.charAt(at + 1), at + 2);
	}

	/** After a forced break, spaces and one line end show nothing. */
	#afterBreak(from: number): number {
		const { text } = this.#source;
		let at = from;
		while (at < this.#to && ' \t'.includes(text.charAt(at))) at += 1;
		if (at >= this.#to || text.charAt(at) !== '\n') return at;
		at += 1;
		return at;
	}

	#readLineEnd(): void {
		const { text } = this.#source;
		let next = this.#at + 1;
		while (next < this.#to && ' \t'.includes(text.charAt(next))) next += 1;
		this.#flush();
		if (this.#breaks.has(next)) this.#at = next;
		else {
			this.#nodes.push({ type: 'lineEnd' });
			this.#at += 1;
		}
	}

	#readUrl(): void {
		const end = this.#place === 'link' ? undefined : urlEnd(this.#source.text, this.#at, this.#to);
		if (end === undefined) return;
		const url = this.#source.text.slice(this.#at, end);
		this.#put(this.#text(url, [{ type: 'link', href: url, title: '' }]), end);
	}

	#readLink(): void {
		const { text } = this.#source;
		const start = this.#at;
		const end = this.#place === 'link' ? undefined : linkEnd(text, start, this.#to);
		if (end === undefined) return;
		const target = readLinkTarget(text, { from: start, to: end + 1 });
		if (target === undefined) return;
		if (target.kind === 'inline') return this.#put(target.inline, end + 1);
		const inner = pairPhrases(new InlineScan(this.#source, target.label, 'link').run());
		if (inner.some(({ type }) => type === 'opaque')) {
			const raw = text.slice(start, end + 1);
			return this.#put({ type: 'opaque', format: 'wiki', raw, text: plainOf(inner) }, end + 1);
		}
		this.#flush();
		for (const inline of inner) {
			this.#nodes.push({ type: 'inline', inline: withLink(inline, target.mark) });
		}
		this.#color = colorBefore(this.#source, end);
		this.#at = end + 1;
	}

	#readImage(): void {
		const end = this.#images.endFrom(this.#at);
		if (end === undefined) return;
		const image = readImage(this.#source.text.slice(this.#at + 1, end));
		if (image !== undefined) this.#put(image, end + 1);
	}

	#readSign(): void {
		const { text } = this.#source;
		const mono = this.#mono.from(this.#at);
		if (mono !== undefined) return this.#put(this.#text(mono.text, [{ type: 'code' }]), mono.end);
		const sign = signAt(text, this.#at, this.#to);
		if (sign !== undefined) {
			this.#flush();
			this.#nodes.push({ type: 'sign', ...sign, marks: this.#marks() });
			this.#at += sign.text.length;
			return;
		}
		const emoticon = emoticonAt(text, this.#at);
		if (emoticon === undefined || this.#at + emoticon.symbol.length > this.#to) return;
		const { shortName, text: shown, symbol } = emoticon;
		this.#put({ type: 'emoji', shortName, text: shown }, this.#at + symbol.length);
	}

	#show(text: string, next: number): void {
		this.#pending.push(text);
		this.#at = next;
	}

	#put(inline: Inline, next: number): void {
		this.#flush();
		this.#nodes.push({ type: 'inline', inline });
		this.#at = next;
	}

	#flush(): void {
		if (this.#pending.length === 0) return;
		this.#nodes.push({ type: 'inline', inline: this.#text(this.#pending.join(''), []) });
		this.#pending = [];
	}

	#text(text: string, marks: readonly Mark[]): Inline {
		return { type: 'text', text, marks: [...marks, ...this.#marks()] };
	}

	#marks(): readonly Mark[] {
		return this.#color === undefined ? [] : [{ type: 'color', value: this.#color }];
	}
}

function plainOf(content: readonly Inline[]): string {
	return content.map((inline) => ('text' in inline ? inline.text : '')).join('');
}

function withLink(inline: Inline, mark: Extract<Mark, { readonly type: 'link' }>): Inline {
	if (inline.type === 'text') return { ...inline, marks: [mark, ...inline.marks] };
	return inline.type === 'image' ? { ...inline, href: mark.href } : inline;
}
