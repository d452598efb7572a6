import type { Preset } from '../../src/n8n/presets';

/** Part of a preset and what it gives, as docs/presets.md shows them. */
export type PresetCells = readonly (readonly [string, string])[];

const WAYS = {
	both: 'both ways',
	toJira: 'record to Jira',
	toSource: 'Jira to record',
	off: 'not synced',
} as const;
const CATEGORIES = { new: 'To Do', indeterminate: 'In Progress', done: 'Done' } as const;

const code = (text: string): string => (text === '' ? 'none' : `\`${text}\``);

/** The rows of the table of one preset. */
export function presetCells(preset: Preset): PresetCells {
	const { record, status, assignee, comments, mappings, template } = preset;
	return [
		['System', code(record.system)],
		['Record ID', record.id],
		['Title', record.title],
		['Address', record.url],
		['Last changed', record.updatedAt],
		['Issue key', record.issueKey],
		['Version (Resolved Until)', code(record.version)],
		['Status', way(status)],
		...status.rows.map((row) => ['Status mapping', statusRow(row)] as const),
		['Assignee', way(assignee)],
		['Comments', way(comments)],
		...mappings.map(
			({ source, jira, direction, textFormat }) =>
				[
					'Field',
					`\`${source}\` and \`${jira}\`, ${WAYS[direction]}${textFormat === 'plain' ? '' : `, in ${textFormat}`}`,
				] as const,
		),
		['Issue type', template.issueType],
		['Body', code(template.body)],
		['Labels', code(template.labels)],
	];
}

function way({
	attribute,
	direction,
}: {
	readonly attribute: string;
	readonly direction: keyof typeof WAYS;
}): string {
	return direction === 'off' ? WAYS.off : `\`${attribute}\`, ${WAYS[direction]}`;
}

function statusRow({ source, jira, categories }: Preset['status']['rows'][number]): string {
	const others = categories.map((category) => CATEGORIES[category]).join(' or ');
	return `${source} = ${jira}${others === '' ? '' : `; all others with category ${others}`}`;
}

/** The table as Markdown. */
export function presetTable(preset: Preset): string {
	const rows = presetCells(preset).map(([part, given]) => `| ${part} | ${given} |`);
	return ['| Part | What the preset gives |', '| --- | --- |', ...rows].join('\n');
}
