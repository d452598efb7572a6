import type { IExecuteFunctions } from 'n8n-workflow';
import type { OpenRecordFile } from '../engine/file-access';
import { inputError } from '../model/failure';
import type { SourceRecord } from '../model/record';
import { binaryFile, openAddress } from './file-content';
import type { Parameters } from './parameters';

/**
 * Opens the files that a record's list names: those that came with its item, and those at an address. The list is the record's, so an
 * address may be anybody's: only those on the record's own host and on named ones are asked, never with a credential (law L9).
 */
export function recordFileOpener(
	context: IExecuteFunctions,
	parameters: Parameters,
	itemIndexOf: (record: SourceRecord) => number,
): OpenRecordFile {
	const named = parameters.names('options.fileHosts').map((host) => host.toLowerCase());
	return async (record, { name, binary, url = '' }) => {
		if (binary !== undefined)
			return await (await binaryFile(context, itemIndexOf(record), binary)).open();
		const host = hostOf(url);
		const isAllowed = host !== '' && [...named, hostOf(record.url)].includes(host);
		if (isAllowed) return await openAddress(context, url);
		throw inputError(
			`The address of the file "${name}" is not read: it is on ${host || 'no host'}.`,
			[
				{
					field: 'File Hosts',
					message:
						'Name the host in this option if files may be read there, or give the file in a field of the item.',
				},
			],
		);
	};
}

/** With its port, where that is not the usual one. */
function hostOf(url: string | undefined): string {
	return url !== undefined && URL.canParse(url) ? new URL(url).host : '';
}
