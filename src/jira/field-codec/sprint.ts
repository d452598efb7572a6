import type { JsonValue } from '../../model/json';
import { encoded, isJsonObject, problem, shown, type FieldCodec } from './codec';

/**
 * Sprint of Jira Software: sent as its number alone, read as a list of all sprints the issue was in. The one that is not closed is
 * the value; an issue is in one at most. Older Data Centers write each as text, `…Sprint@1f[id=37,rapidViewId=1,state=ACTIVE,…]`.
 */
export const sprintCodec: FieldCodec = {
	encode(_meta, input) {
		const list = Array.isArray(input) ? (input as readonly JsonValue[]) : [input];
		const [given] = list;
		const number = Number(isJsonObject(given) ? given['id'] : given);
		return list.length === 1 && Number.isInteger(number) && number > 0
			? encoded(number)
			: problem(
					`"${shown(input)}" is not the number of one sprint. It stands in the address of the sprint's report. Example: 37`,
				);
	},
	decode: (raw) => {
		const sprints = (Array.isArray(raw) ? (raw as readonly JsonValue[]) : [raw]).map(readSprint);
		return sprints.find(({ closed }) => !closed)?.id ?? null;
	},
};

interface SprintState {
	readonly id: number | null;
	readonly closed: boolean;
}

function readSprint(raw: JsonValue): SprintState {
	if (isJsonObject(raw)) {
		const id = Number(raw['id']);
		return {
			id: Number.isInteger(id) ? id : null,
			closed: String(raw['state']).toLowerCase() === 'closed',
		};
	}
	const text = String(raw);
	const [, inText] = /\bid=(\d+)/.exec(text) ?? [];
	const id = Number(inText ?? text);
	return { id: Number.isInteger(id) ? id : null, closed: /\bstate=closed\b/i.test(text) };
}
