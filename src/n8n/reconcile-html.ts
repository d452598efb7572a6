import type { ReconciledPair, ReconcileReport, SyncReport } from '../engine/reports';
import { explainDecision } from '../sync/explain';
import { barHtml, sectionHtml, tableHtml, textHtml, type Html } from './html';
import { issueCell, recordCell, valueText } from './plan-html';
import type { Calls } from './count-calls';

/** Rows of a section; the items hold the rest. */
const MOST_ROWS = 200;

/** A failure as the report shows it. */
export interface FailureRow {
	readonly record: Html;
	readonly issue: Html;
	readonly error: string;
	readonly remedy: string;
}

/** What the report is made of. */
export interface ReportParts {
	readonly report: ReconcileReport;
	/** Headline, in plain text. */
	readonly words: string;
	readonly calls: Calls;
	readonly failures: readonly FailureRow[];
}

type Row = readonly (string | Html)[];

/** The report of a reconcile as a small page. Everything in it is escaped: records and issues may hold anything (law L9). */
export function reconcileHtml({ report, words, calls, failures }: ReportParts): string {
	const synced = report.pairs.flatMap((pair) => (pair.kind === 'synced' ? [pair.report] : []));
	const ends = ['Record', 'Issue'];
	const used = `${calls.reads} reads, ${calls.writes} writes, ${seconds(report)} seconds.`;
	return [
		`<h2>Reconcile</h2><p>${textHtml(words).html}<br>${used}</p>`,
		chart(report.counts, synced),
		sectionHtml('Failed', [...ends, 'What Is Wrong', 'What to Do'], cut(failures.map(failureRow))),
		sectionHtml(
			'Conflicts',
			[...ends, 'Field', 'In the Record', 'In Jira', 'Decided'],
			cut(synced.flatMap(conflictRows)),
		),
		sectionHtml(
			'Changes',
			[...ends, 'Field', 'Which Way', 'New Value'],
			cut(synced.flatMap(changeRows)),
		),
		sectionHtml('Without an Issue', ['Record'], cut(report.pairs.flatMap(missingRow))),
	].join('');
}

/** Length of a run, to a tenth of a second. */
export function seconds({ milliseconds }: Pick<ReconcileReport, 'milliseconds'>): number {
	return Math.round(milliseconds / 100) / 10;
}

function chart(counts: ReconcileReport['counts'], synced: readonly SyncReport[]): string {
	const moving = (way: 'toJira' | 'toSource'): number =>
		synced.filter((report) => Object.keys(report[way]).length > 0).length;
	const bars: readonly (readonly [string, number])[] = [
		['In step', counts.unchanged],
		['Record to Jira', moving('toJira')],
		['Jira to record', moving('toSource')],
		['Created', counts.created],
		['Without an issue', counts.missing],
		['In conflict', counts.conflicts],
		['Failed', counts.failed],
		['Superseded', counts.superseded],
		['Left', counts.left],
	];
	const rows = bars
		.filter(([, count]) => count > 0)
		.map(([name, count]) => [name, String(count), barHtml((100 * count) / counts.records)]);
	return rows.length === 0 ? '' : tableHtml(['Pairs', 'Number', 'Share'], rows).html;
}

function failureRow({ record, issue, error, remedy }: FailureRow): Row {
	return [record, issue, error, remedy];
}

function conflictRows({ record, issue, decisions, conflicts }: SyncReport): readonly Row[] {
	return conflicts.flatMap((key) => {
		const decision = decisions[key];
		if (decision === undefined) return [];
		const { kind, source, jira } = decision;
		const decided = kind === 'conflict' ? 'Nothing was moved' : explainDecision(key, decision);
		return [
			[recordCell(record), issueCell(issue), key, valueText(source), valueText(jira), decided],
		];
	});
}

function changeRows({ record, issue, toJira, toSource }: SyncReport): readonly Row[] {
	const rows = (way: string, values: SyncReport['toJira']): readonly Row[] =>
		Object.entries(values).map(([field, value]) => [
			...[recordCell(record), issueCell(issue)],
			...[field, way, valueText(value)],
		]);
	return [...rows('record to Jira', toJira), ...rows('Jira to record', toSource)];
}

function missingRow(pair: ReconciledPair): readonly Row[] {
	return pair.kind === 'missing' ? [[pair.recordId]] : [];
}

function cut(rows: readonly Row[]): readonly Row[] {
	return rows.length <= MOST_ROWS
		? rows
		: [...rows.slice(0, MOST_ROWS), [`and ${rows.length - MOST_ROWS} more`]];
}
