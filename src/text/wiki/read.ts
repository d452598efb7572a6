import { cleanCharacters } from '../clean';
import { normalize } from '../normal';
import type { RichText } from '../tree';
import { readMacros } from './read-macros';
import { findTags } from './macro-tags';

/**
 * Jira wiki markup as a tree, in normal form. Reading never fails: broken markup is text. Work grows with the length of the
 * text, and nesting is bounded (docs/design/text-wiki.md).
 */
export function readWiki(text: string): RichText {
	const clean = cleanCharacters(text);
	const blocks = readMacros(
		{ text: clean, tags: findTags(clean) },
		{ from: 0, to: clean.length },
		0,
	);
	return normalize({ blocks });
}
