import type { FileContent, OpenFile } from '../model/attachment';

/** A file whose length is known. */
export interface MeasuredFile {
	/** In bytes. */
	readonly size: number;
	readonly mimeType?: string;
	readonly open: OpenFile;
}

/**
 * Opens a file to learn how long it is. Where its giver does not tell, it is read once for nothing but that; else what was opened is
 * what the first reader gets.
 */
export async function measure(open: OpenFile): Promise<MeasuredFile> {
	const first = await open();
	const { size, mimeType } = first;
	const type = mimeType === undefined ? {} : { mimeType };
	if (size !== undefined) return { size, ...type, open: startingWith(first, open) };
	let read = 0;
	for await (const chunk of first.chunks) read += chunk.length;
	return { size: read, ...type, open };
}

function startingWith(first: FileContent, open: OpenFile): OpenFile {
	let next: FileContent | undefined = first;
	return async () => {
		const content = next ?? (await open());
		next = undefined;
		return content;
	};
}
