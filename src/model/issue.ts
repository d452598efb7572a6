import type { JiraAttachment } from './attachment';
import type { IssueComments } from './comment';
import type { FieldSchema } from './field-schema';
import type { FieldValues } from './record';
import type { JsonValue } from './json';
import type { UserIdentity } from './user';

declare const issueKeyBrand: unique symbol;
/** `ABC-123`. Keys change when an issue moves, so links store the id and show the key. */
export type IssueKey = string & { readonly [issueKeyBrand]: true };

const ISSUE_KEY = /^[A-Z][A-Z0-9_]+-\d+$/;

export function parseIssueKey(text: string): IssueKey | undefined {
	return ISSUE_KEY.test(text) ? (text as IssueKey) : undefined;
}

/** Jira's three groups of statuses. Their display names vary between sites, so only the key is used. */
export type StatusCategory = 'new' | 'indeterminate' | 'done';

export interface IssueStatus {
	readonly id: string;
	readonly name: string;
	readonly category: StatusCategory;
}

/** An issue as the core sees it, whatever Jira it came from. */
export interface JiraIssue {
	/** The identity: stays when the issue moves. */
	readonly id: string;
	readonly key: string;
	/** Address for people, `<base>/browse/<key>`. */
	readonly url: string;
	readonly projectKey: string;
	readonly issueType: { readonly id: string; readonly name: string };
	readonly status: IssueStatus;
	/** Name of the resolution; absent while the issue is unresolved. */
	readonly resolution?: string;
	readonly assignee: UserIdentity | null;
	/** Milliseconds since the epoch. */
	readonly updatedAt: number;
	/** Canonical values (see `FieldSchema`) of the fields that were asked for, by field id. */
	readonly fields: FieldValues;
	readonly schemas: Readonly<Record<string, FieldSchema>>;
	/** Whom the fields for one person name, by field id; `fields` holds their ids. */
	readonly people?: Readonly<Record<string, UserIdentity>>;
	/** The fields among them that hold rich text. */
	readonly richText?: RichTextFields;
	/** Values of the issue properties that were asked for, by property key. */
	readonly properties: Readonly<Record<string, JsonValue>>;
	/** Present when the field `comment` was asked for and Jira gave it. */
	readonly comments?: IssueComments;
	/** Present when the field `attachment` was asked for and Jira gave it. */
	readonly attachments?: readonly JiraAttachment[];
	/** A project of Jira Service Management, where customers see a part of an issue only; absent when Jira does not tell. */
	readonly isServiceProject?: boolean;
}

/** Rich text as Jira stores it: documents on Cloud, markup on Data Center. `fields` holds its plain text. */
export interface RichTextFields {
	readonly format: 'adf' | 'wiki';
	/** By field id; `null` where the field is empty. */
	readonly values: Readonly<Record<string, JsonValue>>;
}

/** One way out of the present status. */
export interface Transition {
	readonly id: string;
	readonly name: string;
	readonly to: IssueStatus;
	/** Fields on the transition's screen, if it has one. */
	readonly fields: readonly import('./field-schema').FieldMeta[];
}
