import type { DeliveredComment } from '../sync/comments/confirm';
import type { DeliveredFile } from '../sync/files/confirm';
import { isObject, textOf, type UnknownRecord } from '../model/decode';
import { inputError, type InputError } from '../model/failure';
import type { FieldValues, SourceRecord } from '../model/record';
import type { Parameters } from './parameters';
import { jsonValues } from './record';

interface DeliveredTo {
	readonly record: Pick<SourceRecord, 'system' | 'id'>;
	/** Id of the issue. */
	readonly issue: string;
}

/** What left on To Source: the record, its issue, and what was to be written. */
export type Delivery =
	| (DeliveredTo & { readonly kind: 'patch'; readonly delivered: FieldValues })
	| (DeliveredTo & { readonly kind: 'comment'; readonly comment: DeliveredComment })
	| (DeliveredTo & { readonly kind: 'attachment'; readonly file: DeliveredFile })
	/** A record was made of an issue: `record` names it. */
	| (DeliveredTo & { readonly kind: 'record' });

/** Reads the item that left on To Source, as the node's parameter names it. Throws `InputError` when it is another item. */
export function readDelivery(parameters: Parameters): Delivery {
	const item = parameters.json('delivered');
	const parts = isObject(item) ? item : {};
	const { kind, system, recordId, issue, patch, comment, attachment } = parts;
	const id = textOf(recordId);
	const issueId = isObject(issue) ? textOf(issue['id']) : undefined;
	if (kind === 'record' && typeof system === 'string' && issueId !== undefined)
		return { kind, record: { system, id: readMadeId(parameters, 'record') }, issue: issueId };
	if (typeof system !== 'string' || id === undefined || issueId === undefined) throw noItem();
	const to: DeliveredTo = { record: { system, id }, issue: issueId };
	if (kind === 'comment' && isObject(comment))
		return { ...to, kind, comment: readComment(parameters, parts['action'], comment) };
	if (kind === 'attachment' && isObject(attachment))
		return { ...to, kind, file: readFile(parameters, parts['action'], attachment) };
	// Items of former versions had no kind where comments were not synced.
	if ((kind === 'patch' || kind === undefined) && isObject(patch))
		return { ...to, kind: 'patch', delivered: jsonValues(patch) };
	throw typeof kind === 'string' && kind !== 'patch' ? otherKind(kind) : noItem();
}

function readComment(
	parameters: Parameters,
	action: unknown,
	{ id, jiraId, text }: UnknownRecord,
): DeliveredComment {
	const inJira = textOf(jiraId);
	if (inJira === undefined) throw noItem();
	const written = textOf(text);
	const rest = { jiraId: inJira, ...(written !== undefined && { text: written }) };
	const known = textOf(id);
	if (known !== undefined)
		return { action: action === 'delete' ? 'delete' : 'update', id: known, ...rest };
	return { action: 'create', id: readMadeId(parameters, 'comment'), ...rest };
}

function readFile(
	parameters: Parameters,
	action: unknown,
	{ id, jiraId, attachmentId }: UnknownRecord,
): DeliveredFile {
	// Items of former versions named it by `attachmentId` alone.
	const inJira = textOf(jiraId) ?? textOf(attachmentId);
	if (inJira === undefined) throw noItem();
	const known = textOf(id);
	if (action !== 'delete')
		return { action: 'create', jiraId: inJira, id: readMadeId(parameters, 'file') };
	if (known === undefined) throw noItem();
	return { action, jiraId: inJira, id: known };
}

function readMadeId(parameters: Parameters, what: 'comment' | 'file' | 'record'): string {
	const made = parameters.text('writtenId');
	if (made === '') throw noId(what);
	return made;
}

function noId(what: string): InputError {
	return inputError(`The ID of the new ${what} is not known.`, [
		{
			field: 'New ID',
			message:
				'Give an expression for the ID that the record’s system answered, for example {{ $json.id }} behind an HTTP Request node.',
		},
	]);
}

function otherKind(kind: string): InputError {
	return inputError(`Items of the kind "${kind}" are not known here.`, [
		{
			field: 'Delivered Item',
			message:
				'Let only items whose "kind" is "patch", "comment", "attachment" or "record" reach this node.',
		},
	]);
}

function noItem(): InputError {
	return inputError('This is not an item that left on To Source.', [
		{
			field: 'Delivered Item',
			message:
				'Name the node that synced in the expression, for example {{ $("Jira Sync").item.json }}, so that it gives the item with "recordId" and "issue", and "patch", "comment" or "attachment".',
		},
	]);
}
