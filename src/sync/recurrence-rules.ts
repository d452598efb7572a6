import { assertNever } from '../model/assert-never';
import { own } from '../model/own';
import type { FieldValues } from '../model/record';
import { attributeValues } from './attribute';
import type { SafePattern } from './safe-pattern';
import { compareVersions, parseVersion } from './version-order';

/** What an expression makes of a text: the version, or why there is none. */
export type ExtractedVersion =
	| { readonly kind: 'version'; readonly version: string }
	/** The expression does not match. */
	| { readonly kind: 'noMatch' }
	/** Not among the versions that count, such as a development build. */
	| { readonly kind: 'notAllowed' };

/** How a version is cut out of text. */
export type VersionExtractor = (text: string) => ExtractedVersion;

/** How a condition looks at an attribute (docs/design/regression.md, C1 to C6). */
export type ConditionTest =
	| 'equals'
	| 'notEquals'
	| 'oneOf'
	| 'noneOf'
	| 'contains'
	| 'notContains'
	| 'matches'
	| 'numberAtLeast'
	| 'numberAtMost'
	| 'versionAtLeast'
	| 'versionAtMost'
	| 'exists'
	| 'missing';

export interface RuleCondition {
	/** Name of the record's attribute. */
	readonly attribute: string;
	readonly test: ConditionTest;
	/** What it is compared with: one value, or several for `oneOf` and `noneOf`. */
	readonly values: readonly string[];
	/** For `matches`. */
	readonly pattern?: SafePattern;
}

/** One rule of the advanced builder: for which records it is, and how their versions are judged. */
export interface RecurrenceRule {
	/** Named in the reason; absent for the node's own settings, which hold for whatever no rule takes. */
	readonly name?: string;
	readonly combine: 'all' | 'any';
	/** None means every record. */
	readonly conditions: readonly RuleCondition[];
	/** Attribute of the record that holds the versions. */
	readonly versionAttribute: string;
	readonly observed: VersionExtractor;
	/** Id of the Jira field that names the fix, usually `fixVersions`. */
	readonly fixField: string;
	readonly fixed: VersionExtractor;
	/** `later`: only versions after the fix; `sameOrLater`: the fixed version itself as well. */
	readonly comparison: 'later' | 'sameOrLater';
}

/** The first rule whose conditions hold (row R4). */
export function chooseRule(
	rules: readonly RecurrenceRule[],
	values: FieldValues,
): RecurrenceRule | undefined {
	return rules.find(
		({ combine, conditions }) =>
			conditions.length === 0 ||
			(combine === 'all'
				? conditions.every((condition) => holds(condition, values))
				: conditions.some((condition) => holds(condition, values))),
	);
}

/** An attribute with several values (a list, a histogram) holds when one of them does; a `not` test when none does. */
export function holds(condition: RuleCondition, values: FieldValues): boolean {
	const { test, values: wanted, pattern } = condition;
	const texts = attributeValues(own(values, condition.attribute)).filter((text) => text !== '');
	const some = (check: (text: string) => boolean): boolean => texts.some(check);
	const [first = ''] = wanted;
	switch (test) {
		case 'equals':
		case 'oneOf':
			return some((text) => isAmong(text, wanted));
		case 'notEquals':
		case 'noneOf':
			return !some((text) => isAmong(text, wanted));
		case 'contains':
			return some((text) => plain(text).includes(plain(first)));
		case 'notContains':
			return !some((text) => plain(text).includes(plain(first)));
		case 'matches':
			return pattern !== undefined && some((text) => pattern.isFoundIn(text));
		case 'numberAtLeast':
			return some((text) => (compareNumbers(text, first) ?? -1) >= 0);
		case 'numberAtMost':
			return some((text) => (compareNumbers(text, first) ?? 1) <= 0);
		case 'versionAtLeast':
			return some((text) => (compareTexts(text, first) ?? -1) >= 0);
		case 'versionAtMost':
			return some((text) => (compareTexts(text, first) ?? 1) <= 0);
		case 'exists':
			return texts.length > 0;
		case 'missing':
			return texts.length === 0;
		default:
			return assertNever(test);
	}
}

/** Case and outer spaces do not count, as in Jira's own names. */
function plain(text: string): string {
	return text.trim().toLowerCase();
}

function isAmong(text: string, wanted: readonly string[]): boolean {
	return wanted.some((value) => plain(value) === plain(text));
}

function compareNumbers(left: string, right: string): number | undefined {
	const [a, b] = [left, right].map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
	if (a === undefined || b === undefined || Number.isNaN(a) || Number.isNaN(b)) return undefined;
	return Math.sign(a - b);
}

function compareTexts(left: string, right: string): number | undefined {
	const [a, b] = [parseVersion(left), parseVersion(right)];
	return a === undefined || b === undefined ? undefined : compareVersions(a, b);
}
