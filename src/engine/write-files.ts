import type { NamedAttachment } from '../model/attachment';
import type { JsonValue } from '../model/json';
import { asError, ServiceError } from '../model/failure';
import { refused, takenByJira, takenBySource } from '../sync/files/outcome';
import { nextTable, sameTable, type FilePlan } from '../sync/files/plan-files';
import type { PlannedFile } from '../sync/files/planned-file';
import type { FileRules } from '../sync/files/rules';
import { encodeFileTable, type FileLink } from '../sync/files/table';
import type { EngineContext } from './context';
import { copyToJira, copyToSource } from './copy-file';
import { accessFiles, type RecordFileAccess } from './file-access';
import { isRefusedFile } from './refused-file';
import type { SyncRequest } from './sync-request';

/** What became of the attachments. */
export interface FileOutcome {
	/** The table to store; absent when the stored one still holds. */
	readonly table?: JsonValue;
	/** Attachments in Jira were created or deleted. */
	readonly wrote: boolean;
	/** What was attached to the issue: texts that are written after this may show it. */
	readonly attached: readonly NamedAttachment[];
	readonly warnings: readonly string[];
}

/** The plan, and what is needed to carry it out. */
interface FileWork {
	readonly issueId: string;
	readonly plan: FilePlan | undefined;
	readonly rules: FileRules | undefined;
	readonly access: RecordFileAccess;
}

/** Carries out what is planned of the attachments of a pair. */
export async function writePairFiles(
	context: EngineContext,
	issueId: string,
	plan: FilePlan | undefined,
	request: SyncRequest,
): Promise<FileOutcome> {
	const access = accessFiles(request, request.record);
	return await writeFiles(context, { issueId, plan, rules: request.settings.files, access });
}

/**
 * Copies and deletes the files of a plan, those of the source first, one after the other so that their order is kept; the table is
 * left to be stored with the snapshot. A run that dies in between is made up for by the next: a copy that was made is known by name,
 * size and content, and what is gone on both sides is forgotten.
 */
async function writeFiles(context: EngineContext, work: FileWork): Promise<FileOutcome> {
	const { plan } = work;
	if (plan?.moves !== true) return { wrote: false, attached: [], warnings: [] };
	const { state, surplus } = plan;
	const done = new Map<PlannedFile, Written>();
	for (const side of ['source', 'jira'] as const)
		for (const link of plan.links)
			if (link.step?.to === side) done.set(link, await writeLink(context, work, link));
	for (const id of surplus.s) await work.access.remove(id);
	for (const id of surplus.j) await context.tracker.deleteAttachment(id);
	const written = [...done.values()];
	const links = plan.links.flatMap((link) => {
		const outcome = done.get(link) ?? { link: link.next };
		return outcome.link ?? [];
	});
	const stays = written.flatMap(({ note }) => note ?? []);
	const dropped = plan.links.flatMap((link) =>
		link.note !== undefined && done.get(link)?.failed === true ? [link.note] : [],
	);
	const notes = {
		s: plan.notes.s,
		j: [...plan.notes.j.filter((id) => !dropped.includes(id)), ...stays],
	};
	const table = nextTable(state, links, notes);
	const outcome = {
		wrote:
			surplus.j.length > 0 ||
			[...done].some(([{ step }, { failed }]) => step?.to === 'jira' && failed !== true),
		attached: written.flatMap(({ attached }) => attached ?? []),
		warnings: written.flatMap(({ warning }) => warning ?? []),
	};
	if (sameTable(table, state.table)) return outcome;
	const encoded = encodeFileTable(table);
	return encoded.kind === 'full'
		? { ...outcome, warnings: [...outcome.warnings, FULL] }
		: { ...outcome, table: encoded.value };
}

const FULL = 'The links between attachments do not fit into one issue property any more.';

/** What became of one file. */
interface Written {
	/** Absent: nothing to remember. */
	readonly link?: FileLink | undefined;
	readonly warning?: string;
	/** An attachment that could not be deleted when it was replaced: it is never copied. */
	readonly note?: string;
	readonly failed?: boolean;
	readonly attached?: NamedAttachment;
}

async function writeLink(
	context: EngineContext,
	work: FileWork,
	planned: PlannedFile,
): Promise<Written> {
	// What the workflow writes is remembered as the plan says.
	if (planned.step?.to === 'source' && work.access.delivery === 'workflow')
		return { link: planned.next };
	try {
		return await carryOut(context, work, planned);
	} catch (error) {
		const warning = `${nameOf(planned)}: ${asError(error).message}`;
		// One file that is not taken holds up neither the others nor the fields.
		if (isRefusedFile(error)) return { link: refused(planned), warning, failed: true };
		const isElsewhere = error instanceof ServiceError && error.details.service !== 'Jira';
		if (!isElsewhere) throw asError(error);
		return { link: remembered(planned), warning, failed: true };
	}
}

/** As if nothing had been planned: the next run tries again. */
function remembered({ before: { link } }: PlannedFile): FileLink | undefined {
	const isNew = link.s === undefined || link.j === undefined;
	return isNew && link.p === undefined && link.n === undefined ? undefined : link;
}

function nameOf({ before: { source, jira, link } }: PlannedFile): string {
	return `File "${source?.name ?? jira?.name ?? link.s ?? link.j ?? ''}"`;
}

async function carryOut(
	context: EngineContext,
	{ access, issueId, rules }: FileWork,
	planned: PlannedFile,
): Promise<Written> {
	const { before, step } = planned;
	const { source, jira, link } = before;
	if (step?.kind === 'delete') {
		if (step.to === 'jira' && link.j !== undefined) await context.tracker.deleteAttachment(link.j);
		if (step.to === 'source' && link.s !== undefined) await access.remove(link.s);
		return {};
	}
	if (step?.to === 'source' && jira !== undefined) {
		const copy = await copyToSource(context, access, jira);
		return { link: takenBySource(planned, copy.file, copy.digest) };
	}
	if (source === undefined) return { link: planned.next };
	const { attachment, digest } = await copyToJira(context, access, {
		issueId,
		source,
		maxSize: rules?.maxSize ?? 0,
	});
	const taken = takenByJira(planned, attachment, digest);
	const done = { link: taken, attached: attachment };
	if (step?.kind !== 'replace' || link.j === undefined) return done;
	return { ...done, ...(await removeOld(context, planned, link.j)) };
}

/** Row A7: the old copy goes once the new one is there. */
async function removeOld(
	{ tracker }: EngineContext,
	planned: PlannedFile,
	attachmentId: string,
): Promise<Pick<Written, 'note' | 'warning'>> {
	try {
		await tracker.deleteAttachment(attachmentId);
		return {};
	} catch (error) {
		if (!isRefusedFile(error)) throw asError(error);
		const warning = `${nameOf(planned)}: The new content was attached, but the old attachment stays. ${error.message}`;
		return { note: attachmentId, warning };
	}
}
