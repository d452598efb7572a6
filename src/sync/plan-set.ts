import { emit } from './emit';
import type { FieldDecision, FieldPlan, FieldPlanOptions, FieldRules, Known } from './field-plan';
import { mergeSets, sameSet, toNameSet, type NameSet } from './merge';
import { isStored, storeValue, type FieldSnapshot } from './snapshot';

/**
 * Row M8. A one-way set takes only the leading side's additions and removals, and leaves the other's own; enforced, the other
 * follows the leading side whole (row M7).
 */
export function planSet(rules: FieldRules, known: Known, options: FieldPlanOptions): FieldPlan {
	const { source, jira } = known;
	const inJira = toNameSet(jira);
	const { target, bases, jiraBase } = targetSet(rules, known, options);
	const wanted = target.length === 0 ? null : target;
	const toJira = rules.direction !== 'toSource' && !sameSet(target, inJira);
	const toSource = rules.direction !== 'toJira' && !sameSet(target, toNameSet(source));
	const kind =
		toJira && toSource ? 'both' : toJira ? 'toJira' : toSource ? 'toSource' : 'converged';
	const decision: FieldDecision = { kind, row: 'M8', source, jira };
	const after = storeValue(toJira ? wanted : jira, options.digest);
	const settled = { s: storeValue(source, options.digest), j: after };
	if (!toSource)
		return { decision, next: settled, warnings: [], ...(toJira && { toJira: wanted }) };
	const sent = { v: storeValue(wanted, options.digest), j: after };
	// Jira takes the source's changes with this very snapshot, so the base takes them too. With the old base, a later removal of
	// the same name in Jira would look like an addition that Jira still lacks.
	const base = toJira ? { s: toNameSet(source), j: jiraBase } : bases;
	const state = { ...known.state, ...(base && storedBases(base, options)) };
	const plan = emit(decision, wanted, state, { settled, sent }, options);
	return toJira ? { ...plan, toJira: wanted } : plan;
}

interface Bases {
	readonly s: NameSet;
	readonly j: NameSet;
}

function storedBases(
	{ s, j }: Bases,
	{ digest }: FieldPlanOptions,
): Pick<FieldSnapshot, 's' | 'j'> {
	const store = (names: NameSet) =>
		storeValue(names.length === 0 ? null : [...names].sort(), digest);
	return { s: store(s), j: store(j) };
}

interface TargetSet {
	readonly target: NameSet;
	/** The bases after what arrived; absent where none is known by its names. */
	readonly bases?: Bases;
	/** What both share once Jira took the source's changes: from here on only Jira's own changes are left to tell. */
	readonly jiraBase: NameSet;
}

function targetSet(
	rules: FieldRules,
	{ source, jira, state }: Known,
	{ digest }: FieldPlanOptions,
): TargetSet {
	const [inSource, inJira] = [toNameSet(source), toNameSet(jira)];
	if (state.gone === true)
		return { target: mergeSets(undefined, inSource, inJira), jiraBase: inSource };
	if (state.s === undefined || state.j === undefined)
		return { target: linkSets(rules, inSource, inJira), jiraBase: inSource };
	if (rules.againstDirection === 'enforce' && rules.direction !== 'both')
		return { target: rules.direction === 'toJira' ? inSource : inJira, jiraBase: inSource };
	const bases = knownBases(state, inSource);
	if (bases === undefined) {
		// Of a list too long to store only a digest is known: which side changed, but not in which name.
		if (isStored(state.s, source, digest)) return { target: inJira, jiraBase: inSource };
		if (isStored(state.j, jira, digest)) return { target: inSource, jiraBase: inSource };
		return { target: mergeSets(undefined, inSource, inJira), jiraBase: inSource };
	}
	const jiraBase = rebase(inSource, bases.s, bases.j);
	return { target: mergeSets(bases.j, jiraBase, inJira), bases, jiraBase };
}

/**
 * Row W2, name by name: what was sent and shows in the source has arrived, even if people changed other names there since. Else a
 * name that the source dropped because Jira had would be taken for the source's own removal.
 */
function knownBases({ s, j, sent }: FieldSnapshot, inSource: NameSet): Bases | undefined {
	const [sourceBase, jiraBase] = [baseSet(s), baseSet(j)];
	if (sourceBase === undefined || jiraBase === undefined) return undefined;
	const [sentSource, sentJira] = [baseSet(sent?.v), baseSet(sent?.j)];
	if (sentSource === undefined || sentJira === undefined) return { s: sourceBase, j: jiraBase };
	const arrived = new Set(
		[...sourceBase, ...sentSource].filter(
			(name) =>
				sourceBase.includes(name) !== sentSource.includes(name) &&
				inSource.includes(name) === sentSource.includes(name),
		),
	);
	const take = (base: NameSet, from: NameSet): NameSet => [
		...base.filter((name) => !arrived.has(name)),
		...from.filter((name) => arrived.has(name)),
	];
	return { s: take(sourceBase, sentSource), j: take(jiraBase, sentJira) };
}

function baseSet(stored: FieldSnapshot['s']): NameSet | undefined {
	if (stored === undefined) return undefined;
	if (stored === null) return [];
	return Array.isArray(stored) ? stored.map(String) : undefined;
}

function linkSets(rules: FieldRules, source: NameSet, jira: NameSet): NameSet {
	if (rules.onLinking === 'fillBlanks') return mergeSets(undefined, source, jira);
	return rules.onLinking === 'source' ? source : jira;
}

/** The source's changes since its own base, put on Jira's base: the two bases differ after a one-way merge. */
function rebase(source: NameSet, sourceBase: NameSet, jiraBase: NameSet): NameSet {
	const removed = new Set(sourceBase.filter((name) => !source.includes(name)));
	const added = source.filter((name) => !sourceBase.includes(name));
	return [...new Set([...jiraBase.filter((name) => !removed.has(name)), ...added])].sort();
}
