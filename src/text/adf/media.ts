import { isObject, type UnknownRecord } from '../../model/decode';
import type { JsonValue } from '../../model/json';
import { readAttachmentLabel } from '../attachment-address';
import type { AttachmentMedia } from '../codec';
import { attributes, children, textAttribute, typeOf } from './node';

/** Media of attachments in an Atlassian document, by the file name that each tells; the last of a name counts. */
export function mediaIn(document: JsonValue): ReadonlyMap<string, AttachmentMedia> {
	const found = new Map<string, AttachmentMedia>();
	const waiting: UnknownRecord[] = isObject(document) ? [document] : [];
	for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
		for (const child of children(node)) waiting.push(child);
		if (typeOf(node) !== 'media') continue;
		const attrs = attributes(node);
		const id = textAttribute(attrs, 'id');
		const { name } = readAttachmentLabel(textAttribute(attrs, 'alt'));
		const isFile = textAttribute(attrs, 'type') === 'file' && id !== '' && name !== '';
		// The stack takes the last node first, so the first one found of a name stands last.
		if (isFile && !found.has(name))
			found.set(name, { id, collection: textAttribute(attrs, 'collection') });
	}
	return found;
}
