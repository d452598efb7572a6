import type { JsonValue } from '../model/json';
import type { FieldInput } from '../model/field-schema';
import type { SourceRecord } from '../model/record';
import { own } from '../model/own';
import { attributeText } from './attribute';
import type { WrittenFormat } from '../model/text-format';
import { readText } from '../text';
import type { Block, Mark } from '../text/tree';
import { canonicalSummary } from './canonical';
import { asText, fillRichText } from './fill-rich-text';

/** How an issue is made from a record. Texts may hold `$name` or `${name}`; `$$` is a dollar. */
export interface IssueTemplate {
	/** Key or id. */
	readonly project: string;
	/** Name or id. */
	readonly issueType: string;
	readonly summary: string;
	readonly body: string;
	/** What the body is written in; attribute values are plain text in each of them. */
	readonly bodyFormat: WrittenFormat;
	/** Field id that takes the body; `description` unless the project renamed it. */
	readonly bodyField: string;
	/** Names of attributes appended to the body, one line each. */
	readonly appendedAttributes: readonly string[];
	/** First and last seen, where the record knows them. */
	readonly appendSeen: boolean;
	/** Comma separated. */
	readonly labels: string;
	/** Field id that takes the labels. */
	readonly labelsField: string;
	/** Further inputs by field id; texts are templates. */
	readonly fields: Readonly<Record<string, FieldInput>>;
	/** What to do about an attribute that the record does not have. */
	readonly unknownAttributes: 'blank' | 'stop';
}

export interface FilledTemplate {
	readonly fields: Readonly<Record<string, FieldInput>>;
	/** Attributes that the template names and the record does not have. */
	readonly unknown: readonly string[];
}

export interface FilledText {
	readonly text: string;
	readonly unknown: readonly string[];
}

const HOLE = /\$(?:\$|\{([^{}\n]+)\}|([A-Za-z_][A-Za-z0-9_.]*[A-Za-z0-9_]|[A-Za-z_]))/g;

/** Fills the holes of one text from the record's values. Filled-in text is never read as a template again. */
export function fillText(template: string, record: SourceRecord): FilledText {
	return replaceHoles(template, record, (value) => value);
}

function replaceHoles(
	template: string,
	record: SourceRecord,
	replace: (value: string, before: string) => string,
): FilledText {
	const unknown: string[] = [];
	const text = template.replace(HOLE, (...found) => {
		const [, braced, plain, offset] = found as [string, string?, string?, number?];
		const name = braced ?? plain;
		if (name === undefined) return '$';
		const [value, rest] = valueOf(record, name.trim(), braced !== undefined);
		if (value !== undefined)
			return `${replace(attributeText(value), template.slice(0, offset))}${rest}`;
		unknown.push(name.trim());
		return '';
	});
	return { text, unknown };
}

/**
 * The value of an attribute. Names may hold dots (`error.message`), and a sentence may end in one: without braces the longest
 * known name wins and what follows it stays text.
 */
function valueOf(
	record: SourceRecord,
	name: string,
	exact: boolean,
): readonly [JsonValue | undefined, string] {
	for (let end = name.length; end > 0; end = exact ? 0 : name.lastIndexOf('.', end - 1)) {
		const candidate = name.slice(0, end);
		const value = own(record.values, candidate);
		if (value !== undefined) return [value, name.slice(end)];
	}
	return [undefined, ''];
}

/** Fills a whole template: every field that it names, the body with its additions, and the labels. */
export function fillTemplate(template: IssueTemplate, record: SourceRecord): FilledTemplate {
	const unknown = new Set<string>();
	const fill = (text: string): string => {
		const filled = fillText(text, record);
		for (const name of filled.unknown) unknown.add(name);
		return filled.text;
	};
	const custom = Object.entries(template.fields).map(
		([id, input]) => [id, typeof input === 'string' ? fill(input) : input] as const,
	);
	const labels = fill(template.labels);
	const fields: Record<string, FieldInput> = {
		summary:
			canonicalSummary(fill(template.summary)) ?? canonicalSummary(record.title ?? '') ?? record.id,
		[template.bodyField]: fillBody(template, record, unknown),
		...(labels !== '' && { [template.labelsField]: labels.split(',') }),
		...Object.fromEntries(custom.filter(([, input]) => input !== '')),
	};
	return { fields, unknown: [...unknown] };
}

/** Plain text as it is; Markdown and HTML as an object that names its format. */
function fillBody(
	{ body, bodyFormat, ...template }: IssueTemplate,
	record: SourceRecord,
	unknown: Set<string>,
): FieldInput {
	const added = additions(template, record, unknown).filter((part) => part !== '');
	const fill = (replace: (value: string, before: string) => string): string => {
		const filled = replaceHoles(body, record, replace);
		for (const name of filled.unknown) unknown.add(name);
		return filled.text;
	};
	if (bodyFormat === 'plain') {
		const link = record.url === undefined ? '' : `Link: ${record.url}`;
		return [fill((value) => value), ...added, link].filter((part) => part !== '').join('\n\n');
	}
	const { blocks } = fillRichText(bodyFormat, fill);
	const below = readText('plain', added.join('\n\n'));
	const tree = { blocks: [...blocks, ...below.blocks, ...linkBlocks(record.url)] };
	return { format: bodyFormat, text: asText(bodyFormat, tree) };
}

function additions(
	template: Pick<IssueTemplate, 'appendedAttributes' | 'appendSeen'>,
	record: SourceRecord,
	unknown: Set<string>,
): readonly string[] {
	const attributes = template.appendedAttributes.flatMap((name) => {
		const value = own(record.values, name);
		if (value === undefined) unknown.add(name);
		return value === undefined ? [] : [`${name}: ${attributeText(value)}`];
	});
	const seen = template.appendSeen
		? [
				['First seen', record.values['first_seen']] as const,
				['Last seen', record.values['last_seen']] as const,
			].flatMap(([label, value]) =>
				value === undefined || value === null ? [] : [`${label}: ${attributeText(value)}`],
			)
		: [];
	return [attributes, seen].map((lines) => lines.join('\n'));
}

/** The record's own address, which people can follow; one of another kind than http stays text. */
function linkBlocks(url: string | undefined): readonly Block[] {
	if (url === undefined) return [];
	const marks: readonly Mark[] = /^https?:\/\//i.test(url)
		? [{ type: 'link', href: url, title: '' }]
		: [];
	const label = { type: 'text', text: 'Link: ', marks: [] } as const;
	return [{ type: 'paragraph', content: [label, { type: 'text', text: url, marks }] }];
}
