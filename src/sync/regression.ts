import type { IssueStatus } from '../model/issue';
import { own } from '../model/own';
import type { FieldValues } from '../model/record';
import { attributeValues } from './attribute';
import { decidingFix, type DecidingFix } from './deciding-fix';
import { readObservedVersions, type ObservedVersion } from './observed-versions';
import { chooseRule, type RecurrenceRule } from './recurrence-rules';
import {
	reasonForComparison,
	reasonForFinal,
	reasonForNoFix,
	reasonForNoOrder,
	reasonForNoRule,
	reasonForNotResolved,
	reasonForNoVersion,
	reasonForSeenBefore,
	type LeftOut,
} from './regression-reason';
import type { VersionComparison, VersionOrder } from './version-order';

export type { VersionExtractor } from './recurrence-rules';

/** How recurrences are judged (docs/design/regression.md, R1 to R9). */
export interface ResolvedUntilPolicy {
	/** The first whose conditions hold is used; the node's own settings are the last one, without conditions. */
	readonly rules: readonly RecurrenceRule[];
	/** Resolutions that never reopen, for example Won't Do. Compared without case. */
	readonly finalResolutions: readonly string[];
}

/** An error that came back, and the issue that was to have fixed it. */
export interface Recurrence {
	/** The record's attributes. */
	readonly values: FieldValues;
	/** When the error was last seen, in milliseconds since the epoch, where the record says. */
	readonly lastSeenAt?: number;
	readonly issue: {
		readonly key: string;
		readonly status: IssueStatus;
		readonly resolution?: string;
		/** When it was resolved, in milliseconds since the epoch. */
		readonly resolvedAt?: number;
		/** Canonical values of the fields that the rules name. */
		readonly fields: FieldValues;
	};
	readonly order: VersionOrder;
}

/** The decision, with a reason in words that people can act on. */
export type RegressionVerdict = {
	readonly reason: string;
	/** Name of the rule that was used; absent for the node's own settings. */
	readonly rule?: string;
	/** Jira field that the rule takes the fix from; absent when no rule was looked at. */
	readonly fixField?: string;
} & (
	| {
			readonly kind: 'reopen';
			readonly observed: string;
			readonly fixed: string;
			/** How often the error was seen in that version, where the record counts. */
			readonly count?: number;
	  }
	| {
			readonly kind: 'stay';
			readonly because:
				'notResolved' | 'finalResolution' | 'noRule' | 'seenBefore' | 'coveredByFix';
	  }
	| { readonly kind: 'unknown'; readonly because: 'noVersion' | 'noFixVersion' | 'noOrder' }
);

/** Judges one recurrence. Pure; what is unknown is said to be unknown. */
export function judgeRecurrence(
	recurrence: Recurrence,
	policy: ResolvedUntilPolicy,
): RegressionVerdict {
	const { issue, values, lastSeenAt } = recurrence;
	if (issue.status.category !== 'done')
		return { kind: 'stay', because: 'notResolved', reason: reasonForNotResolved(issue) };
	const final = policy.finalResolutions.find((name) => sameName(name, issue.resolution));
	if (final !== undefined)
		return { kind: 'stay', because: 'finalResolution', reason: reasonForFinal(issue.key, final) };
	const rule = chooseRule(policy.rules, values);
	if (rule === undefined)
		return { kind: 'stay', because: 'noRule', reason: reasonForNoRule(issue.key) };
	const { resolvedAt } = issue;
	if (resolvedAt !== undefined && lastSeenAt !== undefined && lastSeenAt < resolvedAt) {
		const reason = reasonForSeenBefore('The error', lastSeenAt, { key: issue.key, resolvedAt });
		return { kind: 'stay', because: 'seenBefore', ...named(rule), reason };
	}
	return { ...judgeByRule(recurrence, rule), ...named(rule) };
}

function named({ name, fixField }: RecurrenceRule): {
	readonly rule?: string;
	readonly fixField: string;
} {
	return { ...(name !== undefined && { rule: name }), fixField };
}

function sameName(left: string, right: string | undefined): boolean {
	return right !== undefined && left.trim().toLowerCase() === right.trim().toLowerCase();
}

interface Candidate extends ObservedVersion {
	readonly version: string;
}

function judgeByRule(recurrence: Recurrence, rule: RecurrenceRule): RegressionVerdict {
	const { issue, values } = recurrence;
	const seen = readObservedVersions(own(values, rule.versionAttribute));
	const leftOut: LeftOut[] = [];
	const observed = seen.flatMap((row): readonly Candidate[] => {
		const found = rule.observed(row.text);
		if (found.kind === 'version') return [{ ...row, version: found.version }];
		leftOut.push({ text: row.text, because: found.kind });
		return [];
	});
	if (observed.length === 0) {
		const reason = reasonForNoVersion(issue.key, rule, leftOut);
		return { kind: 'unknown', because: 'noVersion', reason };
	}
	const fixTexts = attributeValues(own(issue.fields, rule.fixField)).filter((text) => text !== '');
	const fixed = fixTexts.flatMap((text) => {
		const found = rule.fixed(text);
		return found.kind === 'version' ? [found.version] : [];
	});
	if (fixed.length === 0) {
		const reason = reasonForNoFix(issue.key, rule, fixTexts);
		return { kind: 'unknown', because: 'noFixVersion', reason };
	}
	const since = observed.filter((row) => isSince(row, issue.resolvedAt));
	if (since.length === 0) return seenBefore(recurrence, rule, observed);
	const before = observed.filter((row) => !since.includes(row));
	leftOut.push(...before.map(({ text }) => ({ text, because: 'seenBefore' }) as const));
	return compareAll({ recurrence, rule, observed: since, fixed, leftOut });
}

function isSince({ lastSeenAt }: ObservedVersion, resolvedAt: number | undefined): boolean {
	return lastSeenAt === undefined || resolvedAt === undefined || lastSeenAt >= resolvedAt;
}

function seenBefore(
	{ issue, order }: Recurrence,
	rule: RecurrenceRule,
	observed: readonly Candidate[],
): RegressionVerdict {
	const [newest = ''] = order.newestFirst(observed.map(({ version }) => version));
	const lastSeenAt = Math.max(
		...observed.flatMap((row) => (row.version === newest ? [row.lastSeenAt ?? 0] : [])),
	);
	const resolved = { key: issue.key, resolvedAt: issue.resolvedAt ?? 0 };
	const reason = reasonForSeenBefore(`Version ${newest}`, lastSeenAt, resolved, rule);
	return { kind: 'stay', because: 'seenBefore', reason };
}

interface Judged {
	readonly version: string;
	readonly fix: DecidingFix;
	readonly comparison: VersionComparison;
}

interface Question {
	readonly recurrence: Recurrence;
	readonly rule: RecurrenceRule;
	readonly observed: readonly Candidate[];
	readonly fixed: readonly string[];
	readonly leftOut: readonly LeftOut[];
}

/** One observed version after its fix is enough; the newest one is named. */
function compareAll(question: Question): RegressionVerdict {
	const { recurrence, rule, observed, fixed, leftOut } = question;
	const { issue, order } = recurrence;
	const versions = order.newestFirst(observed.map(({ version }) => version));
	const judged = versions.flatMap((version): readonly Judged[] => {
		const fix = decidingFix(version, fixed, order);
		const comparison = order.compare(version, fix.version);
		return comparison === undefined ? [] : [{ version, fix, comparison }];
	});
	const least = rule.comparison === 'later' ? 1 : 0;
	const hit = judged.find(({ comparison }) => comparison.order >= least);
	const decided = hit ?? judged[0];
	if (decided === undefined) {
		const reason = reasonForNoOrder(issue.key, rule, versions, fixed);
		return { kind: 'unknown', because: 'noOrder', reason };
	}
	const placed = judged.map(({ version }) => version);
	const unplaced = versions.filter((version) => !placed.includes(version));
	const reason = reasonForComparison({
		...decided,
		key: issue.key,
		rule,
		fixed: order.newestFirst(fixed),
		leftOut: [...leftOut, ...unplaced.map((text) => ({ text, because: 'noOrder' }) as const)],
		others: judged.length - 1,
		reopens: hit !== undefined,
	});
	if (hit === undefined) return { kind: 'stay', because: 'coveredByFix', reason };
	const count = countOf(hit.version, observed);
	return {
		kind: 'reopen',
		observed: hit.version,
		fixed: hit.fix.version,
		...(count > 0 && { count }),
		reason,
	};
}

function countOf(version: string, observed: readonly Candidate[]): number {
	return observed.reduce((sum, row) => (row.version === version ? sum + (row.count ?? 0) : sum), 0);
}
