import { isObject, type UnknownRecord } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badRequest } from '../state/errors';
import type { HistoryEntry, IssueState } from '../state/model';
import { findIssue, maySee, projectOf } from '../state/world';
import { ok, type AddRoute, type Call, type Handler } from './call';
import { expansions, propertiesPart } from './issue-routes';
import { fieldSelector, renderFields, renderHistory } from './render-issue';
import { selfUrl } from './view';

/**
 * Many issues, or their changelogs, in one request. Cloud only.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 */
export function addBulkRoutes(add: AddRoute): void {
	add('POST', '/issue/bulkfetch', 'anonymous', fetchIssues);
	add('POST', '/changelog/bulkfetch', 'anonymous', fetchChangelogs);
}

const MOST_ISSUES = 100;
const MOST_CHANGELOGS = 1000;
const MOST_FIELDS = 10;

function bodyOf(call: Call): UnknownRecord {
	if (!isObject(call.body)) throw unreadableBody();
	return call.body;
}

function textsOf(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

/** The issues that the caller may see, each once, in ascending order of id; others are left out without a word. */
function issuesOf(call: Call, body: UnknownRecord, most: number): readonly IssueState[] {
	const wanted = textsOf(body.issueIdsOrKeys);
	if (wanted.length === 0 || wanted.length > most) {
		throw badRequest(`The number of issue IDs or keys must be between 1 and ${most}.`);
	}
	const found = wanted.flatMap((idOrKey) => findIssue(call.world, idOrKey) ?? []);
	const seen = found.filter((issue) => maySee(call.user, projectOf(issue)));
	const byId = new Map(seen.map((issue) => [issue.id, issue]));
	return [...byId.values()].sort((a, b) => Number(a.id) - Number(b.id));
}

const fetchIssues: Handler = (call) => {
	const body = bodyOf(call);
	const wanted = fieldSelector(textsOf(body.fields), '*navigable');
	const issues = issuesOf(call, body, MOST_ISSUES).map((issue) => ({
		expand: '',
		id: issue.id,
		self: selfUrl(call, `issue/${issue.id}`),
		key: issue.key,
		fields: renderFields(call, issue, wanted),
		...propertiesPart(issue, textsOf(body.properties)),
		...expansions(call, issue, textsOf(body.expand)),
	}));
	return ok({ issues, issueErrors: [] });
};

/** Oldest first; pages count changes, not issues. */
const fetchChangelogs: Handler = (call) => {
	const body = bodyOf(call);
	const fields = textsOf(body.fieldIds);
	if (fields.length > MOST_FIELDS) {
		throw badRequest(`The number of field IDs must not exceed ${MOST_FIELDS}.`);
	}
	const all = issuesOf(call, body, MOST_CHANGELOGS).flatMap((issue) =>
		issue.history.flatMap((entry) => {
			const kept = onlyFields(entry, fields);
			return kept === undefined ? [] : [{ issue, entry: kept }];
		}),
	);
	const start = Number(body.nextPageToken ?? 0);
	const size = Number(body.maxResults ?? MOST_CHANGELOGS);
	if (!Number.isInteger(start) || !Number.isInteger(size) || size < 1) {
		throw badRequest('The page token or the page size is invalid.');
	}
	const rows = all.slice(start, start + size);
	const end = start + rows.length;
	const issueIds = [...new Set(rows.map(({ issue }) => issue.id))];
	return ok({
		issueChangeLogs: issueIds.map((issueId) => ({
			issueId,
			changeHistories: rows
				.filter(({ issue }) => issue.id === issueId)
				.map(({ entry }) => renderHistory(call, entry)),
		})),
		...(end < all.length ? { nextPageToken: String(end) } : {}),
	});
};

function onlyFields(entry: HistoryEntry, fields: readonly string[]): HistoryEntry | undefined {
	if (fields.length === 0) return entry;
	const items = entry.items.filter(
		({ fieldId }) => fieldId !== undefined && fields.includes(fieldId),
	);
	return items.length === 0 ? undefined : { ...entry, items };
}
