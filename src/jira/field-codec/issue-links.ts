import type { FieldInput } from '../../model/field-schema';
import { parseIssueKey } from '../../model/issue';
import type { JsonValue } from '../../model/json';
import { inputText, isJsonObject, problem, shown, type FieldCodec } from './codec';
import { listEntries } from './list';

const EXAMPLE = 'Example: "Blocks: ABC-123" or { "type": "Blocks", "inwardIssue": "ABC-123" }';

/**
 * Links to other issues: `Blocks: ABC-1`, or `{ type, outwardIssue }` or `{ type, inwardIssue }`. Links are added; the ones there
 * are stay, since Jira's field knows no other operation than `add`.
 */
export const issueLinksCodec: FieldCodec = {
	encode(_meta, input) {
		const links = listEntries(input).map((entry) => ({ entry, link: toLink(entry) }));
		const wrong = links.filter(({ link }) => link === undefined);
		if (wrong.length > 0)
			return problem(
				wrong
					.map(
						({ entry }) => `"${shown(entry)}" is not a type of link and an issue key. ${EXAMPLE}`,
					)
					.join(' '),
			);
		const operations = links.flatMap(({ link }) => (link === undefined ? [] : [{ add: link }]));
		return { kind: 'update', operations };
	},
	decode: (raw) => raw,
	clear: () => problem('Links are added here and not removed. Remove them in Jira.'),
};

function toLink(entry: FieldInput): JsonValue | undefined {
	if (typeof entry === 'string') {
		const [, type = '', key = ''] = /^(.+?)\s*:\s*(\S+)$/.exec(entry.trim()) ?? [];
		return linkOf(type, 'outwardIssue', key);
	}
	if (!isJsonObject(entry)) return undefined;
	const side = entry['inwardIssue'] === undefined ? 'outwardIssue' : 'inwardIssue';
	const issue = entry[side];
	const { type } = entry;
	return linkOf(
		inputText(isJsonObject(type) ? type['name'] : type) ?? '',
		side,
		inputText(isJsonObject(issue) ? issue['key'] : issue) ?? '',
	);
}

function linkOf(type: string, side: 'inwardIssue' | 'outwardIssue', text: string) {
	const key = text.toUpperCase();
	if (type === '' || parseIssueKey(key) === undefined) return undefined;
	return { type: { name: type }, [side]: { key } };
}
