import {
	attachFile,
	attachmentItem,
	attachmentJson,
	givenFile,
	isChosen,
	readChoice,
} from '../../../src/n8n/attachments';
import { toItem } from '../../../src/n8n/items';
import { readParameters } from '../../../src/n8n/parameters';
import { ATTACHMENTS_FIELD } from '../../../src/model/attachment';
import type { IssueAction } from './write';

/** Attaches a file of the item, or one that an address gives. Each run attaches it anew. */
export const addAttachment: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const issue = parameters.requiredLocator('issue', 'Issue');
	const file = await givenFile(context, parameters);
	if (parameters.flag('options.dryRun')) {
		const { name, mimeType, size } = file;
		const shown = { name, mimeType, ...(size !== undefined && { size }) };
		return [toItem({ dryRun: true, issue, attachment: shown }, itemIndex)];
	}
	const attachment = await attachFile(client, issue, file);
	return [toItem({ issue, attachment: attachmentJson(attachment) }, itemIndex)];
};

/** Gives attachments of an issue, or one by its ID, each as an item with its file. */
export const downloadAttachments: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const field = parameters.required('outputPropertyName', 'Output Field Name');
	const place = { itemIndex, field };
	if (parameters.choice('downloadBy', ['issue', 'id']) === 'id') {
		const id = parameters.required('attachmentId', 'Attachment ID');
		return [await attachmentItem(context, client, await client.attachment(id), place)];
	}
	const issue = await client.readIssue(parameters.requiredLocator('issue', 'Issue'), {
		fields: [ATTACHMENTS_FIELD],
		properties: [],
	});
	const choice = readChoice(parameters);
	const items = [];
	for (const attachment of issue.attachments ?? [])
		if (isChosen(attachment, choice))
			items.push(await attachmentItem(context, client, attachment, place));
	return items;
};

/** Deletes an attachment by its ID. One that is not there is deleted already. */
export const deleteAttachment: IssueAction = async (context, { client }, itemIndex) => {
	const parameters = readParameters(context, itemIndex);
	const attachmentId = parameters.required('attachmentId', 'Attachment ID');
	if (parameters.flag('options.dryRun')) return [toItem({ dryRun: true, attachmentId }, itemIndex)];
	await client.deleteAttachment(attachmentId);
	return [toItem({ deleted: true, attachmentId }, itemIndex)];
};
