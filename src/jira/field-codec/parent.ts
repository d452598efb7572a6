import { parseIssueKey } from '../../model/issue';
import { encoded, inputText, isJsonObject, problem, shown, type FieldCodec } from './codec';

/** Parent issue, by key or id. */
export const parentCodec: FieldCodec = {
	encode(_meta, input) {
		const given = isJsonObject(input) ? (input['key'] ?? input['id']) : input;
		const text = inputText(given)?.toUpperCase() ?? '';
		if (/^\d+$/.test(text)) return encoded({ id: text });
		return parseIssueKey(text) !== undefined
			? encoded({ key: text })
			: problem(`"${shown(input)}" is not an issue key. Example: ABC-123`);
	},
	decode: (raw) => (isJsonObject(raw) ? (raw['key'] ?? raw['id'] ?? null) : raw),
	clear: ({ clearParent }) =>
		clearParent.kind === 'fields'
			? encoded(clearParent.value)
			: { kind: 'update', operations: clearParent.operations },
};
