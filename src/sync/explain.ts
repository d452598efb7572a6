import type { JsonValue } from '../model/json';
import type { DecisionKind, FieldDecision } from './plan-field';

const WORDS: Readonly<Record<DecisionKind, string>> = {
	unchanged: 'unchanged',
	converged: 'both sides agree',
	toJira: 'source → Jira',
	toSource: 'Jira → source',
	both: 'merged into both sides',
	left: 'left as it is',
	conflict: 'conflict: both sides changed, nothing was moved',
	parked: 'given up until either side changes',
	unmapped: 'cannot be mapped',
	absent: 'not in the record',
};

/** One line a field that a person can read: what was decided, by which row of the table, about which values. */
export function explainDecision(key: string, decision: FieldDecision): string {
	const row = decision.row === undefined ? '' : ` [${decision.row}]`;
	const policy =
		decision.conflict === true && decision.kind !== 'conflict'
			? ' (both sides had changed; the policy chose)'
			: '';
	const values =
		'source' in decision || 'jira' in decision
			? ` — source: ${show(decision.source)}, Jira: ${show(decision.jira)}`
			: '';
	const reason = decision.reason === undefined ? '' : `. ${decision.reason}`;
	const disputed =
		decision.disputed === undefined
			? ''
			: `. It had: source ${show(decision.disputed.s)}, Jira ${show(decision.disputed.j)}`;
	return `${key}: ${WORDS[decision.kind]}${row}${policy}${values}${reason}${disputed}`;
}

/** Lines for every field that is not simply unchanged. */
export function explain(decisions: Readonly<Record<string, FieldDecision>>): readonly string[] {
	return Object.entries(decisions).flatMap(([key, decision]) =>
		decision.kind === 'unchanged' ? [] : [explainDecision(key, decision)],
	);
}

const SHOWN = 80;

function show(value: JsonValue | undefined): string {
	if (value === undefined || value === null) return 'empty';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > SHOWN ? `"${text.slice(0, SHOWN)}…"` : `"${text}"`;
}
