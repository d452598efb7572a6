import { oneLine } from '../clean-text';
import { encoded, inputText, problem, shown, type FieldCodec } from './codec';

/** Jira refuses longer labels. */
const LABEL_LIMIT = 255;

/** One label. Jira refuses white space inside, so it becomes `_`, with a warning. */
export const labelCodec: FieldCodec = {
	encode(meta, input) {
		const text = inputText(input);
		if (text === undefined) return problem(`"${shown(input)}" is not a label.`);
		const label = oneLine(text).replace(/\s/gu, '_').slice(0, LABEL_LIMIT);
		return label === text
			? encoded(label)
			: encoded(
					label,
					`${meta.name}: the label "${shown(text)}" was written as "${shown(label)}".`,
				);
	},
	decode: (raw) => raw,
};
