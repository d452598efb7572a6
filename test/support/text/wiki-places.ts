import {
	renderWiki,
	type EntityMode,
	type WikiThing,
} from '../../../simulators/jira/text/wiki-render';
import { escapeWiki, writeWiki, type EscapeForm } from '../../../src/text';
import { cleanCharacters } from '../../../src/text/clean';
import type { Block, Inline } from '../../../src/text/tree';

/** A place where a text from outside stands in Jira markup. */
export interface WikiPlace {
	readonly name: string;
	/** Writes markup around a text. */
	readonly write: (text: string, form: EscapeForm) => string;
	/** Whether white space and line ends of the text are shown as they are. */
	readonly verbatim?: boolean;
}

const inTree =
	(around: (content: readonly Inline[]) => Block) =>
	(text: string, form: EscapeForm): string =>
		writeWiki({ blocks: [around([{ type: 'text', text, marks: [] }])] }, { form });

const paragraph = (content: readonly Inline[]): Block => ({ type: 'paragraph', content });
const cell = (content: readonly Inline[], header: boolean) => ({
	header,
	columns: 1,
	rows: 1,
	blocks: [paragraph(content)],
});

function onOneLine(text: string): string {
	return cleanCharacters(text).replace(/\s+/gu, ' ').trim();
}

/** A template as a person writes it: literal markup with values in it, one on each kind of line. */
function fillTemplate(text: string, form: EscapeForm): string {
	const value = escapeWiki(text, { form });
	const line = escapeWiki(onOneLine(text), { form });
	return [
		`h2. ${line}`,
		`*Error:* ${value}`,
		`||Name||Value||\n|message|${line}|`,
		`* first ${line}\n* ${line}`,
		`(${line}) :${line}) ${line}. &${line};`,
		`[${line}|https://known.example/] and {color:red}${line}{color}`,
		`{quote}\n${value}\n{quote}`,
	].join('\n\n');
}

export const WIKI_PLACES: readonly WikiPlace[] = [
	{ name: 'plain text', write: (text, form) => escapeWiki(text, { form }) },
	{ name: 'a paragraph', write: inTree(paragraph) },
	{ name: 'a heading', write: inTree((content) => ({ type: 'heading', level: 2, content })) },
	{
		name: 'a list item',
		write: inTree((content) => ({
			type: 'bulletList',
			items: [{ blocks: [paragraph(content)] }, { blocks: [paragraph(content)] }],
		})),
	},
	{
		name: 'a table cell',
		write: inTree((content) => ({
			type: 'table',
			rows: [{ cells: [cell(content, true), cell(content, false)] }],
		})),
	},
	{
		name: 'a quotation',
		write: inTree((content) => ({ type: 'quote', blocks: [paragraph(content)] })),
	},
	{
		name: 'a panel and its title',
		write: (text, form) =>
			writeWiki(
				{
					blocks: [
						{
							type: 'panel',
							kind: 'info',
							title: text,
							blocks: [paragraph([{ type: 'text', text, marks: [] }])],
						},
					],
				},
				{ form },
			),
	},
	{
		name: 'the text of a link',
		write: (text, form) =>
			writeWiki(
				{
					blocks: [
						paragraph([
							{
								type: 'text',
								text: onOneLine(text),
								marks: [{ type: 'link', href: 'https://known.example/', title: '' }],
							},
						]),
					],
				},
				{ form },
			),
	},
	{ name: 'a template', write: fillTemplate },
	{
		name: 'a code block',
		write: (text, form) => writeWiki({ blocks: [{ type: 'code', text }] }, { form }),
		verbatim: true,
	},
	{
		name: 'a code block of a known language, in a panel',
		write: (text, form) =>
			writeWiki(
				{
					blocks: [
						{
							type: 'panel',
							kind: 'note',
							title: '',
							blocks: [{ type: 'code', language: 'java', text }],
						},
					],
				},
				{ form },
			),
		verbatim: true,
	},
];

/** What a text is compared by: what people see of it, without white space and zero-width spaces that may be added. */
export function seen(text: string): string {
	return cleanCharacters(text)
		.replace(/[\uFDD0\uFDD1]/g, '\uFFFD')
		.replaceAll('\u2223', '|')
		.replace(/[\s\u200B]+/gu, '');
}

/** What Jira finds in a place besides line breaks, and what people see there. */
export function renderIn(
	place: WikiPlace,
	text: string,
	form: EscapeForm,
	entities: EntityMode,
): { readonly things: readonly WikiThing[]; readonly text: string } {
	const rendering = renderWiki(place.write(text, form), { entities });
	// Where Jira shows entities as written, one of them and a literal `)` after it look like a wink: the worst that can happen.
	const winks = form === 'entities' && entities === 'shown';
	const things = rendering.things.filter(
		({ kind, what }) => kind !== 'break' && !(winks && kind === 'emoticon' && what === ';)'),
	);
	return { things, text: seen(rendering.text) };
}

/** A word that no format knows; what Jira finds around it is the place's own. */
const HARMLESS = 'Qq';

/** Nothing when the text is inert in the place and shown as it is; else what is wrong. */
export function complaint(
	place: WikiPlace,
	text: string,
	form: EscapeForm,
	entities: EntityMode,
): string | undefined {
	if (seen(text) === '') return undefined;
	const expected = renderIn(place, HARMLESS, form, entities);
	const found = renderIn(place, text, form, entities);
	const markup = (): string =>
		JSON.stringify({ place: place.name, text, markup: place.write(text, form) });
	if (JSON.stringify(found.things) !== JSON.stringify(expected.things)) {
		return `${markup()} makes Jira find ${JSON.stringify(found.things)}`;
	}
	// Where entities are shown as written, only the form without them can show the text.
	if (form === 'entities' && entities === 'shown' && place.verbatim !== true) return undefined;
	const shown = expected.text.replaceAll(HARMLESS, () => seen(text));
	return found.text === shown ? undefined : `${markup()} is shown as ${JSON.stringify(found.text)}`;
}
