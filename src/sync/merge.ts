import { jsonEqual, type JsonValue } from '../model/json';
import type { AgainstDirection, LinkingPolicy, SyncDirection } from './mapping';
import type { TimedPolicy } from './newer';

/** Rows of the decision tables in docs/design/merge.md; tests name them. */
export type MergeRow =
	| 'M1'
	| 'M2'
	| 'M3'
	| 'M4'
	| 'M5'
	| 'M6'
	| 'M7'
	| 'M8'
	| 'M9'
	| 'W1'
	| 'W2'
	| 'W3'
	| 'W4'
	| 'W6'
	| 'W7';

/** Which sides differ from what they held when they were last in step. */
export interface SideChanges {
	/** There is no base: the pair was just linked, or the field was just mapped. */
	readonly first: boolean;
	readonly source: boolean;
	readonly jira: boolean;
	/** The two present values mean the same. */
	readonly equal: boolean;
}

export interface MergeRules {
	readonly direction: SyncDirection;
	/** `preferNewer` is resolved before (`policyByTime`): the merge knows no clock. */
	readonly onConflict: TimedPolicy['policy'];
	readonly onLinking: LinkingPolicy;
	readonly againstDirection: AgainstDirection;
}

/** What is to be done about one field, before any value is looked at. */
export type MergeVerdict =
	| { readonly kind: 'unchanged'; readonly row: MergeRow }
	/** Both sides agree (or agree to differ): only the base moves. */
	| { readonly kind: 'converged'; readonly row: MergeRow }
	| { readonly kind: 'toJira'; readonly row: MergeRow }
	| { readonly kind: 'toSource'; readonly row: MergeRow }
	/** A change against a one-way direction that is left as it is. */
	| { readonly kind: 'left'; readonly row: MergeRow }
	| { readonly kind: 'conflict'; readonly row: MergeRow };

/**
 * Three-way merge of one field (rows M1 to M5, M7 of docs/design/merge.md), without policies.
 *
 * Pure: clock, network and policy stay outside. A conflict is a value, so one disputed field never blocks its neighbours.
 */
export function mergeField(changes: SideChanges): MergeVerdict {
	if (changes.equal) {
		return changes.first || changes.source || changes.jira
			? { kind: 'converged', row: 'M2' }
			: { kind: 'unchanged', row: 'M1' };
	}
	if (changes.first) return { kind: 'conflict', row: 'M6' };
	if (changes.source && changes.jira) return { kind: 'conflict', row: 'M5' };
	if (changes.source) return { kind: 'toJira', row: 'M3' };
	if (changes.jira) return { kind: 'toSource', row: 'M4' };
	return { kind: 'unchanged', row: 'M1' };
}

/** Second pass: decides what a policy can decide, and leaves what the direction forbids. */
export function applyPolicies(
	verdict: MergeVerdict,
	rules: MergeRules,
	blank: { readonly source: boolean; readonly jira: boolean },
): MergeVerdict {
	if (verdict.kind === 'conflict' && verdict.row === 'M6') return applyLinking(rules, blank);
	const decided = verdict.kind === 'conflict' ? applyConflictPolicy(verdict, rules) : verdict;
	return applyDirection(decided, rules);
}

function applyConflictPolicy(verdict: MergeVerdict, rules: MergeRules): MergeVerdict {
	if (rules.onConflict === 'ask') return verdict;
	return { kind: rules.onConflict === 'preferSource' ? 'toJira' : 'toSource', row: 'M5' };
}

function applyLinking(
	rules: MergeRules,
	blank: { readonly source: boolean; readonly jira: boolean },
): MergeVerdict {
	if (rules.onLinking !== 'fillBlanks')
		return applyDirection(
			{ kind: rules.onLinking === 'source' ? 'toJira' : 'toSource', row: 'M6' },
			rules,
		);
	// Enforcing a direction is no reason to empty the side that is filled.
	const fill = { ...rules, againstDirection: 'leave' } as const;
	if (blank.jira) return applyDirection({ kind: 'toJira', row: 'M6' }, fill);
	if (blank.source) return applyDirection({ kind: 'toSource', row: 'M6' }, fill);
	// Both are filled and differ: they stay so, and later edits flow from here.
	return { kind: 'converged', row: 'M6' };
}

/** Row M7. A first difference (M6) that may not flow its way moves the base, so that later edits are seen as edits. */
function applyDirection(verdict: MergeVerdict, rules: MergeRules): MergeVerdict {
	const forbidden =
		(verdict.kind === 'toJira' && rules.direction === 'toSource') ||
		(verdict.kind === 'toSource' && rules.direction === 'toJira');
	if (!forbidden) return verdict;
	if (rules.againstDirection === 'enforce')
		return { kind: verdict.kind === 'toJira' ? 'toSource' : 'toJira', row: 'M7' };
	return verdict.row === 'M6' ? { kind: 'converged', row: 'M7' } : { kind: 'left', row: 'M7' };
}

/** A list of names where order means nothing. */
export type NameSet = readonly string[];

/**
 * Row M8: both sides' additions and removals are kept; an element that one side removed and nobody added stays removed.
 *
 * Without a base the two are united: nothing shows that an absence was meant.
 */
export function mergeSets(base: NameSet | undefined, source: NameSet, jira: NameSet): NameSet {
	const known = new Set(base ?? []);
	const inSource = new Set(source);
	const inJira = new Set(jira);
	const all = new Set([...known, ...source, ...jira]);
	const kept = [...all].filter((name) =>
		known.has(name) ? inSource.has(name) && inJira.has(name) : true,
	);
	return kept.sort();
}

/** Reads a canonical value as a set; `null` is the empty one. */
export function toNameSet(value: JsonValue | undefined): NameSet {
	if (value === null || value === undefined) return [];
	return Array.isArray(value) ? value.map(String) : [String(value)];
}

export function sameSet(left: NameSet, right: NameSet): boolean {
	return jsonEqual([...left].sort(), [...right].sort());
}
