import { inputError } from '../model/failure';
import { pairPropertyKey } from '../model/link';
import type { SourceRecord } from '../model/record';
import type { FoundUsers } from '../sync/assignee';
import { planSync, usersToLookUp, type SyncPlan } from '../sync/plan';
import type { FieldPlanOptions } from '../sync/plan-field';
import type { EngineContext } from './context';
import { snapshotOf, type FoundPair } from './find-pairs';
import type { ReconcileSettings } from './reconcile-settings';
import type { SyncReport } from './reports';
import { summarize } from './summarize';
import { lookUpUsers, writesAnything } from './sync-one';
import { recordOf, syncReport } from './sync-report';

/** What the first look at one record says, before anything is written. */
export type Draft = { readonly record: SourceRecord } & (
	| { readonly kind: 'missing' }
	| { readonly kind: 'failed'; readonly error: unknown }
	| {
			readonly kind: 'inStep' | 'moves';
			readonly pair: FoundPair;
			readonly report: SyncReport;
			/** People would see a change on either side; a first look that only notes what both hold is none. */
			readonly visible: boolean;
	  }
);

/** Plans one pair of a reconcile. What cannot be planned fails alone. */
export async function draftPair(
	context: EngineContext,
	record: SourceRecord,
	pair: FoundPair | undefined,
	settings: ReconcileSettings,
): Promise<Draft> {
	if (pair?.living === undefined || isUnlinked(pair, settings)) return { kind: 'missing', record };
	try {
		return await planDraft(context, record, pair, settings);
	} catch (error) {
		return { kind: 'failed', record, error };
	}
}

/** Carries the remote link, or is named by the record, but was never linked in this profile. */
function isUnlinked({ living, namedOnly }: FoundPair, { sync }: ReconcileSettings): boolean {
	return namedOnly && living?.properties[pairPropertyKey(sync.profile)] === undefined;
}

async function planDraft(
	context: EngineContext,
	record: SourceRecord,
	pair: FoundPair,
	settings: ReconcileSettings,
): Promise<Draft> {
	const issue = pair.living;
	const snapshot = issue && snapshotOf(issue, pairPropertyKey(settings.sync.profile));
	if (issue === undefined || snapshot === undefined)
		return {
			kind: 'moves',
			record,
			pair,
			report: emptyReport(record, pair, settings),
			visible: true,
		};
	const request = {
		record,
		settings: settings.sync,
		delivery: 'workflow',
		dryRun: settings.dryRun,
		retryParked: settings.retryParked,
	} as const;
	const options: FieldPlanOptions = { ...request, digest: context.digest };
	const state = { record, issue, snapshot };
	const texts = usersToLookUp(state, settings.sync, options);
	const found: FoundUsers = await lookUpUsers(context, texts);
	const planned = planSync({ ...state, found }, settings.sync, options);
	const closing = closesDuplicates(settings) && pair.duplicates.length > 0;
	const left = closing ? [] : pair.duplicates;
	const warnings = left.map(({ key }) => `${key} is a duplicate of ${issue.key}.`);
	const read = { issue, snapshot, warnings, readAt: 0 };
	const report = syncReport(request, read, planned, { wrote: 'nothing', warnings: [] });
	return {
		kind: writesAnything(planned) || closing ? 'moves' : 'inStep',
		record,
		pair,
		report,
		visible: changesFields(planned) || closing,
	};
}

/** Whether a plan changes the issue or the record, and not the snapshot alone. */
function changesFields({ toStatus, toJira, toSource }: SyncPlan): boolean {
	return toStatus !== undefined || Object.keys({ ...toJira, ...toSource }).length > 0;
}

/** Whether a reconcile may close duplicates. */
export function closesDuplicates({ ensure }: ReconcileSettings): boolean {
	return ensure?.duplicates === 'close';
}

function emptyReport(
	record: SourceRecord,
	pair: FoundPair,
	{ dryRun }: ReconcileSettings,
): SyncReport {
	return {
		kind: 'synced',
		record: recordOf(record),
		...(pair.living && { issue: summarize(pair.living) }),
		decisions: {},
		explanation: [],
		toSource: {},
		toJira: {},
		conflicts: [],
		warnings: [],
		dryRun,
		wrote: 'nothing',
	};
}

/** Stops before anything is written when the drafts would change more than a person allowed. */
export function pullBrakes(
	drafts: readonly Draft[],
	{ brakes, dryRun, ensure }: ReconcileSettings,
): void {
	if (dryRun) return;
	const moving = drafts.filter((draft) => 'visible' in draft && draft.visible).length;
	const making = ensure === undefined ? 0 : drafts.filter(({ kind }) => kind === 'missing').length;
	const percent = drafts.length === 0 ? 0 : (100 * moving) / drafts.length;
	const tooMany = moving + making > brakes.maxChanges;
	const tooLarge = drafts.length >= SMALL && percent > brakes.maxPercent;
	if (!tooMany && !tooLarge) return;
	throw inputError(
		`Stopped before writing: ${moving} of ${drafts.length} pairs would change and ${making} issues would be made. Look at the plan with "Dry Run", then raise "Most Changes" or "Largest Share of Changes" if it is what you want.`,
	);
}

/** Below this many records a share says nothing. */
const SMALL = 10;
