import type { FieldSchema } from '../model/field-schema';
import type { JiraIssue, RichTextFields } from '../model/issue';
import { jsonEqual, type JsonValue } from '../model/json';
import { own } from '../model/own';
import type { SourceRecord } from '../model/record';
import { describeUser, jiraUserId, type UserIdentity } from '../model/user';
import {
	matchToJira,
	matchToSource,
	readSourceUser,
	userToLookUp,
	type AssigneeRules,
	type FoundUsers,
	type SourceUser,
	type UserMatch,
} from './assignee';
import { canonicalFor, type Canonical } from './canonical';
import { issueEstimate, recordEstimate } from './estimate';
import type { FieldMapping, SyncSettings } from './mapping';
import { mentionSides, type MentionContext } from './mention-sides';
import {
	issueText,
	missingFiles,
	plainForm,
	recordText,
	type TextMemo,
	type TextRoute,
} from './rich-sides';
import { className, rowOfState, rowOfStatus } from './status';

/** Both present values of one mapped field, each in its own side's canonical form, and the way between them. */
export interface FieldSides {
	readonly source: Canonical;
	readonly jira: Canonical;
	/** A list where order means nothing (row M8). */
	readonly isSet: boolean;
	/** The two values mean the same. */
	equal(): boolean;
	/** What Jira would hold if it followed the source. */
	forJira(): Canonical;
	/** What the source would hold if it followed Jira. */
	forSource(): Canonical;
	/** What came of a match that is not exact, for the report. */
	warnings(): readonly string[];
	/** Plain text of one of the two values, where formatting is no reason to call a value that was sent not arrived. */
	readonly plain?: (value: JsonValue) => string | undefined;
	/** What is handed to Jira, where Jira will spell it in another way. */
	readonly written?: JsonValue;
	/** Text to search Jira's users for, before `equal` or `forJira` may be asked. */
	readonly lookUp: readonly string[];
	/** The same, before `forSource` may be asked, where that asks for other people. */
	readonly lookUpForSource?: readonly string[];
}

/** The record says nothing of this field: it is neither read as empty nor written. */
export type FieldReading = FieldSides | { readonly kind: 'absent' };

const value = (json: JsonValue): Canonical => ({ kind: 'value', value: json });
const unmapped = (reason: string): Canonical => ({ kind: 'unmapped', reason });

/** Reads one mapped field from both sides. */
export function readSides(
	mapping: FieldMapping,
	settings: SyncSettings,
	record: SourceRecord,
	issue: JiraIssue,
	found: FoundUsers,
	memo?: TextMemo,
): FieldReading {
	const raw = own(record.values, mapping.source);
	if (raw === undefined) return { kind: 'absent' };
	if (mapping.jira === 'status') return statusSides(settings, raw, issue);
	if (mapping.jira === 'assignee')
		return userSides(settings.assignee, readSourceUser(raw), issue.assignee, found);
	const schema = own(issue.schemas, mapping.jira);
	if (schema === undefined) return missingField(mapping.jira, raw);
	const document = own(issue.richText?.values ?? {}, mapping.jira);
	if (issue.richText !== undefined && document !== undefined)
		return textSides(
			mapping,
			{ raw, document },
			{ ...issue.richText, attachments: issue.attachments, memo },
			settings.mentions === 'real' ? { rules: settings.assignee, found } : undefined,
		);
	const held = own(issue.fields, mapping.jira) ?? null;
	if (schema.type === 'timetracking') return estimateSides(raw, held);
	if (schema.type !== 'user') return plainSides(schema, raw, held);
	const known = own(issue.people ?? {}, mapping.jira);
	const user = known ?? (typeof held === 'string' ? { accountId: held, name: held } : null);
	return userSides(settings.assignee, readSourceUser(raw), user, found);
}

function statusSides(settings: SyncSettings, raw: JsonValue, issue: JiraIssue): FieldSides {
	const state = typeof raw === 'string' ? raw : String(raw);
	const ofState = rowOfState(settings.status, state);
	const ofStatus = rowOfStatus(settings.status, issue.status);
	const source = named(
		ofState && className(ofState),
		`No row of the status table has the state "${state}".`,
	);
	const jira = named(
		ofStatus && className(ofStatus),
		`No row of the status table has Jira's status "${issue.status.name}".`,
	);
	return fixedSides(source, jira);
}

function named(name: string | undefined, reason: string): Canonical {
	return name === undefined ? unmapped(reason) : value(name);
}

/** Sides that are spelt alike, so that each value is what the other side would hold. */
function fixedSides(source: Canonical, jira: Canonical, isSet = false): FieldSides {
	return {
		source,
		jira,
		isSet,
		equal: () =>
			source.kind === 'value' && jira.kind === 'value' && jsonEqual(source.value, jira.value),
		forJira: () => source,
		forSource: () => jira,
		warnings: () => [],
		lookUp: [],
	};
}

/** Lists whose elements have no fixed place: names that people add and remove. */
const SET_ITEMS: ReadonlySet<string> = new Set([
	'string',
	'version',
	'component',
	'option',
	'group',
]);

function plainSides(schema: FieldSchema, raw: JsonValue, held: JsonValue): FieldSides {
	const isSet = schema.type === 'array' && SET_ITEMS.has(schema.items ?? '');
	return fixedSides(canonicalFor(schema, raw), canonicalFor(schema, held), isSet);
}

function estimateSides(raw: JsonValue, held: JsonValue): FieldSides {
	return fixedSides(recordEstimate(raw), value(issueEstimate(raw, held)));
}

function textSides(
	{ textFormat = 'plain' }: FieldMapping,
	{ raw, document }: { readonly raw: JsonValue; readonly document: JsonValue },
	{
		format,
		attachments,
		memo,
	}: Pick<RichTextFields, 'format'> & Omit<TextRoute, 'written' | 'jira'>,
	mentions: MentionContext | undefined,
): FieldSides {
	const route = { written: textFormat, jira: format, attachments, memo };
	return {
		...fixedSides(recordText(route, raw), issueText(route, document)),
		...(mentions && mentionSides(route, raw, document, mentions)),
		plain: (text) => plainForm(route, text),
		warnings: () => missingFiles(route, raw),
	};
}

function missingField(field: string, raw: JsonValue): FieldSides {
	const reason = `The issue has no field "${field}". Choose a field that is on the screens of its issue type.`;
	return fixedSides(value(raw), unmapped(reason));
}

function userSides(
	rules: AssigneeRules,
	wanted: SourceUser | null,
	held: UserIdentity | null,
	found: FoundUsers,
): FieldSides {
	const heldId = held === null ? null : (jiraUserId(held) ?? null);
	const toSource = (): Canonical => {
		if (held === null) return value(null);
		const name = matchToSource(rules, held);
		return name === undefined
			? unmapped(
					`Jira does not show an e-mail for ${describeUser(held)}. Add a row to the user table.`,
				)
			: value(name);
	};
	const match = () => (wanted === null ? undefined : matchToJira(rules, wanted, found));
	const forJira = (): Canonical => {
		const result = match();
		if (result === undefined) return value(null);
		return result.kind === 'found' ? value(result.id) : unmapped(result.reason);
	};
	const alike = (): boolean => {
		const told = toSource();
		if (told.kind !== 'value') return false;
		// Systems spell names and addresses in any letter case; told is what Jira's side would write.
		const name = typeof told.value === 'string' ? told.value.toLowerCase() : null;
		return name === (wanted?.key ?? null);
	};
	const lookUp = wanted === null || alike() ? [] : lookUps(rules, wanted);
	return {
		source: value(wanted?.email ?? wanted?.displayName ?? null),
		jira: value(heldId),
		isSet: false,
		equal: () => alike() || isSame(forJira(), heldId),
		forJira,
		forSource: toSource,
		warnings: () => warningsOf(match()),
		lookUp,
	};
}

function warningsOf(match: UserMatch | undefined): readonly string[] {
	return match?.kind === 'found' && match.warning !== undefined ? [match.warning] : [];
}

function isSame(side: Canonical, held: JsonValue): boolean {
	return side.kind === 'value' && jsonEqual(side.value, held);
}

function lookUps(rules: AssigneeRules, wanted: SourceUser): readonly string[] {
	const first = userToLookUp(rules, wanted);
	return typeof rules.unmatched === 'object' ? [first, rules.unmatched.fallback] : [first];
}
