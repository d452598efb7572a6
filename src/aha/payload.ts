import { isObject, type UnknownRecord } from '../model/decode';

/** Kinds of records of Aha! that can have an issue, as its API names them around a record. */
export const AHA_KINDS = [
	'feature',
	'requirement',
	'epic',
	'initiative',
	'idea',
	'release',
] as const;
export type AhaKind = (typeof AHA_KINDS)[number];

/** Which of its values holds the record above a record, by kind. */
export const AHA_PARENTS: Readonly<Partial<Record<AhaKind, string>>> = {
	requirement: 'feature',
	feature: 'epic',
	epic: 'initiative',
};

/** A record of Aha! and what it is. */
export interface AhaPayload {
	readonly kind: AhaKind;
	readonly fields: UnknownRecord;
}

/**
 * The record inside an item: as the API answers (`{"feature": {…}}`), the same without its wrapper, the item's `body`, or its
 * `record`, where the nodes of this package hand on the item that they worked on.
 */
export function ahaPayload(json: unknown): AhaPayload | undefined {
	if (!isObject(json)) return undefined;
	for (const kind of AHA_KINDS) {
		const fields = json[kind];
		// A requirement holds its feature, and a feature its epic: those have a reference of their own beside them.
		if (isObject(fields) && json['reference_num'] === undefined) return { kind, fields };
	}
	if (json['id'] !== undefined && json['reference_num'] !== undefined)
		return { kind: kindOf(String(json['reference_num'])), fields: json };
	return ahaPayload(json['body']) ?? ahaPayload(json['record']);
}

/** `PRJ1-1` is a feature, `PRJ1-1-2` a requirement, `PRJ1-E-1` an epic. */
function kindOf(reference: string): AhaKind {
	const letter = /-([A-Z])-\d+$/.exec(reference)?.[1] ?? '';
	const named: Readonly<Record<string, AhaKind>> = {
		E: 'epic',
		S: 'initiative',
		I: 'idea',
		R: 'release',
	};
	return named[letter] ?? (/-\d+-\d+$/.test(reference) ? 'requirement' : 'feature');
}
