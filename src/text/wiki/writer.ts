import type { Block } from '../tree';
import type { EscapeForm, EscapeOptions } from './escape';

/** What the writing of one block must know about the place where it stands. */
export interface WikiWriter {
	readonly escape: EscapeOptions;
	/** Macros around this place: the first `{name}` inside ends the macro, so none can stand in itself. */
	readonly around: ReadonlySet<string>;
	/** In a list item or table cell, where a blank line would end everything. */
	readonly compact: boolean;
	readonly inCell: boolean;
	/** Whether a list is around: the lines of its items cannot hold a table row that goes over many lines. */
	readonly inList: boolean;
	/** Whether markup that came from Jira may be written here as it came. */
	admits(markup: string): boolean;
}

/** Writes blocks one after the other; lists and tables are given it for what is inside of them. */
export type BlockWriter = (writer: WikiWriter, blocks: readonly Block[]) => string;

/** A writer for the top of a text. */
export function topWriter(form: EscapeForm): WikiWriter {
	return writerAt({
		escape: { form },
		around: new Set(),
		compact: false,
		inCell: false,
		inList: false,
	});
}

/** The writer for the inside of a macro, where blank lines are possible again. */
export function insideMacro(writer: WikiWriter, name: string): WikiWriter {
	const around = new Set([...writer.around, name]);
	return writerAt({ ...writer, around, compact: false, inCell: false, inList: false });
}

/** The writer for the inside of a list item or a table cell. */
export function insideCompact(writer: WikiWriter, place: 'cell' | 'item'): WikiWriter {
	const inCell = writer.inCell || place === 'cell';
	return writerAt({ ...writer, compact: true, inCell, inList: writer.inList || place === 'item' });
}

function writerAt(place: Omit<WikiWriter, 'admits'>): WikiWriter {
	return {
		...place,
		admits: (markup) =>
			[...place.around].every((name) => !markup.toLowerCase().includes(`{${name}}`)),
	};
}
