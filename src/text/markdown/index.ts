import type { TextCodec } from '../codec';
import { readMarkdown } from './read';
import { writeMarkdown } from './write';

/** Markdown in the dialect of GitHub. */
export const markdown: TextCodec = { read: readMarkdown, write: writeMarkdown };
