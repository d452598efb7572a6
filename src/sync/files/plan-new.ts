import type { JiraAttachment } from '../../model/attachment';
import { SEND_LIMIT } from '../emit';
import type { LinkedFiles } from './match';
import { fingerprint, same, type FilePlanContext, type PlannedFile } from './planned-file';
import type { SourceFile } from './read-source';
import { leftOut, mayMove } from './rules';
import type { FileLink } from './table';

const TOO_LARGE = 'The file is larger than "Largest File (MB)" allows.';
const NO_CONTENT =
	'The record does not say where the content is: give "url", or in "binary" the field of the item that holds it.';
const SERVICE =
	'The issue is in a service project, where Jira does not tell the files of internal notes apart: it stays there unless "Include Internal Files" is set.';
const INTERNAL = 'The file is internal in the record, so it stays there.';

/** Why a file of the source is not copied to Jira, if it is not. Nothing is remembered of that, so that new settings count at once. */
export function heldInSource(
	{ rules, options }: FilePlanContext,
	file: SourceFile,
): { readonly row: string; readonly reason?: string } | undefined {
	const left = leftOut(rules, file);
	if (left === 'name') return { row: 'A12' };
	if (left === 'size') return { row: 'A12', reason: TOO_LARGE };
	if (file.internal && !rules.includeInternal) return { row: 'A13', reason: INTERNAL };
	const isGiven = file.url !== undefined || file.binary !== undefined;
	return options.delivery === 'workflow' && !isGiven
		? { row: 'A14', reason: NO_CONTENT }
		: undefined;
}

/** Why an attachment does not leave Jira, if it does not. */
function heldInJira(
	{ rules, state }: FilePlanContext,
	file: JiraAttachment,
): { readonly row: string; readonly reason?: string } | undefined {
	const left = leftOut(rules, file);
	if (left === 'name') return { row: 'A12' };
	if (left === 'size') return { row: 'A12', reason: TOO_LARGE };
	const isHidden = state.issue.isServiceProject === true && !rules.includeInternal;
	return isHidden ? { row: 'A13', reason: SERVICE } : undefined;
}

/** A line of the report for what is held back with a reason; what its name leaves out has none. */
function kept(
	before: LinkedFiles,
	{ row, reason }: { readonly row: string; readonly reason?: string },
	next?: FileLink,
): PlannedFile {
	return {
		before,
		...(next && { next }),
		...(reason !== undefined && { step: { kind: 'kept', row, reason } }),
	};
}

/** Row A5: a file of the source that gets its copy. */
export function planNewInSource(context: FilePlanContext, source: SourceFile): PlannedFile {
	const link: FileLink = { s: source.id, o: 's' };
	const before = { link, source };
	const held = heldInSource(context, source);
	if (held !== undefined) return kept(before, held);
	return { before, next: link, step: { kind: 'create', to: 'jira', row: 'A5' } };
}

/** Row A14: Jira refused it, or it could not be read; tried again when it changes. */
export function planRefused(
	context: FilePlanContext,
	{ link, source }: LinkedFiles & { readonly source: SourceFile },
): PlannedFile {
	const before = { link, source };
	if (link.p === fingerprint(source) && !context.options.retryParked)
		return same(before, { kind: 'kept', row: 'A14', reason: REFUSED });
	const again = mayMove(context.rules, 'toJira') ? planNewInSource(context, source) : undefined;
	return again?.step?.kind === 'create' ? again : same(before);
}

/** Why a file is left that was not taken. */
export const REFUSED =
	'It was refused before, or could not be read. It is tried again when the file changes, or with "Retry Given-Up Values".';

/** Row A6: an attachment that leaves for the first time. */
export function planNewInJira(context: FilePlanContext, jira: JiraAttachment): PlannedFile {
	const link: FileLink = { j: jira.id, o: 'j' };
	const before = { link, jira };
	const held = heldInJira(context, jira);
	return held === undefined ? handOut(context, before, 1) : kept(before, held);
}

/** Row A6: handed out and not yet seen in the source, or refused by it. */
export function planWaiting(
	context: FilePlanContext,
	{ link, jira }: LinkedFiles & { readonly jira: JiraAttachment },
): PlannedFile {
	const before = { link, jira };
	if (!mayMove(context.rules, 'toSource')) return same(before);
	const given = link.p !== undefined && !context.options.retryParked;
	if (given) return same(before, { kind: 'kept', row: 'A6', reason: GIVEN_UP });
	const held = heldInJira(context, jira);
	if (held !== undefined) return kept(before, held, link);
	const isWritten = context.options.isOnItsWay?.(`file ${jira.id}`) === true;
	if (isWritten && !context.options.retryParked)
		return same(before, { kind: 'kept', row: 'A24', reason: ON_ITS_WAY });
	const n = link.p === undefined ? (link.n ?? 0) + 1 : 1;
	if (n <= SEND_LIMIT) return handOut(context, before, n);
	const next = { ...link, p: 'given up' };
	return { before, next, step: { kind: 'kept', row: 'A6', reason: GIVEN_UP } };
}

const GIVEN_UP =
	'Not taken by the source: it was refused there, or handed out three times and never seen. It is tried again with "Retry Given-Up Values".';

const ON_ITS_WAY =
	'Another run has handed the file out less than a minute ago; it is not handed out again until then.';

function handOut(
	{ options }: FilePlanContext,
	before: LinkedFiles & { readonly jira: JiraAttachment },
	n: number,
): PlannedFile {
	const { p: _tried, ...link } = before.link;
	const { name, size } = before.jira;
	const next = options.delivery === 'connected' ? link : { ...link, n, m: name, z: size };
	return { before, next, step: { kind: 'create', to: 'source', row: 'A6' } };
}
