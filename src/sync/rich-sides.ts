import type { NamedAttachment } from '../model/attachment';
import type { JiraIssue, RichTextFields } from '../model/issue';
import { isObject } from '../model/decode';
import type { FieldInput } from '../model/field-schema';
import { jsonEqual, type JsonValue } from '../model/json';
import { own } from '../model/own';
import { WRITTEN_FORMATS, type WrittenFormat } from '../model/text-format';
import { plainOf, readText, writeText } from '../text';
import { attachmentNamesIn, imagesOfLinks } from '../text/attachment-images';
import type { WriteOptions } from '../text/codec';
import { readFromJira, writeForJira } from '../text/jira-text';
import type { RichText } from '../text/tree';
import { showsImages } from './read-files';
import { canonicalFor, canonicalText, type Canonical } from './canonical';

/** The two formats that a text travels between. */
export interface TextRoute {
	/** Of the record. */
	readonly written: WrittenFormat;
	readonly jira: RichTextFields['format'];
	/** The files of the issue, where they are known: images by attachment count as Jira can show them. */
	readonly attachments?: readonly NamedAttachment[] | undefined;
	readonly memo?: TextMemo | undefined;
}

/**
 * A text of the record in canonical form: what its own format says of it after one trip to Jira and back, so that what Jira cannot
 * hold, or cuts, is no difference (rule T8 of docs/design/text.md: a second trip changes nothing).
 */
export function recordText(route: TextRoute, value: JsonValue): Canonical {
	const given = canonicalFor({ type: 'string' }, value);
	if (given.kind === 'unmapped' || given.value === null) return given;
	const text = String(value);
	const told = remembered(route, `record ${text}`, () =>
		recordTree(route, readText(route.written, text)),
	);
	return { kind: 'value', value: told };
}

/** As `recordText`, of a tree that was read from the record. */
export function recordTree(route: TextRoute, tree: RichText): string | null {
	return canonicalText(asWritten(route, roundTrip(route, tree)));
}

/** A text of Jira in canonical form: as the record would hold it, after one trip there and back. */
export function issueText(route: TextRoute, value: JsonValue): Canonical {
	if (value === null) return { kind: 'value', value: null };
	const told = remembered(route, `issue ${JSON.stringify(value)}`, () =>
		issueTree(route, readIssueText(route, value)),
	);
	return { kind: 'value', value: told };
}

/** As `issueText`, of a tree that was read from Jira. */
export function issueTree(route: TextRoute, tree: RichText): string | null {
	const once = asWritten(route, tree);
	return canonicalText(asWritten(route, roundTrip(route, readText(route.written, once))));
}

/** Canonical texts by side and raw text: one look at a pair asks for each several times. Serves one pair and one look. */
export type TextMemo = Map<string, string | null>;

function remembered(
	{ memo, written }: TextRoute,
	key: string,
	work: () => string | null,
): string | null {
	const known = memo?.get(`${written} ${key}`);
	if (known !== undefined) return known;
	const text = work();
	memo?.set(`${written} ${key}`, text);
	return text;
}

/**
 * The plain text of a canonical text, by which a value that was just sent counts as arrived although its formatting did not
 * (docs/design/merge.md, row W2). Nothing where the text is plain anyway.
 */
export function plainForm({ written }: TextRoute, text: JsonValue): string | undefined {
	if (written === 'plain' || typeof text !== 'string') return undefined;
	return canonicalText(plainOf(readText(written, text))) ?? '';
}

function roundTrip(route: TextRoute, tree: RichText): RichText {
	return readIssueText(route, writeForJira(route.jira, tree, imageOptions(route)).value);
}

/** One of Jira's texts; an image that had to become a link is an image again. */
export function readIssueText({ jira, attachments = [] }: TextRoute, value: JsonValue): RichText {
	const tree = readFromJira(jira, value);
	if (jira === 'wiki' || attachments.length === 0) return tree;
	const names = new Map(attachments.map(({ name, url }) => [url, name]));
	return imagesOfLinks(tree, (address) => names.get(address));
}

/** As long as a media id is: the length of a document counts towards its limit. */
const ANY_MEDIA = { id: '00000000-0000-0000-0000-000000000000', collection: '' };

function imageOptions({ attachments = [] }: TextRoute): WriteOptions {
	const urls = new Map(attachments.map(({ name, url }) => [name, url]));
	return {
		attachmentMedia: (name) => (urls.has(name) ? ANY_MEDIA : undefined),
		attachmentAddress: (name) => urls.get(name),
	};
}

function asWritten({ written }: TextRoute, tree: RichText): string {
	return String(writeText(written, tree));
}

/** Images of a record's text that the issue has no file for, each as a warning. */
export function missingFiles(
	{ written, attachments }: TextRoute,
	value: JsonValue,
): readonly string[] {
	if (attachments === undefined || typeof value !== 'string') return [];
	if (!showsImages(written) || !/attachment:/i.test(value)) return [];
	const known = new Set(attachments.map(({ name }) => name));
	return attachmentNamesIn(readText(written, value))
		.filter((name) => !known.has(name))
		.map(
			(name) =>
				`The image "${name}" is not attached to the issue. Attach the file; the next sync shows it.`,
		);
}

/** Whether a field of an issue says what an input for it says. Nothing where it holds no rich text. */
export function saysTheSame(
	{ richText, attachments }: Pick<JiraIssue, 'richText' | 'attachments'>,
	fieldId: string,
	input: FieldInput,
): boolean | undefined {
	const held = own(richText?.values ?? {}, fieldId);
	if (richText === undefined || held === undefined) return undefined;
	const { format, text } = isObject(input) ? input : { format: 'plain', text: input };
	const written = WRITTEN_FORMATS.find((known) => known === format);
	if (written === undefined || text === undefined) return undefined;
	const route = { written, jira: richText.format, attachments };
	const wanted = recordText(route, text as JsonValue);
	const present = issueText(route, held);
	return (
		wanted.kind === 'value' && present.kind === 'value' && jsonEqual(wanted.value, present.value)
	);
}
