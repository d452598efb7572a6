import type { ByteStream, FileContent, OpenFile } from '../model/attachment';
import type { NewFileDigest } from './ports';

/** Digest of a whole content, read piece by piece. */
export async function digestOf({ chunks }: FileContent, newDigest: NewFileDigest): Promise<string> {
	const digest = newDigest();
	for await (const chunk of chunks) digest.add(chunk);
	return digest.value();
}

/** A file that is digested while somebody else reads it. */
export interface DigestedFile {
	readonly open: OpenFile;
	/** Of the last reading, once that has come to its end. */
	value(): string;
}

/** Digests what passes by, so that no file is read for that alone. */
export function digesting(open: OpenFile, newDigest: NewFileDigest): DigestedFile {
	let last = newDigest();
	async function* passing(chunks: ByteStream): ByteStream {
		const digest = newDigest();
		for await (const chunk of chunks) {
			digest.add(chunk);
			yield chunk;
		}
		last = digest;
	}
	return {
		open: async () => {
			const content = await open();
			return { ...content, chunks: passing(content.chunks) };
		},
		value: () => last.value(),
	};
}
