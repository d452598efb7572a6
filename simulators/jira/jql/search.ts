import { AnswerNow } from '../../kernel/http';
import { valueParts } from '../state/describe-value';
import type { IssueState } from '../state/model';
import { rankedIds } from '../state/ranking';
import { issueAt, maySee, projectOf, type Timeline } from '../state/world';
import { compileJql, type JqlContext, type Matcher } from './evaluate';
import { jqlRefusal } from './errors';
import { findJqlField } from './fields';
import type { JqlOrder, JqlQuery } from './parse';

const MOST_ORDERS = 7;

/**
 * Issues that match and that the caller may see. Matching looks at the index, which is `indexLagMs` behind, except for
 * the ids to reconcile; what is given back is the present state.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/ (reconcileIssues)
 */
export function searchIssues(
	context: JqlContext,
	query: JqlQuery,
	reconcile: readonly string[] = [],
): readonly IssueState[] {
	const { world, user } = context;
	const matches = matcherOf(context, query);
	const order = ordering(context, query.orderBy);
	const indexed = world.now() - world.indexLagMs;
	const at = (timeline: Timeline, id: string) =>
		reconcile.includes(id) ? timeline.moments.at(-1)?.state : issueAt(timeline, indexed);
	const found: IssueState[] = [];
	for (const [id, timeline] of world.timelines) {
		const seen = at(timeline, id);
		const present = timeline.moments.at(-1)?.state;
		if (seen === undefined || present === undefined) continue;
		if (maySee(user, projectOf(present)) && matches(seen)) found.push(present);
	}
	return found.sort(order);
}

/** For an anonymous caller of Cloud unknown fields and values find nothing instead of being refused. */
function matcherOf(context: JqlContext, query: JqlQuery): Matcher {
	if (query.where === undefined) return () => true;
	try {
		return compileJql(context, query.where);
	} catch (error) {
		const lenient = context.world.deployment === 'cloud' && context.user === undefined;
		if (lenient && error instanceof AnswerNow && error.answer.status === 400) return () => false;
		throw error;
	}
}

type Order = (left: IssueState, right: IssueState) => number;

/** Without an order the newest issue comes first. */
function ordering(context: JqlContext, orders: readonly JqlOrder[]): Order {
	if (orders.length > MOST_ORDERS) {
		throw jqlRefusal(`The maximum number of sort fields is ${MOST_ORDERS}.`);
	}
	const compare = orders.map((order) => orderBy(context, order));
	return (left, right) => {
		for (const one of compare) {
			const result = one(left, right);
			if (result !== 0) return result;
		}
		return Number(right.id) - Number(left.id);
	};
}

function orderBy({ world }: JqlContext, { field: name, descending }: JqlOrder): Order {
	const sign = descending ? -1 : 1;
	if (name.toLowerCase() === 'rank') {
		const places = new Map(rankedIds(world).map((id, place) => [id, place]));
		return (left, right) => sign * ((places.get(left.id) ?? 0) - (places.get(right.id) ?? 0));
	}
	const field = findJqlField(world, name);
	if (field === undefined) {
		throw jqlRefusal(`Field '${name}' does not exist or you do not have permission to view it.`);
	}
	if (field.kind === 'issue') {
		return (left, right) => sign * (Number(left.id) - Number(right.id));
	}
	const rank = (issue: IssueState): number | string => {
		if (field.kind === 'instant') return field.time(issue) ?? 0;
		if (field.kind === 'number') return field.number(issue) ?? 0;
		if (field.kind === 'text') return field.text(issue).toLowerCase();
		const [first] = field.parts(issue);
		if (!field.ranked || first === undefined) return nameOf(issue, name) ?? '';
		return (field.candidates ?? []).findIndex(({ id }) => id === first);
	};
	const nameOf = (issue: IssueState, id: string): string | undefined => {
		const stored = world.fields.get(id);
		return stored === undefined
			? undefined
			: valueParts(world, stored, issue.values[id])[0]?.text?.toLowerCase();
	};
	return (left, right) => {
		const [a, b] = [rank(left), rank(right)];
		return a === b ? 0 : sign * (a < b ? -1 : 1);
	};
}
