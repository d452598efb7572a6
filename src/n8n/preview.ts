import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { draftOf } from '../engine/create-issue';
import { ensureIssues } from '../engine/ensure-issue';
import { toRemoteLink } from '../engine/link-issue';
import type { IssueDraft } from '../engine/ports';
import type { EnsureReport } from '../engine/reports';
import type { HttpRequest } from '../http/transport';
import { asError } from '../model/failure';
import { own } from '../model/own';
import type { SourceRecord } from '../model/record';
import type { PreparedRequest } from '../jira/issues';
import { fillTemplate } from '../sync/template';
import { readEnsureSettings } from './ensure-settings';
import { toItem } from './items';
import { readParameters } from './parameters';
import { readRecord } from './record';
import type { JiraRuntime } from './runtime';

/** A request as a preview shows it: everything but the credential. */
export interface ShownRequest {
	readonly method: string;
	/** Below the base URL of the credential. */
	readonly path: string;
	readonly body: unknown;
}

/** A request in the words of a preview. */
export function shownRequest({ method, path, body }: HttpRequest): ShownRequest {
	return { method, path, body };
}

/** Stands in a path for what Jira gives the issue when it is made. */
const NEW_ISSUE = 'NEW-ISSUE';

/**
 * What Create or Update would do for the record of an item: the filled template, the warnings and the requests in their order.
 * Asks Jira what it needs to know for that, and writes nothing (law L12: the same checks, the same requests).
 */
export async function previewRecord(
	context: IExecuteFunctions,
	runtime: JiraRuntime,
	itemIndex: number,
): Promise<readonly INodeExecutionData[]> {
	const parameters = readParameters(context, itemIndex);
	const settings = { ...readEnsureSettings(parameters), dryRun: true };
	const record = readRecord(parameters, context.getInputData()[itemIndex]?.json);
	const [report] = await ensureIssues(runtime.engine, [record], settings);
	if (report === undefined || report.kind === 'failed') throw asError(report?.error);
	const filled = fillTemplate(settings.template, record);
	const draft = draftOf(record, filled, settings);
	const { requests, warnings } =
		report.kind === 'created'
			? await creating(runtime, record, draft)
			: await updating(runtime, draft, report);
	const json = {
		action: ACTIONS[report.kind],
		recordId: record.id,
		issue: report.kind === 'created' ? null : report.issue,
		project: draft.project,
		issueType: draft.issueType,
		fields: draft.fields,
		warnings: [...report.warnings, ...warnings],
		requests,
	};
	return [toItem(json, itemIndex)];
}

type DoneReport = Exclude<EnsureReport, { readonly kind: 'failed' }>;

const ACTIONS: Readonly<Record<DoneReport['kind'], 'create' | 'update' | 'none'>> = {
	created: 'create',
	updated: 'update',
	found: 'none',
};

interface Requests {
	readonly requests: readonly ShownRequest[];
	readonly warnings: readonly string[];
}

async function creating(
	{ client }: JiraRuntime,
	record: SourceRecord,
	draft: IssueDraft,
): Promise<Requests> {
	const { request, warnings } = await client.previewCreate(draft);
	const link = client.previewRemoteLink(NEW_ISSUE, toRemoteLink(record));
	return { requests: [request, link].map(shownRequest), warnings };
}

async function updating(
	{ client }: JiraRuntime,
	{ fields }: IssueDraft,
	{ issue, updatedFields }: DoneReport,
): Promise<Requests> {
	const changes = updatedFields.map((id) => [id, own(fields, id) ?? null] as const);
	if (changes.length === 0) return { requests: [], warnings: [] };
	const edit = { fields: Object.fromEntries(changes) };
	return shownRequests(await client.previewUpdate(issue.id, edit));
}

/** Prepared requests in the words of a preview. */
export function shownRequests(prepared: readonly PreparedRequest[]): Requests {
	return {
		requests: prepared.map(({ request }) => shownRequest(request)),
		warnings: prepared.flatMap(({ warnings }) => warnings),
	};
}
