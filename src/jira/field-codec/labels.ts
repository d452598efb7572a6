import { oneLine } from '../clean-text';
import { encoded, inputText, problem, shown, type FieldCodec } from './codec';

/** Jira refuses longer labels. */
const LABEL_LIMIT = 255;

/**
 * One label. Jira refuses white space inside, so it becomes `_`, with a warning; where the input must be exact, it is refused.
 * https://support.atlassian.com/jira-software-cloud/docs/what-are-labels/
 */
export const labelCodec: FieldCodec = {
	encode(meta, input, { exact }) {
		const text = inputText(input);
		if (text === undefined) return problem(`"${shown(input)}" is not a label.`);
		const whole = oneLine(text).replace(/\s/gu, '_');
		const label = whole.slice(0, LABEL_LIMIT);
		if (label === text) return encoded(label);
		if (exact && label !== whole)
			return problem(
				`The label "${shown(text)}" has ${text.length} characters, and Jira takes ${LABEL_LIMIT}. Shorten it.`,
			);
		if (exact)
			return problem(
				`The label "${shown(text)}" has a space, which Jira does not take. Write "${shown(label)}", or a comma between two labels.`,
			);
		return encoded(
			label,
			`${meta.name}: the label "${shown(text)}" was written as "${shown(label)}".`,
		);
	},
	decode: (raw) => raw,
};
