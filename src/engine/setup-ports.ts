import type { IssueStatus } from '../model/issue';
import type { SetupPeople } from '../sync/setup-mapping';
import type { SetupTemplate } from '../sync/setup-screen';
import type { SetupRateLimit, SetupSite } from '../sync/setup-site';
import type { SetupWebhook } from '../sync/setup-webhook';
import type { StatusTable } from '../sync/status';
import type { IssueTracker } from './ports';

/** What is read of Jira to check a set-up. Nothing here writes. */
export interface SetupReader extends Pick<
	IssueTracker,
	'myself' | 'findLinked' | 'createFields' | 'versions' | 'findUsers'
> {
	serverInfo(): Promise<SetupSite>;
	projects(query: string): Promise<readonly SetupProject[]>;
	/** Whether the account has each permission, by key, without what Jira did not tell. */
	permissions(project: string, keys: readonly string[]): Promise<Readonly<Record<string, boolean>>>;
	issueTypes(project: string): Promise<readonly SetupType[]>;
	statuses(
		project: string,
	): Promise<readonly (IssueStatus & { readonly issueTypes: readonly string[] })[]>;
	/** Throws `InputError` when no type of links says that an issue duplicates another. */
	duplicateLinkType(): Promise<string>;
	/** Webhooks of this n8n. Throws what Jira says when the account may not look. */
	ownWebhooks(): Promise<readonly SetupWebhook[]>;
	/** What the last answer said about the request limit. */
	rateLimit(): SetupRateLimit | undefined;
}

/** A project that the account sees. */
export interface SetupProject {
	readonly id: string;
	readonly key: string;
	readonly name: string;
}

/** An issue type of the project. */
export interface SetupType {
	readonly id: string;
	readonly name: string;
	readonly subtask: boolean;
}

/** What is to be checked. */
export interface SetupSettings {
	/** Address of the credential. */
	readonly baseUrl: string;
	/** Key or id; empty when none is chosen. */
	readonly project: string;
	readonly template: SetupTemplate;
	/** Absent when the status is not synced. */
	readonly status?: StatusTable;
	readonly people: SetupPeople;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Says an error in words for people: what is wrong, and what to do. */
export type Explain = (error: unknown) => { readonly message: string; readonly remedy: string };
