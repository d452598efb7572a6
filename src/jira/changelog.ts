import { array, isObject, textOf } from '../model/decode';
import { own } from '../model/own';
import { segment, type JiraConnection } from './connection';
import { jiraTimeToIso } from './field-codec/date';
import type { JiraMetadata } from './metadata';

/**
 * When each of the fields was last changed, in milliseconds since the epoch; one request. Fields that the changelog does not
 * name are absent: never changed since the issue was created, or changed so long ago that Jira leaves it out.
 */
export async function readChangeTimes(
	connection: JiraConnection,
	metadata: JiraMetadata,
	issueId: string,
	fieldIds: readonly string[],
): Promise<Readonly<Record<string, number>>> {
	const body = await connection.get(
		`/issue/${segment(issueId)}`,
		`read the changelog of issue ${issueId}`,
		{ fields: 'updated', expand: 'changelog' },
	);
	const items = changedItems(body);
	// An item names its field by id on Cloud; Data Center may give the displayed name alone.
	const nameless = items.some(({ fieldId }) => fieldId === undefined);
	const names = nameless ? await fieldNames(metadata) : {};
	const times = new Map<string, number>();
	for (const { fieldId, name, at } of items) {
		const id = fieldId ?? fieldIds.find((wanted) => isNamed(wanted, own(names, wanted), name));
		if (id !== undefined && fieldIds.includes(id)) times.set(id, Math.max(at, times.get(id) ?? 0));
	}
	return Object.fromEntries(times);
}

interface ChangedItem {
	readonly fieldId?: string | undefined;
	readonly name: string;
	readonly at: number;
}

function changedItems(body: unknown): readonly ChangedItem[] {
	const changelog = isObject(body) ? body['changelog'] : undefined;
	if (!isObject(changelog)) return [];
	return array(changelog['histories'], 'issue.changelog.histories')
		.filter(isObject)
		.flatMap((history) => {
			const at = Date.parse(jiraTimeToIso(textOf(history['created']) ?? '') ?? '');
			const items = Array.isArray(history['items']) ? history['items'].filter(isObject) : [];
			if (Number.isNaN(at)) return [];
			return items.map((item) => ({
				fieldId: textOf(item['fieldId']),
				name: textOf(item['field']) ?? '',
				at,
			}));
		});
}

/** System fields are named by their id in lower case, custom ones as people named them. */
function isNamed(fieldId: string, displayName: string | undefined, name: string): boolean {
	const wanted = name.toLowerCase();
	return fieldId.toLowerCase() === wanted || displayName?.toLowerCase() === wanted;
}

async function fieldNames(metadata: JiraMetadata): Promise<Readonly<Record<string, string>>> {
	const fields = await metadata.fields();
	return Object.fromEntries(fields.map(({ id, name }) => [id, name]));
}
