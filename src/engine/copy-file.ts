import { UNKNOWN_TYPE, type JiraAttachment } from '../model/attachment';
import { inputError } from '../model/failure';
import type { SourceFile } from '../sync/files/read-source';
import type { EngineContext } from './context';
import { digesting } from './digest-file';
import type { RecordFileAccess } from './file-access';
import type { CreatedFile } from './ports';
import { measure } from './measure-file';

/** A file of the source and where it goes. */
export interface FileForJira {
	readonly issueId: string;
	readonly source: SourceFile;
	/** In bytes; for files whose size is known only once they are opened. */
	readonly maxSize: number;
}

/**
 * Copies a file of the source into Jira, piece by piece, digesting it on the way. Throws `InputError` when it is too large for this
 * Jira, before anything of it is sent.
 */
export async function copyToJira(
	{ tracker, fileDigest }: EngineContext,
	access: RecordFileAccess,
	{ issueId, source, maxSize }: FileForJira,
): Promise<{ readonly attachment: JiraAttachment; readonly digest: string }> {
	const { enabled, uploadLimit = Infinity } = await tracker.attachmentLimits();
	if (!enabled) throw inputError('Attachments are turned off in this Jira.');
	const { size, mimeType, open } = await measure(async () => {
		const content = await access.open(source);
		// A size that the record tells spares reading a file once for that alone; a wrong one ends the upload.
		return { ...content, ...(content.size === undefined && sizeOf(source)) };
	});
	const limit = Math.min(uploadLimit, maxSize);
	if (size > limit) throw inputError(`The file has ${size} bytes, and at most ${limit} are taken.`);
	const digested = digesting(open, fileDigest);
	const attachment = await tracker.uploadAttachment(issueId, {
		name: source.name,
		mimeType: source.mimeType ?? mimeType ?? UNKNOWN_TYPE,
		size,
		open: digested.open,
	});
	return { attachment, digest: digested.value() };
}

function sizeOf({ size }: SourceFile): { readonly size?: number } {
	return size === undefined ? {} : { size };
}

/** Copies an attachment into the source, piece by piece, digesting it on the way; answers what became of it there. */
export async function copyToSource(
	{ tracker, fileDigest }: EngineContext,
	access: RecordFileAccess,
	jira: JiraAttachment,
): Promise<{ readonly file: CreatedFile; readonly digest: string }> {
	const { name, mimeType, size } = jira;
	const digested = digesting(async () => await tracker.openAttachment(jira), fileDigest);
	const file = await access.create({ name, mimeType, size, open: digested.open });
	return { file, digest: digested.value() };
}
