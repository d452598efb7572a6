import type { JsonValue } from '../model/json';
import type { MergeRow } from './merge';
import type { FieldMapping } from './mapping';
import type { TimedPolicy } from './newer';
import type { DisputedValues, FieldSnapshot } from './snapshot';

/** How the source is reached: the engine writes it, or the workflow does after us (docs/design/merge.md). */
export type SourceDelivery = 'connected' | 'workflow';

export type DecisionKind =
	| 'unchanged'
	| 'converged'
	| 'toJira'
	| 'toSource'
	| 'both'
	| 'left'
	| 'conflict'
	| 'parked'
	| 'unmapped'
	| 'absent';

/** What was decided about one field, and why; the report shows it. */
export interface FieldDecision {
	readonly kind: DecisionKind;
	readonly row?: MergeRow;
	/** Present values, each as its side spells it. */
	readonly source?: JsonValue;
	readonly jira?: JsonValue;
	/** Both sides had changed and the policy chose: the other side's value is the one that gave way. */
	readonly conflict?: boolean;
	/** The two values between which an earlier run, which died, had to choose. */
	readonly disputed?: DisputedValues;
	readonly reason?: string;
}

export interface FieldPlan {
	readonly decision: FieldDecision;
	/** What this field of the snapshot becomes once the writes are done. */
	readonly next: FieldSnapshot;
	readonly toJira?: JsonValue;
	readonly toSource?: JsonValue;
	readonly warnings: readonly string[];
}

export interface FieldPlanOptions {
	readonly delivery: SourceDelivery;
	/** Hand out again what was parked. */
	readonly retryParked: boolean;
	readonly digest: (text: string) => string;
	/** Another run has just handed out this comment or file, so the workflow is writing it (rows C29, A24). Default never. */
	readonly isOnItsWay?: (item: string) => boolean;
	/** The engine writes the source's comments itself. Default false: they leave for the workflow. */
	readonly writesComments?: boolean;
}

/** A mapping whose policy needs no clock any more. */
export interface FieldRules extends Omit<FieldMapping, 'onConflict'> {
	readonly onConflict: TimedPolicy['policy'];
	/** Why that policy, where times decided it. */
	readonly policyReason?: string | undefined;
}

/** Present values, and what the snapshot knows after rows W1 to W3 were looked at. */
export interface Known {
	readonly source: JsonValue;
	readonly jira: JsonValue;
	readonly state: FieldSnapshot;
}
