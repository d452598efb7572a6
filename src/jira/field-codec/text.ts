import { cleanText, cutText, oneLine } from '../clean-text';
import { encoded, problem, type FieldCodec } from './codec';

/** Jira takes 255; clients of Data Center were seen to fail there, so one less. */
const SUMMARY_LIMIT = 254;
/** Single-line text fields (Jira: "must be less than 255 characters"). */
const LINE_LIMIT = 254;

/** Single-line text: line ends become spaces, and what is too long is cut. */
export const textCodec: FieldCodec = {
	encode(meta, input) {
		if (typeof input === 'object') return problem('It takes text, not a list or an object.');
		const line = oneLine(String(input));
		const limit = meta.schema.system === 'summary' ? SUMMARY_LIMIT : LINE_LIMIT;
		const cut = cutText(line, limit);
		return cut === line
			? encoded(line)
			: encoded(cut, `${meta.name}: cut to ${limit} characters, the most that Jira takes.`);
	},
	decode: (raw, dialect) => emptyToNull(plain(raw, dialect.decodeText)),
};

/** Text with paragraphs: plain text in, Jira's rich text out (see the dialect), cut with a note if too long. */
export const richTextCodec: FieldCodec = {
	encode(meta, input, { dialect }) {
		if (typeof input === 'object') return problem('It takes text, not a list or an object.');
		const text = cleanText(String(input));
		const value = dialect.encodeText(text);
		return dialect.decodeText(value) === text
			? encoded(value)
			: encoded(value, `${meta.name}: cut, because Jira does not take texts of this length.`);
	},
	decode: (raw, dialect) => emptyToNull(dialect.decodeText(raw)),
};

/** Web address. */
export const urlCodec: FieldCodec = {
	encode(_meta, input) {
		const text = typeof input === 'string' ? input.trim() : '';
		const isAddress = /^(?:https?|ftp):\/\//i.test(text) && URL.canParse(text);
		return isAddress
			? encoded(text)
			: problem('It takes a web address that begins with https:// or http://.');
	},
	decode: (raw) => emptyToNull(typeof raw === 'string' ? raw : JSON.stringify(raw)),
};

function plain(raw: unknown, decodeDocument: (raw: unknown) => string): string {
	if (typeof raw === 'string') return cleanText(raw);
	return typeof raw === 'object' ? decodeDocument(raw) : String(raw);
}

function emptyToNull(text: string): string | null {
	return text === '' ? null : text;
}
