import type { TextCodec } from '../codec';
import { readAdf } from './read';
import { writeAdf } from './write';

/** Atlassian Document Format, version 1: what Jira Cloud's REST v3 speaks. */
export const adf: TextCodec = { read: readAdf, write: writeAdf };
