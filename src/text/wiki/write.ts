import { limitText } from '../limit';
import { normalize } from '../normal';
import type { RichText } from '../tree';
import type { EscapeForm } from './escape';
import { writeBlocks } from './write-blocks';
import { topWriter } from './writer';

/** Jira Data Center's own limit of text fields (`jira.text.field.character.limit`), which an administrator may change. */
export const WIKI_LIMIT = 32_767;

export interface WikiWriteOptions {
	/** How markup characters of plain text are made inert; `entities` unless told otherwise. */
	readonly form?: EscapeForm;
	/** The longest markup that Jira takes, in UTF-16 units; a longer text is cut, to nothing if not even the note fits. */
	readonly limit?: number;
	/** Says in a cut text that there was more. */
	readonly cutNote?: string;
}

const CUT_NOTE =
	'\u2026 cut: the text is longer than Jira stores. The whole text is in the record.';

/**
 * The tree as Jira wiki markup. What the notation cannot say keeps its text and loses its shape: a quotation in a quotation,
 * a table in a table, background colors, spans, the number that a list starts with (docs/design/text-wiki.md).
 */
export function writeWiki(tree: RichText, options: WikiWriteOptions = {}): string {
	const { limit = Infinity, cutNote = CUT_NOTE } = options;
	const writeTree = (part: RichText): string => write(part, options);
	const normal = normalize(tree);
	const whole = writeTree(normal);
	if (whole.length <= limit) return whole;
	// Cut in the tree, so that no markup stays open.
	const cut = writeTree(limitText(normal, limit, (part) => writeTree(part).length, cutNote));
	return cut.length <= limit ? cut : '';
}

function write(tree: RichText, { form = 'entities' }: WikiWriteOptions): string {
	return writeBlocks(topWriter(form), tree.blocks);
}
