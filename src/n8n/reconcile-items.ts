import type { INode, INodeExecutionData } from 'n8n-workflow';
import type { ReconciledPair, ReconcileReport, StopReason } from '../engine/reports';
import { recordOf } from '../engine/sync-report';
import type { Calls } from './count-calls';
import { deadLetter, type DeadLetter, type Member } from './dead-letter';
import { textHtml } from './html';
import { toItem, toSummaryItem } from './items';
import { issueCell, recordCell } from './plan-html';
import type { PresetName } from './presets';
import { reconcileHtml, seconds, type FailureRow } from './reconcile-html';
import { addReport, BLANK_REPORT, type SyncOutputs } from './sync-items';

/** Keys of the summary that a pair leaves blank, and the other way round: n8n's table has no holes. */
const BLANK_SUMMARY = { counts: {}, run: {}, left: {}, message: '', html: '' } as const;
const BLANK_PAIR = { ...BLANK_REPORT, created: false, closedDuplicates: [], ...BLANK_SUMMARY };

/** How the pairs of a reconcile become items. */
export interface PairOrigin {
	readonly node: INode;
	readonly preset: PresetName;
}

/** Adds the items of one pair to the outputs. What was left has none: the summary says where to go on. */
export function addPair(
	outputs: SyncOutputs,
	pair: ReconciledPair,
	member: Member,
	{ node, preset }: PairOrigin,
): void {
	const { itemIndex, json, record } = member;
	switch (pair.kind) {
		case 'failed':
			outputs.failed.push(toItem(deadLetter(node, pair, member), itemIndex));
			return;
		case 'left':
			return;
		case 'missing':
			outputs.synced.push(
				toItem({ ...BLANK_PAIR, kind: 'missing', record: recordOf(record) }, itemIndex),
			);
			return;
		case 'superseded':
			outputs.synced.push(
				toItem(
					{
						...BLANK_PAIR,
						kind: 'superseded',
						record: recordOf(record),
						issue: pair.issue ?? {},
						message: SUPERSEDED,
					},
					itemIndex,
				),
			);
			return;
		case 'synced': {
			const { created, closedDuplicates, report } = pair;
			const more = { created, closedDuplicates, ...BLANK_SUMMARY };
			addReport(outputs, report, { itemIndex, json, preset, more });
		}
	}
}

const SUPERSEDED =
	'Nothing was done: since the record failed, another run has brought the pair in step with a younger one.';

const STOPPED: Readonly<Record<StopReason, string>> = {
	pairs: 'the limit "Most Pairs a Run" was reached',
	time: 'the limit "Most Minutes a Run" was reached',
	cancelled: 'the execution was stopped',
	login: 'Jira refused the login. Check the credential',
	outage: 'Jira did not answer several times in a row. Look whether it is up, and run again',
};

/** What came of a run, in a few sentences for the editor. */
export function summaryWords({ counts, stopped, brake, rank }: ReconcileReport): string {
	const parts = [
		`${counts.records} records: ${counts.unchanged} in step`,
		...named(counts.changed, 'changed'),
		...named(counts.created, 'created'),
		...named(counts.missing, 'without an issue'),
		...named(counts.conflicts, 'in conflict'),
		...named(counts.duplicatesClosed, 'duplicates closed'),
		...named(counts.superseded, 'superseded'),
		...named(rank?.moved ?? 0, 'ranked'),
		...named(counts.failed, 'failed'),
		...named(counts.left, 'left'),
		...named(counts.skipped, 'skipped'),
	];
	const stop =
		stopped === undefined
			? []
			: [`Stopped: ${STOPPED[stopped.because]}. The next run may start at ${stopped.nextRecord}.`];
	const braked = brake === undefined ? [] : [`A run that writes would stop. ${brake}`];
	return [`${parts.join(', ')}.`, ...stop, ...braked, ...(rank?.warnings ?? [])].join(' ');
}

function named(count: number, words: string): readonly string[] {
	return count === 0 ? [] : [`${count} ${words}`];
}

/** What the summary is made of. */
export interface SummaryParts {
	readonly report: ReconcileReport;
	readonly calls: Calls;
	readonly dryRun: boolean;
	/** The items of Failed, those of unreadable inputs among them. */
	readonly failed: readonly INodeExecutionData[];
	readonly itemIndexes: readonly number[];
}

/** The last item of a reconcile: counts, requests, time, what was left, and the report as HTML. */
export function summaryItem(parts: SummaryParts): INodeExecutionData {
	const { report, calls, dryRun, failed, itemIndexes } = parts;
	const { counts, stopped } = report;
	const words = summaryWords(report);
	const failures = failed.map(({ json }) => failureRow(json as unknown as DeadLetter));
	return toSummaryItem(
		{
			...BLANK_PAIR,
			kind: 'summary',
			dryRun,
			warnings: report.rank?.warnings ?? [],
			counts,
			run: { seconds: seconds(report), ...calls },
			left: {
				records: counts.left,
				startAt: stopped?.nextRecord ?? '',
				because: stopped?.because ?? '',
			},
			message: words,
			html: reconcileHtml({ report, words, calls, failures }),
		},
		itemIndexes,
	);
}

function failureRow({ record, issue, error, remedy }: DeadLetter): FailureRow {
	return {
		record: record.id === undefined ? textHtml('item without a record') : recordCell(record),
		issue: issueCell(issue),
		error,
		remedy,
	};
}
