import type { TextCodec } from '../codec';
import { readHtml } from './read';
import { writeHtml } from './write';

/** HTML as rich-text editors, mail programs and other systems write it. */
export const html: TextCodec = { read: readHtml, write: writeHtml };
