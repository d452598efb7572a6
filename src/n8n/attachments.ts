import type { IBinaryKeyData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { notTheFile } from '../jira/attachment-files';
import type { JiraClient } from '../jira/client';
import { UNKNOWN_TYPE, type JiraAttachment } from '../model/attachment';
import { describeUser } from '../model/user';
import { measure } from '../engine/measure-file';
import { inputError } from '../model/failure';
import { isMeant } from '../sync/files/name-patterns';
import { binaryFile, nameInAddress, openAddress, type GivenFile } from './file-content';
import { toItem } from './items';
import type { Parameters as NodeParameters } from './parameters';

const MEGABYTE = 1_048_576;

/** What is told of an attachment. */
export function attachmentJson({ author, createdAt, url: _url, ...rest }: JiraAttachment): object {
	return {
		...rest,
		...(author && { author: describeUser(author) }),
		...(createdAt > 0 && { created: new Date(createdAt).toISOString() }),
	};
}

/** The file that the node is to attach. */
export async function givenFile(
	context: IExecuteFunctions,
	parameters: NodeParameters,
): Promise<GivenFile> {
	const chosen = parameters.text('options.fileName');
	if (parameters.choice('attachFrom', ['binary', 'url']) === 'binary') {
		const field = parameters.required('binaryPropertyName', 'Input Data Field Name');
		const file = await binaryFile(context, parameters.itemIndex, field);
		return chosen === '' ? file : { ...file, name: chosen };
	}
	const url = parameters.required('fileUrl', 'File URL');
	const open = async () => await openAddress(context, url);
	return { name: chosen || nameInAddress(url), mimeType: UNKNOWN_TYPE, open };
}

/** Attaches the file to an issue. One whose length nobody tells is read twice, because Jira wants to know it first. */
export async function attachFile(
	client: JiraClient,
	issue: string,
	{ name, mimeType, size, open }: GivenFile,
): Promise<JiraAttachment> {
	const known = size === undefined ? await measure(open) : { size, open, mimeType };
	const type = mimeType === UNKNOWN_TYPE ? (known.mimeType ?? mimeType) : mimeType;
	const { enabled, uploadLimit = Infinity } = await client.attachmentLimits();
	if (!enabled) throw inputError('Attachments are turned off in this Jira.');
	if (known.size > uploadLimit)
		throw inputError(`The file "${name}" is too large: ${known.size} bytes.`, [
			{ field: 'File', message: `This Jira takes files of up to ${uploadLimit} bytes.` },
		]);
	return await client.uploadAttachment(issue, {
		name,
		mimeType: type,
		size: known.size,
		open: known.open,
	});
}

/** Which attachments of an issue are downloaded. */
export interface AttachmentChoice {
	readonly patterns: readonly string[];
	/** In bytes. */
	readonly maxSize: number;
}

/** Reads the choice of attachments. */
export function readChoice(parameters: NodeParameters): AttachmentChoice {
	const megabytes = parameters.number('options.maxFileSize', 0);
	return {
		patterns: parameters.names('options.fileNames'),
		maxSize: megabytes > 0 ? megabytes * MEGABYTE : Infinity,
	};
}

/** Whether an attachment is chosen. */
export function isChosen(
	{ name, size }: Pick<JiraAttachment, 'name' | 'size'>,
	{ patterns, maxSize }: AttachmentChoice,
): boolean {
	return size <= maxSize && isMeant(name, patterns);
}

/**
 * A file of an attachment as n8n keeps it. Its content goes from Jira to n8n's store piece by piece, unless n8n is set to keep files
 * in memory.
 */
export async function downloadBinary(
	context: IExecuteFunctions,
	client: JiraClient,
	attachment: Pick<JiraAttachment, 'id' | 'name' | 'mimeType' | 'size'>,
	field: string,
): Promise<IBinaryKeyData> {
	const { name, mimeType, size } = attachment;
	const { prepareBinaryData } = context.helpers;
	const stream = await client.rawAttachment(attachment);
	const stored = await prepareBinaryData(stream as GivenStream, name, mimeType);
	if (stored.bytes !== undefined && stored.bytes !== size) throw notTheFile(name, size);
	return { [field]: { ...stored, fileName: name } };
}

/** n8n takes the streams that it gives; its type of them is not for published nodes to import. */
type GivenStream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** An item with an attachment and its file. */
export async function attachmentItem(
	context: IExecuteFunctions,
	client: JiraClient,
	attachment: JiraAttachment,
	{ itemIndex, field }: { readonly itemIndex: number; readonly field: string },
): Promise<INodeExecutionData> {
	const binary = await downloadBinary(context, client, attachment, field);
	return { ...toItem(attachmentJson(attachment), itemIndex), binary };
}
