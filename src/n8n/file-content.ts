import type { IBinaryData, IExecuteFunctions, IN8nHttpFullResponse } from 'n8n-workflow';
import { toServiceError, toTransportFailure } from '../http/errors';
import { UNKNOWN_TYPE, type ByteStream, type FileContent } from '../model/attachment';
import { asError, inputError } from '../model/failure';
import { isStream, lowerCaseKeys, readWhole, streamOptions } from './streams';

/** A file that came with an item, or that an address gives. */
export interface GivenFile {
	readonly name: string;
	readonly mimeType: string;
	/** In bytes; absent when it is known only once the file is read. */
	readonly size?: number;
	readonly open: () => Promise<FileContent>;
}

/** A file of an item by the name of its field. Stored files are read in pieces; what n8n keeps in memory is there already. */
export async function binaryFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string,
): Promise<GivenFile> {
	const { binary = {} } = context.getInputData()[itemIndex] ?? {};
	const data = Object.hasOwn(binary, field) ? binary[field] : undefined;
	if (data === undefined)
		throw inputError(`The item has no file in the field "${field}".`, [
			{
				field: 'Input Data Field Name',
				message: `Name a field that holds a file. ${fieldsOf(Object.keys(binary))}`,
			},
		]);
	const { id, mimeType = UNKNOWN_TYPE } = data;
	const name = fileNameOf(data, field);
	if (id === undefined) {
		const bytes = Buffer.from(data.data, 'base64');
		const open = async (): Promise<FileContent> => ({ chunks: once(bytes), size: bytes.length });
		return { name, mimeType, size: bytes.length, open };
	}
	const { helpers } = context;
	const size = data.bytes ?? (await helpers.getBinaryMetadata(id)).fileSize;
	const open = async (): Promise<FileContent> => ({
		chunks: (await helpers.getBinaryStream(id)) as ByteStream,
		size,
	});
	return { name, mimeType, size, open };
}

function fieldsOf(names: readonly string[]): string {
	return names.length === 0
		? 'This item holds none: has the node before it given a file?'
		: `This item has: ${names.join(', ')}.`;
}

function fileNameOf({ fileName, fileExtension }: IBinaryData, field: string): string {
	if (fileName !== undefined && fileName !== '') return fileName;
	return fileExtension === undefined || fileExtension === '' ? field : `${field}.${fileExtension}`;
}

async function* once(bytes: Uint8Array): ByteStream {
	yield bytes;
}

const SERVICE = 'The address of the file';
const PURPOSE = { action: 'give the file' };
/** The query of an address may hold a permission: it is in no message (law L10). */
const NAMED_PATH = 'the file';

/** Opens what an address gives, without any credential. Throws `InputError` or `ServiceError`. */
export async function openAddress(context: IExecuteFunctions, url: string): Promise<FileContent> {
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
		throw inputError('The address of the file is no web address.', [
			{ field: 'File URL', message: 'Give an address that begins with https:// or http://.' },
		]);
	const request = { method: 'GET', path: NAMED_PATH } as const;
	const response = await fetchStream(context, url).catch((error: unknown) => {
		throw toTransportFailure(SERVICE, request, PURPOSE, asError(error));
	});
	const { status, headers, body } = response;
	if (status !== 200 || !isStream(body))
		throw toServiceError(SERVICE, request, await readWhole(response), PURPOSE, 0);
	const length = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
	const type = headers['content-type'];
	return {
		chunks: body,
		...(length !== undefined && /^\d+$/.test(length) && { size: Number(length) }),
		...(type !== undefined && { mimeType: type }),
	};
}

async function fetchStream({ helpers }: IExecuteFunctions, url: string) {
	const { disableFollowRedirect: _off, ...options } = streamOptions(true);
	const full = (await helpers.httpRequest({
		method: 'GET',
		url,
		...options,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	})) as IN8nHttpFullResponse;
	return { status: full.statusCode, headers: lowerCaseKeys(full.headers), body: full.body };
}

/** The last part of an address's path, as a name for the file. */
export function nameInAddress(url: string): string {
	const { pathname } = URL.canParse(url) ? new URL(url) : { pathname: '' };
	const last = pathname.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last) || 'file';
	} catch {
		return last;
	}
}
