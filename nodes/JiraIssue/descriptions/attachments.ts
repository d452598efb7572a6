import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption } from '../../shared/descriptions/common-options';
import { issueLocator } from '../../shared/descriptions/locators';

const forOperation = (...operation: string[]) => ({ resource: ['issue'], operation });

const addProperties: INodeProperties[] = [
	{
		displayName: 'File From',
		name: 'attachFrom',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: forOperation('addAttachment') },
		options: [
			{ name: 'Item', value: 'binary', description: 'A file that came with the item' },
			{ name: 'URL', value: 'url', description: 'What an address gives without a login' },
		],
		default: 'binary',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: { ...forOperation('addAttachment'), attachFrom: ['binary'] } },
		default: 'data',
		hint: 'The name of the input field containing the file',
	},
	{
		displayName: 'File URL',
		name: 'fileUrl',
		type: 'string',
		required: true,
		displayOptions: { show: { ...forOperation('addAttachment'), attachFrom: ['url'] } },
		default: '',
		placeholder: 'e.g. https://example.com/trace.txt',
		description: 'Asked without any credential. For files behind a login use an HTTP Request node.',
	},
];

const downloadProperties: INodeProperties[] = [
	{
		displayName: 'Download',
		name: 'downloadBy',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: forOperation('downloadAttachments') },
		options: [
			{ name: 'Attachments of Issue', value: 'issue' },
			{ name: 'One Attachment', value: 'id' },
		],
		default: 'issue',
	},
	issueLocator(
		{ ...forOperation('downloadAttachments'), downloadBy: ['issue'] },
		'Issue whose attachments are downloaded',
	),
	attachmentId({ ...forOperation('downloadAttachments'), downloadBy: ['id'] }),
	{
		displayName: 'Output Field Name',
		name: 'outputPropertyName',
		type: 'string',
		required: true,
		displayOptions: { show: forOperation('downloadAttachments') },
		default: 'data',
		hint: 'The name of the output field to put the file in',
	},
];

function attachmentId(show: Record<string, string[]>): INodeProperties {
	return {
		displayName: 'Attachment ID',
		name: 'attachmentId',
		type: 'string',
		required: true,
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. 10001',
		description: 'ID of the attachment, as Download Attachments and the trigger give it',
	};
}

const options = (operation: string, ...entries: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	displayOptions: { show: forOperation(operation) },
	default: {},
	options: entries,
});

/** Parameters of the operations on attachments; Add Attachment's issue is with those of the other operations. */
export const attachmentProperties: INodeProperties[] = [
	...addProperties,
	...downloadProperties,
	attachmentId(forOperation('deleteAttachment')),
	options('addAttachment', dryRunOption, {
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. trace.txt',
		description: 'Name of the attachment, if not that of the file',
	}),
	options('deleteAttachment', dryRunOption),
	{
		...options(
			'downloadAttachments',
			{
				displayName: 'File Names',
				name: 'fileNames',
				type: 'string',
				default: '',
				placeholder: 'e.g. *.log, !secret*',
				description:
					'Patterns of the names to download, separated by commas; * is any text, and ! in front takes names out',
			},
			{
				displayName: 'Largest File (MB)',
				name: 'maxFileSize',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Larger files are left out. 0 means no limit.',
			},
		),
		displayOptions: {
			show: { ...forOperation('downloadAttachments'), downloadBy: ['issue'] },
		},
	},
];
