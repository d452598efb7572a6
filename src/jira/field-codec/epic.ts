import { parseIssueKey } from '../../model/issue';
import { encoded, inputText, isJsonObject, problem, shown, type FieldCodec } from './codec';

/** Ends the type of the field that holds the epic on Data Center; its id differs from site to site. */
export const EPIC_LINK_TYPE = ':gh-epic-link';

/** Ends the type of the field that every epic has on Data Center. */
export const EPIC_NAME_TYPE = ':gh-epic-label';

/** Epic Link of Data Center: the key of the epic as plain text. */
export const epicLinkCodec: FieldCodec = {
	encode(_meta, input) {
		const given = isJsonObject(input) ? input['key'] : input;
		const key = inputText(given)?.toUpperCase() ?? '';
		return parseIssueKey(key) !== undefined
			? encoded(key)
			: problem(`"${shown(input)}" is not the key of an epic. Example: ABC-123`);
	},
	decode: (raw) => (isJsonObject(raw) ? (raw['key'] ?? null) : raw),
};
