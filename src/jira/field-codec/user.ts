import type { FieldInput } from '../../model/field-schema';
import { encoded, inputText, isJsonObject, problem, shown, type FieldCodec } from './codec';

/** The text that names a user: an e-mail, an id or a display name; or Jira's own object. */
export function userText(input: FieldInput): string | undefined {
	if (!isJsonObject(input)) return inputText(input);
	return inputText(
		input['accountId'] ??
			input['id'] ??
			input['name'] ??
			input['emailAddress'] ??
			input['email'] ??
			input['displayName'],
	);
}

/** One user. Nobody, or more than one person, found: the field is left as it is, with a warning. */
export const userCodec: FieldCodec = {
	encode(meta, input, { dialect, users }) {
		const text = userText(input);
		if (text === undefined || text === '')
			return problem(`"${shown(input)}" is not an e-mail, a user id or a display name.`);
		const match = users.get(text);
		if (match?.kind === 'found') return encoded(dialect.userReference(match.id));
		const reason =
			match?.kind === 'several'
				? `${match.count} users match "${text}", so none was taken. Give the e-mail or the user id.`
				: `No active Jira user matches "${text}".`;
		return { kind: 'omit', warning: `${meta.name}: ${reason}` };
	},
	decode: (raw, dialect) => {
		const user = dialect.decodeUser(raw);
		return user?.accountId ?? user?.name ?? null;
	},
};
