import { ATTACHMENTS_FIELD } from '../model/attachment';
import type { WrittenFormat } from '../model/text-format';
import type { SyncSettings } from './mapping';

/** Ids of the fields beside the mapped ones that texts need: where they can show images, the names of the files. */
export function filesToRead({ mappings, comments }: SyncSettings): readonly string[] {
	const formats = [...mappings.map(({ textFormat }) => textFormat), comments?.textFormat];
	return formats.some(showsImages) ? [ATTACHMENTS_FIELD] : [];
}

/** Whether texts of a format can show images by attachment. */
export function showsImages(format: WrittenFormat | undefined): boolean {
	return format !== undefined && format !== 'plain';
}
