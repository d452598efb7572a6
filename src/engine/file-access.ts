import type { FileContent, FileUpload } from '../model/attachment';
import type { SourceRecord } from '../model/record';
import type { SourceDelivery } from '../sync/plan-field';
import { inOrder, readSourceFiles, type SourceFilesReading } from '../sync/files/read-source';
import type { SourceFile } from '../sync/files/read-source';
import type { FileRules } from '../sync/files/rules';
import { own } from '../model/own';
import { inputError } from '../model/failure';
import type { CreatedFile, RecordSource } from './ports';

/** Opens a file of a record; throws `ServiceError` or `InputError` when it cannot be read. */
export type OpenRecordFile = (record: SourceRecord, file: SourceFile) => Promise<FileContent>;

/** How the engine reaches the files of the record. */
export interface FileReach {
	/** The source itself, in connected mode. */
	readonly source?: RecordSource;
	/** Where the record's list says where contents are (workflow mode). */
	readonly openFile?: OpenRecordFile;
}

/** The files of one record. */
export interface RecordFileAccess {
	/** Who writes the files of the source: the engine, or the workflow. */
	readonly delivery: SourceDelivery;
	read(rules: FileRules): Promise<SourceFilesReading>;
	open(file: SourceFile): Promise<FileContent>;
	create(file: FileUpload): Promise<CreatedFile>;
	remove(fileId: string): Promise<void>;
}

/** The way to the files of a record: through the source where it knows files, else through the record's own list. */
export function accessFiles(
	{ source, openFile }: FileReach,
	record: SourceRecord,
): RecordFileAccess {
	const files = source?.files;
	if (files !== undefined)
		return {
			delivery: 'connected',
			read: async () => ({ kind: 'files', files: inOrder(await files.list(record.id)) }),
			open: async (file) => await files.open(record.id, file),
			create: async (file) => await files.create(record.id, file),
			remove: async (fileId) => await files.remove(record.id, fileId),
		};
	return {
		delivery: 'workflow',
		read: async ({ attribute }) => readSourceFiles(own(record.values, attribute), attribute),
		open: async (file) => {
			if (openFile === undefined) throw inputError(`The file "${file.name}" cannot be read here.`);
			return await openFile(record, file);
		},
		create: async () => nobodyWrites(),
		remove: async () => nobodyWrites(),
	};
}

/** A plan of the workflow mode hands out; reaching this is a fault of the package. */
function nobodyWrites(): never {
	throw inputError('The files of the record are written by the workflow.');
}
