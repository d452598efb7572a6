import type { SourceRecord } from '../model/record';
import type { RegressionVerdict } from '../sync/regression';
import type { RecurrenceRequest } from './recurrence-request';

/** Comment on a reopened issue: why, how often, which error, where to look. */
export function reopenedText(
	{ record, reopen }: RecurrenceRequest,
	verdict: RegressionVerdict,
	reopenCount: number,
): string {
	const lead = reopen.commentText ?? 'Reopened: the error came back.';
	const again = reopenCount > 1 ? `This is reopening number ${reopenCount}.` : '';
	return paragraphs(lead, verdict.reason, line(countText(verdict), again), recordText(record));
}

/** Comment on an issue that stays resolved. Without counts, so that the same version is told once. */
export function cameBackText(
	{ record, reopen }: RecurrenceRequest,
	reason: string,
	more = '',
): string {
	const lead = reopen.commentText ?? 'The error came back.';
	return paragraphs(lead, reason, more, recordText(record));
}

/** Description of an issue that was made in place of reopening. */
export function newIssueText(
	{ record, reopen }: RecurrenceRequest,
	verdict: RegressionVerdict,
	key: string,
): string {
	const lead = reopen.commentText ?? `The error of ${key} came back.`;
	return paragraphs(lead, verdict.reason, countText(verdict), recordText(record));
}

function countText(verdict: RegressionVerdict): string {
	if (verdict.kind !== 'reopen' || verdict.count === undefined) return '';
	const times = verdict.count === 1 ? 'once' : `${verdict.count} times`;
	return `Seen ${times} in version ${verdict.observed}.`;
}

/** Names the record: an issue may stand for several. */
function recordText({ system, id, title, url }: SourceRecord): string {
	const name = title === undefined ? `${system} ${id}` : `${title} (${system} ${id})`;
	return [`Error: ${name}`, ...(url === undefined ? [] : [url])].join('\n');
}

function line(...sentences: readonly string[]): string {
	return sentences.filter((sentence) => sentence !== '').join(' ');
}

function paragraphs(...parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('\n\n');
}
