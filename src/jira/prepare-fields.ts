import type { InputProblem } from '../model/failure';
import type { FieldInput, FieldMeta } from '../model/field-schema';
import {
	encodeFields,
	failOnProblems,
	locateFields,
	missingRequired,
	notOnScreen,
	type LocatedField,
	type EncodedFields,
} from './check-fields';
import type { MentionedUsers } from '../model/user';
import { own } from '../model/own';
import type { JiraAttachments } from './attachments';
import type { JiraConnection } from './connection';
import { isRichText, userTextsOf } from './field-codec';
import type { EncodeContext } from './field-codec/codec';
import { findImages, type FoundImages, type ImagePlace, type WrittenText } from './images';
import type { JiraMetadata } from './metadata';
import { readTextInput } from './rich-text';
import type { ScreenMemory } from './screen-memory';
import type { JiraUsers, UserMatch } from './users';

/** What the operations of one client share. */
export interface ClientParts {
	readonly connection: JiraConnection;
	readonly metadata: JiraMetadata;
	readonly users: JiraUsers;
	readonly screens: ScreenMemory;
	readonly attachments: JiraAttachments;
}

/** Named by a draft beside its fields. */
export const SET_BY_DRAFT: ReadonlySet<string> = new Set(['project', 'issuetype']);

/** Inputs, and the screen that they are for. */
export interface FieldTask {
	readonly screen: readonly FieldMeta[];
	readonly inputs: Readonly<Record<string, FieldInput>>;
	/** For messages, for example `the create screen of …`. */
	readonly screenName: string;
	readonly onCreate: boolean;
	/** As in `CreateOptions`. */
	readonly exact?: boolean;
	/** As in `EncodeContext`. */
	readonly textFormat?: EncodeContext['textFormat'];
	readonly before?: EncodeContext['before'];
	/** Where the files are that images in rich text show. */
	readonly place?: ImagePlace;
	/** Whom links to people in rich text mention. */
	readonly mentions?: MentionedUsers | undefined;
}

/** Locates, resolves users, encodes, and throws one `InputError` with every problem before anything is sent. */
export async function prepareFields(parts: ClientParts, task: FieldTask): Promise<EncodedFields> {
	const { located, missing, problems } = locateFields(task.screen, task.inputs);
	const texts = located.flatMap(({ meta, input }) => userTextsOf(meta, input));
	const { exact = false, textFormat, before } = task;
	const images = await imagesOf(parts, task, located);
	const users = await resolveUsers(parts.users, texts, task.onCreate || exact);
	const context: EncodeContext = {
		dialect: parts.connection.dialect,
		users,
		exact,
		...(textFormat && { textFormat }),
		...(before && { before }),
		texts: { ...images.options, mentions: task.mentions },
	};
	const leaveOut = task.onCreate && !exact;
	const { encoded, problems: wrong } = encodeFields(located, context, {
		onCreate: task.onCreate,
		leaveOut,
	});
	const required = task.onCreate ? missingRequired(task.screen, located, SET_BY_DRAFT) : [];
	const absent = missing.length === 0 ? [] : await explainMissing(parts, task, missing);
	failOnProblems(summaryOf(task), [...required, ...absent, ...problems, ...wrong]);
	return { ...encoded, warnings: [...encoded.warnings, ...images.warnings] };
}

async function imagesOf(
	{ connection, attachments }: ClientParts,
	{ textFormat, before = {}, place = {} }: FieldTask,
	located: readonly LocatedField[],
): Promise<FoundImages> {
	const texts = located.flatMap(({ meta, input }): readonly WrittenText[] => {
		const text = isRichText(meta.schema) ? readTextInput(input, textFormat) : undefined;
		return text === undefined ? [] : [{ input: text, before: own(before, meta.id) }];
	});
	return await findImages(connection.dialect, attachments, texts, place);
}

function summaryOf({ onCreate, screen, screenName }: FieldTask): string {
	if (screen.length === 0 && !onCreate)
		return 'The issue cannot be edited: the account may not edit it, or its status does not allow edits.';
	return onCreate
		? 'The issue was not created, because some fields cannot be used.'
		: `Nothing was changed on ${screenName}, because some fields cannot be used.`;
}

/** In an edit a text without `@` and spaces is an id already, as the core stores it; only other texts are looked up. */
async function resolveUsers(
	users: JiraUsers,
	texts: readonly string[],
	lookUp: boolean,
): Promise<ReadonlyMap<string, UserMatch>> {
	const matches = [...new Set(texts)].map(async (text): Promise<[string, UserMatch]> => {
		const isId = !lookUp && !/[@\s]/.test(text);
		return [text, isId ? { kind: 'found', id: text } : await users.resolve(text)];
	});
	return new Map(await Promise.all(matches));
}

/** The field list only gives better names; when it cannot be read, the message names the field as it was given. */
async function explainMissing(
	{ metadata }: ClientParts,
	{ screen, screenName }: FieldTask,
	missing: readonly string[],
): Promise<readonly InputProblem[]> {
	const all = await metadata.fields().catch(() => missing.map((name) => ({ id: name, name })));
	return missing.map((nameOrId) => {
		const wanted = nameOrId.trim().toLowerCase();
		const known = all.find(
			({ id: fieldId, name }) => fieldId === nameOrId || name.toLowerCase() === wanted,
		);
		return notOnScreen(nameOrId, known, screenName, screen);
	});
}
