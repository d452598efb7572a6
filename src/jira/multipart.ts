import type { StreamedBody } from '../http/transport';
import { inputError } from '../model/failure';
import type { ByteStream, FileUpload } from '../model/attachment';

/**
 * A form with one file in the part `file`, as `multipart/form-data` (RFC 7578), never held as a whole. `boundary` must not occur in
 * the file. A file whose content is not as long as was said ends the request: half a file must not be stored.
 */
export function multipartFile(file: FileUpload, boundary: string): StreamedBody {
	const head = utf8(
		`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(file.name)}"\r\nContent-Type: ${oneLine(file.mimeType)}\r\n\r\n`,
	);
	const tail = utf8(`\r\n--${boundary}--\r\n`);
	return {
		type: `multipart/form-data; boundary=${boundary}`,
		size: head.length + file.size + tail.length,
		async *open() {
			yield head;
			yield* exactly(file);
			yield tail;
		},
	};
}

function utf8(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}

/** As browsers write names (https://html.spec.whatwg.org/#multipart-form-data): a name can neither end its header nor add one. */
function quoted(name: string): string {
	return name.replace(/\r\n|\r|\n/g, '%0D%0A').replaceAll('"', '%22');
}

function oneLine(type: string): string {
	return /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:; ?[\w-]+=[\w-]+)*$/.test(type)
		? type
		: 'application/octet-stream';
}

async function* exactly({ name, size, open }: FileUpload): ByteStream {
	const { chunks } = await open();
	let left = size;
	for await (const chunk of chunks) {
		left -= chunk.length;
		if (left < 0) throw wrongSize(name, size);
		yield chunk;
	}
	if (left > 0) throw wrongSize(name, size);
}

function wrongSize(name: string, size: number): Error {
	return inputError(`The file "${name}" is not ${size} bytes long, as was said.`, [
		{ field: 'Size', message: 'Correct the size that the record tells, or leave it out.' },
	]);
}
