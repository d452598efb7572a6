import type { JsonValue } from '../../model/json';
import { own } from '../../model/own';
import type { JiraTextFormat } from '../../text/jira-text';
import { cleanText, cutText, oneLine } from '../clean-text';
import { encodeRichText, plainRichText, readTextInput } from '../rich-text';
import { encoded, problem, shown, type FieldCodec } from './codec';

/** Jira takes 255; clients of Data Center were seen to fail there, so one less. */
const SUMMARY_LIMIT = 254;
/** Single-line text fields (Jira: "must be less than 255 characters"). */
const LINE_LIMIT = 254;

/** Single-line text: line ends become spaces. What is too long is cut with a warning; where the input must be exact, it is refused. */
export const textCodec: FieldCodec = {
	encode(meta, input, { exact }) {
		if (typeof input === 'object') return problem('It takes text, not a list or an object.');
		const line = oneLine(String(input));
		const limit = meta.schema.system === 'summary' ? SUMMARY_LIMIT : LINE_LIMIT;
		const cut = cutText(line, limit);
		if (cut === line) return encoded(line);
		return exact
			? problem(tooLong(line, limit))
			: encoded(cut, `${meta.name}: cut to ${limit} characters, the most that Jira takes.`);
	},
	decode: (raw, dialect) => emptyToNull(plain(raw, dialect.textFormat)),
};

function tooLong({ length }: string, limit: number): string {
	return `It is too long: ${length} characters, and Jira takes ${limit}. Shorten it.`;
}

/**
 * Text with paragraphs: plain text, Markdown or HTML in, Jira's rich text out, cut with a note if it is too long. Canonical is its
 * plain text.
 */
export const richTextCodec: FieldCodec = {
	encode(meta, input, { dialect, textFormat, before, texts }) {
		const given = readTextInput(input, textFormat);
		if (given === undefined) return problem(TEXT_FORMS);
		const { value, isCut } = encodeRichText(
			dialect.textFormat,
			given,
			own(before ?? {}, meta.id),
			texts,
		);
		return isCut
			? encoded(value, `${meta.name}: cut, because Jira does not take texts of this length.`)
			: encoded(value);
	},
	decode: (raw, dialect) => emptyToNull(plainRichText(dialect.textFormat, raw)),
};

const TEXT_FORMS =
	'It takes text, an Atlassian document, or an object such as { "format": "markdown", "text": "…" } with the format plain, markdown, html, adf or wiki.';

/** Web address. One that is too long is refused, since half an address leads nowhere. */
export const urlCodec: FieldCodec = {
	encode(_meta, input) {
		const text = typeof input === 'string' ? input.trim() : '';
		const isAddress = /^(?:https?|ftp):\/\//i.test(text) && URL.canParse(text);
		if (!isAddress)
			return problem(
				`"${shown(input)}" is not a web address. It begins with https:// or http://, for example https://example.com/7`,
			);
		return text.length > LINE_LIMIT ? problem(tooLong(text, LINE_LIMIT)) : encoded(text);
	},
	decode: (raw) => emptyToNull(typeof raw === 'string' ? raw : JSON.stringify(raw)),
};

function plain(raw: JsonValue, format: JiraTextFormat): string {
	if (typeof raw === 'string') return cleanText(raw);
	return typeof raw === 'object' ? plainRichText(format, raw) : String(raw);
}

function emptyToNull(text: string): string | null {
	return text === '' ? null : text;
}
