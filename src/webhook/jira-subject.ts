import type { ChangeEventName, ChangeSubject } from '../model/change-event';
import { isObject, textOf, type UnknownRecord } from '../model/decode';

/** Where the body keeps what an event is about, by what the event's name begins with. */
const PARTS: readonly (readonly [prefix: string, type: ChangeSubject['type']])[] = [
	['attachment', 'attachment'],
	['issueLink', 'issueLink'],
	['sprint', 'sprint'],
	['version', 'version'],
	['worklog', 'worklog'],
];

/** What an event is about beside the issue; undefined for events of issues and comments, and when the body does not tell. */
export function subjectOf(name: ChangeEventName, body: UnknownRecord): ChangeSubject | undefined {
	const type = PARTS.find(([prefix]) => name.startsWith(prefix))?.[1];
	const part = type === undefined ? undefined : body[type];
	if (type === undefined || !isObject(part)) return undefined;
	const id = textOf(part['id']);
	if (id === undefined) return undefined;
	const kind = isObject(part['issueLinkType']) ? part['issueLinkType'] : {};
	const title = textOf(part['name']) ?? textOf(part['filename']) ?? textOf(kind['name']);
	const destinationIssueId = textOf(part['destinationIssueId']);
	const boardId = textOf(part['originBoardId']);
	const merged = textOf(isObject(body['mergedTo']) ? body['mergedTo']['id'] : undefined);
	return {
		type,
		id,
		...(title !== undefined && { name: title }),
		...(destinationIssueId !== undefined && { destinationIssueId }),
		...(boardId !== undefined && { boardId }),
		...(merged !== undefined && { mergedToId: merged }),
	};
}

/** Events of versions name their project by its id. */
export function projectIdOf(body: UnknownRecord): string | undefined {
	const version = isObject(body['version']) ? body['version'] : {};
	return textOf(version['projectId']);
}
