import type { JiraIssue } from '../../src/model/issue';
import type { JsonValue } from '../../src/model/json';
import type { FieldPlanOptions } from '../../src/sync/plan-field';
import type { SyncState } from '../../src/sync/plan';
import { newSnapshot, type FieldSnapshot } from '../../src/sync/snapshot';
import { digest } from './engine-world';
import { SCHEMAS } from './memory-store';

export const LINK = { system: 'backtrace', recordId: '7' };

/** An issue that holds these fields and nothing else of interest. */
export function issueWith(
	fields: Readonly<Record<string, JsonValue>>,
	changes: Partial<JiraIssue> = {},
): JiraIssue {
	return {
		id: '10001',
		key: 'ABC-1',
		url: 'https://jira.example/browse/ABC-1',
		projectKey: 'ABC',
		issueType: { id: '1', name: 'Bug' },
		status: { id: 's-To Do', name: 'To Do', category: 'new' },
		assignee: null,
		updatedAt: 0,
		fields,
		schemas: SCHEMAS,
		properties: {},
		...changes,
	};
}

/** Both sides of a pair with the snapshot between them. */
export function stateOf(
	source: Readonly<Record<string, JsonValue>>,
	jira: Readonly<Record<string, JsonValue>>,
	snapshot: Readonly<Record<string, FieldSnapshot>> = {},
	changes: Partial<JiraIssue> = {},
): SyncState {
	return {
		record: { system: 'backtrace', id: '7', values: source },
		issue: issueWith(jira, changes),
		snapshot: { ...newSnapshot(LINK), fields: snapshot },
		found: {},
		changed: {},
	};
}

export const CONNECTED: FieldPlanOptions = { delivery: 'connected', retryParked: false, digest };
export const WORKFLOW: FieldPlanOptions = { delivery: 'workflow', retryParked: false, digest };
