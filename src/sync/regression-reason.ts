import type { IssueStatus } from '../model/issue';
import { explainTie } from './compare-versions';
import type { DecidingFix } from './deciding-fix';
import type { RecurrenceRule } from './recurrence-rules';
import type { OrderBasis, VersionComparison } from './version-order';

/** Something that was seen and did not count. */
export interface LeftOut {
	readonly text: string;
	readonly because: 'noMatch' | 'notAllowed' | 'noOrder' | 'seenBefore';
}

type Names = Pick<RecurrenceRule, 'name' | 'fixField' | 'versionAttribute'>;

/** The issue is open. */
export function reasonForNotResolved(issue: {
	readonly key: string;
	readonly status: IssueStatus;
}): string {
	return `${issue.key} is not resolved: its status is "${issue.status.name}". There is nothing to reopen.`;
}

/** The resolution is one of those that never reopen. */
export function reasonForFinal(key: string, resolution: string): string {
	return `${key} was resolved as "${resolution}". Issues with this resolution are never reopened.`;
}

/** No rule is for this record. */
export function reasonForNoRule(key: string): string {
	return `None of the rules is for this error, so ${key} stays as it is.`;
}

/** Nothing was seen since the issue was resolved. Times in milliseconds since the epoch. */
export function reasonForSeenBefore(
	what: string,
	lastSeenAt: number,
	{ key, resolvedAt }: { readonly key: string; readonly resolvedAt: number },
	rule?: Names,
): string {
	return sentences(
		`${what} was last seen on ${momentText(lastSeenAt)}, before ${key} was resolved on ${momentText(resolvedAt)}, so it did not come back.`,
		rule && ruleText(rule),
	);
}

/** The record names no version that counts. */
export function reasonForNoVersion(key: string, rule: Names, leftOut: readonly LeftOut[]): string {
	const attribute = `The attribute "${rule.versionAttribute}" of the error`;
	const found =
		leftOut.length === 0
			? `${attribute} names no version`
			: `${attribute} names no version that counts (${leftOutText(leftOut)})`;
	return sentences(
		`${found}, so nobody can tell whether the fix of ${key} should have been in it.`,
		ruleText(rule),
	);
}

/** The issue names no version of the fix. */
export function reasonForNoFix(key: string, rule: Names, texts: readonly string[]): string {
	const field = fieldText(rule);
	const found =
		texts.length === 0
			? `${key} names no version in ${field}`
			: `${key} names no version that the expression for the fix accepts in ${field} (${texts.map(quoted).join(', ')})`;
	return sentences(
		`${found}, so nobody can tell in which version the error should be gone.`,
		ruleText(rule),
	);
}

/** No order holds both versions. */
export function reasonForNoOrder(
	key: string,
	rule: Names,
	versions: readonly string[],
	fixed: readonly string[],
): string {
	const [seen, fixes] = [versions, fixed].map((names) => listText(names.map(quoted)));
	const [one, other] = [versions, fixed].map((names) =>
		names.length > 1 ? 'versions' : 'version',
	);
	return sentences(
		`The ${one} ${seen} of the error and the fix ${other} ${fixes} of ${key} (${fieldText(rule)}) cannot be put in order: Jira's version list of the project does not hold both, and they do not both read as version numbers.`,
		ruleText(rule),
	);
}

/** What `reasonForComparison` tells about. */
export interface ComparedVersions {
	readonly key: string;
	readonly rule: Names & Pick<RecurrenceRule, 'comparison'>;
	readonly version: string;
	readonly fix: DecidingFix;
	readonly comparison: VersionComparison;
	/** All fix versions, newest first. */
	readonly fixed: readonly string[];
	readonly leftOut: readonly LeftOut[];
	/** How many further versions were judged. */
	readonly others: number;
	readonly reopens: boolean;
}

const BASIS: Readonly<Record<OrderBasis, string>> = {
	jiraList: "by the order of the project's versions in Jira",
	releaseDates: "by the release dates of the project's versions in Jira",
	parsed: 'by version number',
};

/** Two versions were compared: which, how, why these two, and what follows. */
export function reasonForComparison(compared: ComparedVersions): string {
	const { key, rule, version, fix, comparison, leftOut, others, reopens } = compared;
	const tie = comparison.order === 0 ? explainTie(version, fix.version) : undefined;
	const than =
		comparison.order === 0
			? 'is the same as'
			: comparison.order > 0
				? 'is later than'
				: 'is older than';
	const how = tie === undefined ? BASIS[comparison.basis] : `${BASIS[comparison.basis]} (${tie})`;
	const facts = `Version ${version} ${than} the fix version ${fix.version} of ${key} (${fieldText(rule)}), ${how}`;
	return sentences(
		`${facts}${consequence(comparison.order, reopens)}`,
		comparison.hotfix === true ? hotfixText(version, fix.version, comparison) : undefined,
		fixText(compared),
		others > 0
			? `${others + 1} versions were seen, and this is the newest${reopens ? ' one after its fix' : ''}.`
			: undefined,
		leftOut.length > 0 ? `Left out: ${leftOutText(leftOut)}.` : undefined,
		ruleText(rule),
	);
}

function consequence(order: number, reopens: boolean): string {
	if (order === 0)
		return reopens
			? ', and the fixed version itself counts, so the error came back in spite of the fix.'
			: ', and only a later version counts, so this is no regression.';
	return reopens
		? ', so the error came back in spite of the fix.'
		: ', so the fix is not expected in it.';
}

function hotfixText(version: string, fix: string, { order, basis }: VersionComparison): string {
	const [hotfix, other] = order < 0 ? [version, fix] : [fix, version];
	const later =
		basis === 'releaseDates'
			? `${hotfix} was released after ${other}`
			: `Jira lists ${hotfix} after ${other}`;
	return `${later}, but by its number ${hotfix} is a hotfix of an older branch.`;
}

function fixText({ version, fix, fixed }: ComparedVersions): string | undefined {
	const { because } = fix;
	switch (because.kind) {
		case 'only':
			return undefined;
		case 'sameBranch':
			return `Of the fix versions ${listText(fixed)}, ${fix.version} is the one on branch ${because.branch}.`;
		case 'highest':
			return `None of the fix versions ${listText(fixed)} is on the branch of ${version}, so the highest decides.`;
	}
}

function leftOutText(leftOut: readonly LeftOut[]): string {
	const words = {
		noMatch: 'the version expression does not match',
		notAllowed: 'not an allowed version',
		noOrder: 'cannot be put in order',
		seenBefore: 'not seen since the issue was resolved',
	} as const;
	const shown = leftOut
		.slice(0, 5)
		.map(({ text, because }) => `${quoted(text)}: ${words[because]}`);
	const more = leftOut.length - shown.length;
	return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

const LONGEST_QUOTE = 60;

function quoted(text: string): string {
	return `"${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE - 1)}…` : text}"`;
}

function listText(names: readonly string[]): string {
	const last = names.at(-1) ?? '';
	return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

const FIELD_NAMES: ReadonlyMap<string, string> = new Map([
	['fixVersions', 'Fix Versions'],
	['versions', 'Affects Versions'],
]);

/** Name of a field that every site has, else its id. */
export function fieldText({ fixField }: Pick<RecurrenceRule, 'fixField'>): string {
	return FIELD_NAMES.get(fixField) ?? `field ${fixField}`;
}

function ruleText({ name }: Names): string | undefined {
	return name === undefined ? undefined : `Rule: "${name}".`;
}

function sentences(...parts: readonly (string | undefined)[]): string {
	return parts.filter((part) => part !== undefined).join(' ');
}

/** To the minute, in UTC: `2026-01-05 12:00 UTC`. */
function momentText(milliseconds: number): string {
	const date = new Date(milliseconds);
	if (Number.isNaN(date.getTime())) return 'an unknown day';
	return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
