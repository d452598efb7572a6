import type { JsonValue } from '../model/json';

/**
 * Rich text as the package sees it, whatever format it came from. Readers of Markdown, HTML, plain text, ADF and wiki markup
 * build it; writers of the same five take it apart. It holds meaning only: no ids, no white space that a format adds by itself.
 *
 * Readers return and writers take its normal form (`normalize` in normal.ts); docs/design/text.md has the rules.
 */
export interface RichText {
	readonly blocks: readonly Block[];
}

export type Block =
	| { readonly type: 'paragraph'; readonly content: readonly Inline[] }
	| { readonly type: 'heading'; readonly level: HeadingLevel; readonly content: readonly Inline[] }
	| { readonly type: 'bulletList'; readonly items: readonly ListItem[] }
	| {
			readonly type: 'orderedList';
			/** Number of the first item; 0 or more. */
			readonly start: number;
			readonly items: readonly ListItem[];
	  }
	| { readonly type: 'taskList'; readonly items: readonly TaskItem[] }
	| { readonly type: 'quote'; readonly blocks: readonly Block[] }
	| CodeBlock
	| {
			readonly type: 'panel';
			readonly kind: PanelKind;
			/** Empty where the format has no title. */
			readonly title: string;
			readonly blocks: readonly Block[];
	  }
	| { readonly type: 'expand'; readonly title: string; readonly blocks: readonly Block[] }
	| { readonly type: 'table'; readonly rows: readonly TableRow[] }
	| { readonly type: 'rule' }
	| OpaqueBlock;

export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;
export type PanelKind = 'info' | 'note' | 'tip' | 'success' | 'warning' | 'error';

export interface ListItem {
	readonly blocks: readonly Block[];
}

export interface TaskItem {
	readonly done: boolean;
	readonly content: readonly Inline[];
	/** Nested task lists and, where a format allows it, other blocks below the item's line. */
	readonly blocks: readonly Block[];
}

/** Verbatim text: nothing in it is markup. */
export interface CodeBlock {
	readonly type: 'code';
	/** Lower case; absent when the format names none. */
	readonly language?: string;
	readonly text: string;
}

export interface TableRow {
	readonly cells: readonly TableCell[];
}

export interface TableCell {
	readonly header: boolean;
	/** 1 or more; formats without spans write the content once and leave the spanned places empty. */
	readonly columns: number;
	readonly rows: number;
	readonly blocks: readonly Block[];
}

/** A block that the tree has no word for: kept as it came, for the format it came from; other formats show its text. */
export interface OpaqueBlock {
	readonly type: 'opaque';
	readonly format: TextFormat;
	readonly raw: JsonValue;
	/** What people read in it. */
	readonly blocks: readonly Block[];
}

export type Inline =
	| { readonly type: 'text'; readonly text: string; readonly marks: readonly Mark[] }
	/** A line end inside a block. */
	| { readonly type: 'break' }
	| Image
	| {
			readonly type: 'mention';
			/** Jira's id of the user: the account id on Cloud, the name on Data Center. */
			readonly id: string;
			/** Name as shown, without "@"; empty when the format does not tell. */
			readonly name: string;
	  }
	| {
			readonly type: 'emoji';
			/** With colons, for example `:smile:`. */
			readonly shortName: string;
			/** The character itself, where it is one. */
			readonly text: string;
	  }
	| {
			readonly type: 'opaque';
			readonly format: TextFormat;
			readonly raw: JsonValue;
			/** What people read in it. */
			readonly text: string;
	  };

/** By address, or by the name of an attachment of the same issue. */
export interface Image {
	readonly type: 'image';
	readonly source:
		| { readonly kind: 'url'; readonly url: string }
		| { readonly kind: 'attachment'; readonly name: string };
	readonly alt: string;
	/** Where a click on it leads; absent when nowhere. */
	readonly href?: string;
	/** Pixels. */
	readonly width?: number;
	readonly height?: number;
}

/** Marks of one text, each type at most once, in the order of `MARK_ORDER`. */
export type Mark =
	| { readonly type: 'link'; readonly href: string; readonly title: string }
	| { readonly type: 'strong' }
	| { readonly type: 'emphasis' }
	| { readonly type: 'underline' }
	| { readonly type: 'strike' }
	| { readonly type: 'superscript' }
	| { readonly type: 'subscript' }
	/** Six hexadecimal digits with `#`, lower case. */
	| { readonly type: 'color'; readonly value: string }
	| { readonly type: 'background'; readonly value: string }
	/** Verbatim; excludes every other mark but `link`. */
	| { readonly type: 'code' };

export const MARK_ORDER: readonly Mark['type'][] = [
	'link',
	'strong',
	'emphasis',
	'underline',
	'strike',
	'superscript',
	'subscript',
	'color',
	'background',
	'code',
];

export type TextFormat = 'plain' | 'markdown' | 'html' | 'adf' | 'wiki';
