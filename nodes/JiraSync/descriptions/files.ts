import type { INodeProperties } from 'n8n-workflow';

/** Options that say which attachments are copied, and how. */
export const fileOptions: INodeProperties[] = [
	{
		displayName: 'Attachments: Download Files',
		name: 'downloadFiles',
		type: 'boolean',
		default: true,
		description:
			'Whether items for attachments of Jira carry the file in their field "data"; else they name its ID, for Download Attachments of the Jira Issue node',
	},
	{
		displayName: 'Attachments: File Hosts',
		name: 'fileHosts',
		type: 'string',
		default: '',
		placeholder: 'e.g. files.example.com',
		description:
			'Hosts from which files of the record are read by their URL, separated by commas, beside the host of the record itself. They are asked without any credential.',
	},
	{
		displayName: 'Attachments: File Names',
		name: 'fileNames',
		type: 'string',
		default: '',
		placeholder: 'e.g. *.log, *.png, !secret*',
		description:
			'Patterns of the names to copy, separated by commas; * is any text, and ! in front takes names out. Empty means all.',
	},
	{
		displayName: 'Attachments: Include Internal Files',
		name: 'includeInternalFiles',
		type: 'boolean',
		default: false,
		description:
			'Whether files that are internal in the record are copied as well, and those of service projects, where Jira does not tell files of internal notes apart',
	},
	{
		displayName: 'Attachments: Largest File (MB)',
		name: 'maxFileSize',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 10,
		description: 'Larger files are not copied. What Jira itself takes is asked of it.',
	},
];
