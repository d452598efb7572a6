import { createHash } from 'node:crypto';
import type { Digest, NewFileDigest } from '../engine/ports';

/** The first 128 bits of SHA-256, as 32 hexadecimal digits. */
export const digest: Digest = (text) =>
	createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);

/** The same of a content that comes in pieces. */
export const fileDigest: NewFileDigest = () => {
	const hash = createHash('sha256');
	return {
		add: (chunk) => void hash.update(chunk),
		value: () => hash.digest('hex').slice(0, 32),
	};
};
