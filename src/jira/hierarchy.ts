import type { ParentPlace, ParentTracker, TypeAt } from '../engine/hierarchy/ports';
import type { IssueRead } from '../engine/ports';
import { field, id, isObject, textOf } from '../model/decode';
import { inputError, isFailure } from '../model/failure';
import type { JiraIssue } from '../model/issue';
import { segment, type JiraConnection } from './connection';
import { EPIC_LINK_TYPE, EPIC_NAME_TYPE } from './field-codec/epic';
import { keysJql } from './jql';
import { linkIssuesOfType } from './links';
import type { IssueTypeChoice, JiraMetadata } from './metadata';
import { goneIsFine } from './properties';
import { chunksOf, searchIssues, type ReadIssue } from './search';

/** Keys in one search: as many as a page has rows. */
const KEYS = 100;

/** The hierarchy of issues of one Jira (docs/design/hierarchy.md, rows H1 to H5). */
export function createHierarchy(
	connection: JiraConnection,
	metadata: JiraMetadata,
	readIssue: ReadIssue,
): ParentTracker {
	const { epicsAreParents } = connection.dialect;
	const epicField = async (): Promise<string | undefined> => {
		if (epicsAreParents) return undefined;
		const fields = await metadata.fields();
		return fields.find(({ schema }) => schema.custom?.endsWith(EPIC_LINK_TYPE))?.id;
	};
	const typeOf = async ({ project, issueType }: TypeAt) =>
		await metadata.issueType(project, issueType);
	return {
		async parentFields() {
			const epic = await epicField();
			return ['parent', ...(epic === undefined ? [] : [epic])];
		},
		parentPlace: async (child, parent) => {
			const [below, above] = [await typeOf(child), await typeOf(parent)];
			if (below.subtask && above.subtask) throw inputError(nested(below, above));
			if (below.subtask) return PARENT;
			if (epicsAreParents) return levelOf(above) - levelOf(below) === 1 ? PARENT : { kind: 'link' };
			const epic = await epicField();
			if (epic === undefined || above.subtask || (await isEpic(metadata, child, below)))
				return { kind: 'link' };
			return (await isEpic(metadata, parent, above))
				? { kind: 'field', field: epic }
				: { kind: 'link' };
		},
		async parentField(child) {
			const found = epicsAreParents || (await typeOf(child)).subtask ? 'parent' : await epicField();
			if (found === undefined) throw inputError('This Jira has no field for epics.');
			return found;
		},
		isSubtask: async (type) => (await typeOf(type)).subtask,
		readIssues: (keys, read) => readByKey(connection, readIssue, keys, read),
		linkIssues: (typeName, issueId, otherKey) =>
			linkIssuesOfType(connection, typeName, issueId, otherKey),
		unlinkIssues: (typeName, issueId, otherKey) =>
			unlinkIssues(connection, typeName, issueId, otherKey),
	};
}

const PARENT: ParentPlace = { kind: 'field', field: 'parent' };

function nested(child: IssueTypeChoice, parent: IssueTypeChoice): string {
	return `A "${child.name}" cannot be below a "${parent.name}": both are sub-tasks. Choose another issue type for one of the two kinds of records.`;
}

/** Cloud tells the level: 1 for epics, -1 for sub-tasks. Where it does not, a type is an ordinary one. */
function levelOf({ subtask, level = subtask ? -1 : 0 }: IssueTypeChoice): number {
	return level;
}

/** Data Center tells no level: an epic is what has the field Epic Name on its create screen. */
async function isEpic(
	metadata: JiraMetadata,
	{ project }: TypeAt,
	{ id: typeId }: IssueTypeChoice,
): Promise<boolean> {
	const screen = await metadata.createFields(project, typeId);
	return screen.some(({ schema }) => schema.custom?.endsWith(EPIC_NAME_TYPE));
}

/** Jira refuses a query with a key that is not there: then the issues are read one by one. */
async function readByKey(
	connection: JiraConnection,
	readIssue: ReadIssue,
	keys: readonly string[],
	read: IssueRead,
): Promise<readonly JiraIssue[]> {
	const found: JiraIssue[] = [];
	for (const chunk of chunksOf([...new Set(keys)], KEYS)) {
		const search = searchIssues(connection, readIssue, keysJql(chunk), read, KEYS);
		const outcome = await search.then(
			(issues) => ({ issues, error: undefined }),
			(error: unknown) => ({ issues: [], error }),
		);
		if (outcome.error === undefined) found.push(...outcome.issues);
		else if (!isFailure(outcome.error, 'validation')) throw outcome.error;
		else for (const key of chunk) found.push(...(await readIfThere(readIssue, key, read)));
	}
	return found;
}

async function readIfThere(
	readIssue: ReadIssue,
	key: string,
	read: IssueRead,
): Promise<readonly JiraIssue[]> {
	const outcome = await readIssue(key, read).then(
		(issue) => ({ issues: [issue], error: undefined }),
		(error: unknown) => ({ issues: [], error }),
	);
	const isGone = isFailure(outcome.error, 'notFound') || isFailure(outcome.error, 'permission');
	if (outcome.error === undefined || isGone) return outcome.issues;
	throw outcome.error;
}

async function unlinkIssues(
	{ dialect, get, send }: JiraConnection,
	typeName: string,
	issueId: string,
	otherKey: string,
): Promise<void> {
	const path = `/issue/${segment(issueId)}`;
	const body = await get(path, `read the links of issue ${issueId}`, { fields: 'issuelinks' });
	const fields = isObject(body) && isObject(body['fields']) ? body['fields'] : {};
	const links = Array.isArray(fields['issuelinks']) ? fields['issuelinks'].filter(isObject) : [];
	for (const link of links) {
		const type = isObject(link['type']) ? textOf(link['type']['name']) : undefined;
		const other = [link['inwardIssue'], link['outwardIssue']].find(isObject);
		if (type?.toLowerCase() !== typeName.toLowerCase() || textOf(other?.['key']) !== otherKey)
			continue;
		const linkPath = `${dialect.apiRoot}/issueLink/${segment(field(link, 'id', id, 'issue link'))}`;
		const headers = { 'content-type': 'application/json' };
		const removal = send(
			{ method: 'DELETE', path: linkPath, headers },
			{ action: `remove the link between issue ${issueId} and ${otherKey}` },
		);
		await goneIsFine(removal);
	}
}
