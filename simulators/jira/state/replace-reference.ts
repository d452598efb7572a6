import { setValues } from './issue-changes';
import type { Field, IssueState, StoredValue, User } from './model';
import { listIssues, type World } from './world';

/** Issues in which any of some fields refers to something. */
export function issuesWith(
	world: World,
	id: string,
	...fields: readonly string[]
): readonly IssueState[] {
	return listIssues(world).filter(({ values }) => fields.some((field) => holds(values[field], id)));
}

function holds(value: StoredValue | undefined, id: string): boolean {
	return value === id || (Array.isArray(value) && (value as readonly string[]).includes(id));
}

/** Lets every issue refer to something else, or (without a replacement) to nothing, in the fields that are wanted. */
export function replaceReference(
	world: World,
	actor: User,
	id: string,
	replacement: string | undefined,
	wanted: (field: Field) => boolean,
): void {
	const fields = [...world.fields.values()].filter(wanted);
	for (const issue of listIssues(world)) {
		const values: Record<string, StoredValue> = {};
		for (const field of fields) {
			const held = issue.values[field.id];
			if (held === undefined || !holds(held, id)) continue;
			values[field.id] = replaced(held, id, replacement);
		}
		setValues(world, actor, issue, values);
	}
}

function replaced(value: StoredValue, id: string, replacement: string | undefined): StoredValue {
	if (!Array.isArray(value)) return replacement ?? null;
	const items = (value as readonly string[]).flatMap((item) =>
		item === id ? (replacement ?? []) : item,
	);
	return [...new Set(items)];
}
