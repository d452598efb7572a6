import { createHash } from 'node:crypto';
import type { Digest } from '../engine/ports';

/** The first 128 bits of SHA-256, as 32 hexadecimal digits. */
export const digest: Digest = (text) =>
	createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
