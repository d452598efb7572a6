import type { RankTracker } from '../engine/rank/ports';
import { isObject, textOf } from '../model/decode';
import type { JiraConnection } from './connection';
import { keysJql } from './jql';
import { searchIssues, type ReadIssue } from './search';

/** Ids that one search takes to see as they are at this moment (Jira Cloud REST v3, `reconcileIssues`). */
const FRESH_IDS = 50;

/** The order of issues on boards and in the backlog: Jira Software's, on both products. */
export function createRank(connection: JiraConnection, readIssue: ReadIssue): RankTracker {
	return {
		async rankOrder(keys, freshIds) {
			const jql = `${keysJql(keys)} ORDER BY Rank ASC`;
			const read = { fields: [], properties: [] };
			const fresh = freshIds.slice(0, FRESH_IDS);
			const found = await searchIssues(connection, readIssue, jql, read, Infinity, fresh);
			return found.map(({ key }) => key);
		},
		async rankIssues({ issues, anchor, side }) {
			const beside = side === 'after' ? { rankAfterIssue: anchor } : { rankBeforeIssue: anchor };
			const request = {
				method: 'PUT',
				path: '/rest/agile/1.0/issue/rank',
				body: { issues, ...beside },
			} as const;
			const answer = await connection.send(request, { action: `rank ${issues.length} issues` });
			return refusalsOf(answer);
		},
	};
}

/** 207: some were moved, and each entry says what became of one. */
function refusalsOf(answer: unknown): readonly string[] {
	const entries = isObject(answer) && Array.isArray(answer['entries']) ? answer['entries'] : [];
	return entries.filter(isObject).flatMap((entry) => {
		const status = Number(entry['status']);
		if (status >= 200 && status < 300) return [];
		const errors = Array.isArray(entry['errors']) ? entry['errors'].map(String) : [];
		const name = textOf(entry['issueKey']) ?? textOf(entry['issueId']) ?? 'An issue';
		return [`${name} was not ranked: ${errors.join(' ') || `Jira answered ${status}.`}`];
	});
}
