import { isPictureName } from './picture-name';

const SCHEME = 'attachment:';

/** T12: an attachment of the same issue as an address, for Markdown and HTML, which know images by address only. */
export function attachmentAddress(name: string): string {
	return SCHEME + encodeURIComponent(name).replace(/[()'*!~]/g, percent);
}

function percent(character: string): string {
	return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The file name in such an address; nothing for every other address. */
export function attachmentNameIn(address: string): string | undefined {
	if (!address.toLowerCase().startsWith(SCHEME)) return undefined;
	const encoded = address.slice(SCHEME.length);
	try {
		return decodeURIComponent(encoded);
	} catch {
		return encoded;
	}
}

/**
 * T12: how an Atlassian document, which has one text for an image, tells an attachment: by its file name, behind the text that
 * stands for the image where there is one.
 */
export function attachmentLabel(name: string, alt: string): string {
	if (alt === '' || alt === name) return name;
	return isLabelName(name) ? `${alt} (${name})` : name;
}

/** File name and text of an image in such a label. */
export function readAttachmentLabel(label: string): {
	readonly name: string;
	readonly alt: string;
} {
	const open = label.lastIndexOf(' (');
	const name = label.slice(open + 2, -1);
	return open > 0 && label.endsWith(')') && isLabelName(name)
		? { name, alt: label.slice(0, open) }
		: { name: label, alt: '' };
}

function isLabelName(name: string): boolean {
	return isPictureName(name) && !/[()]/.test(name);
}
