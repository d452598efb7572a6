import type { IssueSummary, SyncReport } from '../engine/reports';
import type { JsonValue } from '../model/json';
import { explainDecision } from '../sync/explain';
import { linkHtml, tableHtml, type Html } from './html';

/** Longer values are cut: a report is for people, the items hold the whole. */
const SHOWN = 300;

/** A value as people read it. */
export function valueText(value: JsonValue | undefined): string {
	if (value === undefined || value === null || value === '') return '(empty)';
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** The record, with a link where it has an address. */
export function recordCell({ system = '', id = '', url }: Partial<SyncReport['record']>): Html {
	return linkHtml(`${system} ${id}`.trim(), url);
}

/** The issue's key as a link; empty without an issue. */
export function issueCell(issue: Partial<IssueSummary> | undefined): Html {
	return linkHtml(issue?.key ?? '', issue?.url);
}

interface PlanLine {
	/** Where the value goes; nothing for what stays as it is. */
	readonly target: 'Jira' | 'record' | 'nothing';
	readonly field: string;
	readonly value: string;
	readonly why: string;
}

/** What a sync would write, value by value, and what it would leave and why. */
function planLines(report: SyncReport): readonly PlanLine[] {
	const { decisions, toJira, toSource } = report;
	const why = (end: 'first' | 'last', field: string): string =>
		Object.entries(decisions)
			.filter(([key]) => (end === 'first' ? key.split('>')[0] : key.split('>').at(-1)) === field)
			.map(([key, decision]) => explainDecision(key, decision))
			.join('\n');
	const lines = (target: 'Jira' | 'record', end: 'first' | 'last', values: typeof toJira) =>
		Object.entries(values).map(([field, value]) => ({
			...{ target, field },
			value: valueText(value),
			why: why(end, field),
		}));
	const left = Object.entries(decisions).filter(([, { kind }]) => STAYS.includes(kind));
	return [
		...lines('Jira', 'last', toJira),
		...lines('record', 'first', toSource),
		...left.map(([key, decision]) => ({
			target: 'nothing' as const,
			field: key,
			value: '',
			why: explainDecision(key, decision),
		})),
		...report.warnings.map((why) => ({ target: 'nothing' as const, field: '', value: '', why })),
	];
}

const STAYS: readonly string[] = ['conflict', 'left', 'parked', 'unmapped'];
const IN_STEP = 'In step: nothing would be written.';

/** The plans as one table. Everything in it is escaped. */
export function planHtml(reports: readonly SyncReport[]): string {
	const rows = reports.flatMap((report) => {
		const ends = [recordCell(report.record), issueCell(report.issue)];
		const lines = planLines(report);
		return lines.length === 0
			? [[...ends, 'nothing', '', '', IN_STEP]]
			: lines.map(({ target, field, value, why }) => [...ends, target, field, value, why]);
	});
	return tableHtml(['Record', 'Issue', 'Written To', 'Field', 'New Value', 'Why'], rows).html;
}

/** The plan of one pair in plain text: a headline, then a line for each value. */
export function planText(report: SyncReport): string {
	const { record, issue } = report;
	const lines = planLines(report).map(({ target, field, value, why }) =>
		target === 'nothing' ? `- ${why}` : `- write to ${target}: ${field} = ${value}`,
	);
	const head = `${record.system} ${record.id}, ${issue?.key ?? 'no issue'}:`;
	return [head, ...(lines.length === 0 ? [`- ${IN_STEP}`] : lines)].join('\n');
}
