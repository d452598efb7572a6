import type { JsonValue } from '../../model/json';
import type { FieldPlan, FieldRules } from '../field-plan';
import type { SyncDirection } from '../mapping';
import { policyByTime } from '../newer';
import { planField } from '../plan-field';
import type { FieldSides } from '../sides';
import { plainForm } from '../rich-sides';
import type { LinkedComments } from './match';
import { jiraBody, sourceBody, wordsOf } from './state';
import {
	heldBack,
	leavesJira,
	leavesSource,
	REFUSED,
	same,
	type CommentStep,
	type LinkPlanContext,
	type PlannedLink,
} from './planned-link';
import { mayMove, type CommentRules } from './rules';
import { sameOnBothSides } from './words';
import { shortBase } from './table';

/** Row C8: both are there, and their words are a field like any other. */
export function planBoth(context: LinkPlanContext, linked: LinkedComments): PlannedLink {
	const { rules, options } = context;
	const { link } = linked;
	const direction = openWay(rules, linked);
	if (link.b === undefined || direction === undefined) return same(linked);
	const sides = bodySides(context, linked);
	const plan = planField(bodyRules(rules, direction, linked), sides, link.b, options);
	if (plan.toJira === null || plan.toSource === null)
		return same(linked, { kind: 'kept', row: 'C14', reason: BLANK });
	const { x: _x, d: _d, ...rest } = link;
	const next = { ...rest, b: shortBase(plan.next, options.digest) };
	const step = stepOf(rules, linked, plan);
	return { before: linked, next, ...(step && { step }) };
}

const BLANK = 'The comment has no words any more; Jira and most systems take no empty comment.';

function stepOf(
	rules: CommentRules,
	linked: LinkedComments,
	{ decision, toJira, toSource }: FieldPlan,
): CommentStep | undefined {
	const { kind, row = 'C8', conflict, reason } = decision;
	const told = { row, decision, ...(reason !== undefined && { reason }) };
	if (typeof toJira === 'string') return { ...told, kind: 'edit', to: 'jira', body: toJira };
	if (typeof toSource === 'string') return { ...told, kind: 'edit', to: 'source', body: toSource };
	if (kind === 'conflict') return { ...told, kind };
	if ((kind === 'unchanged' || kind === 'converged') && conflict !== true) return undefined;
	const refused = row === 'W7' ? { row: 'C19', reason: REFUSED } : {};
	return { ...told, kind: 'kept', ...refused, ...heldBack(rules, linked) };
}

/** Which way the words may move; nothing when a restriction closes the only way that is open. */
function openWay(rules: CommentRules, linked: LinkedComments): SyncDirection | undefined {
	const out = mayMove(rules, 'toSource') && leavesJira(rules, linked);
	const into = mayMove(rules, 'toJira') && leavesSource(rules, linked);
	if (out && into) return 'both';
	if (out) return 'toSource';
	return into ? 'toJira' : undefined;
}

function bodyRules(
	rules: CommentRules,
	direction: SyncDirection,
	{ link, source, jira }: LinkedComments,
): FieldRules {
	const { policy, reason } = policyByTime(
		{ onConflict: rules.onConflict, jira: 'comment' },
		source?.updatedAt,
		jira === undefined ? {} : { comment: jira.updatedAt },
	);
	return {
		source: rules.attribute,
		jira: 'comment',
		direction,
		onConflict: policy,
		policyReason: reason,
		onLinking: link.o === 's' ? 'source' : 'jira',
		// A way that a restriction closed is no leading side: nothing is put back.
		againstDirection: direction === rules.direction ? rules.againstDirection : 'leave',
	};
}

function bodySides({ state }: LinkPlanContext, { link, source, jira }: LinkedComments): FieldSides {
	const { route } = state;
	const inSource = source === undefined ? null : sourceBody(link, source, state);
	const inJira = jira === undefined ? null : jiraBody(link, jira, state);
	const value = (json: JsonValue) => ({ kind: 'value', value: json }) as const;
	return {
		source: value(inSource),
		jira: value(inJira),
		isSet: false,
		equal: () => sameOnBothSides(wordsOf(state), inSource, inJira),
		forJira: () => value(inSource),
		forSource: () => value(inJira),
		warnings: () => [],
		lookUp: [],
		...(route && { plain: (text) => plainForm(route, text) }),
	};
}
