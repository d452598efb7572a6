import type { HierarchyRules } from '../sync/hierarchy/rules';
import type { IssueTemplate } from '../sync/template';
import type { EngineContext } from './context';
import type { RecentlyCreated } from './ports';

export interface EnsureSettings {
	readonly profile: string;
	readonly template: IssueTemplate;
	/** Present: types by kind, and issues below the issues of their parent records. */
	readonly hierarchy?: HierarchyRules;
	/** Field ids that are brought up to date on an issue that exists; all others are left to the sync. */
	readonly updateFields: readonly string[];
	readonly duplicates: 'close' | 'report';
	/** How far back to look for issues of this account whose link is missing or not indexed yet, in milliseconds. */
	readonly lookBackMs: number;
	/**
	 * `afterStart`: only while this process is young, among issues from before its start, where a crash may have left one.
	 * `always`: among all up to now, for a schedule that heals whatever went wrong.
	 */
	readonly lookBack: 'afterStart' | 'always';
	/** How long to wait before looking for a rival's issue, where the search lags; 0 skips the look. */
	readonly lookAgainMs: number;
	readonly dryRun: boolean;
	/** Records that are worked on at once. Default 1. */
	readonly concurrency?: number;
}

/**
 * Issues of this account up to now, among which one may be that a run left half-made. In all projects: somebody may have moved it
 * before this run (docs/design/ensure.md, row E6).
 */
export function recentWindow(
	{ clock }: EngineContext,
	{ lookBackMs }: EnsureSettings,
): RecentlyCreated {
	return { since: clock.now() - lookBackMs };
}

/** Issues among which one may be that a run left half-made; nothing when there is no reason to look. */
export function lostWindow(
	context: EngineContext,
	settings: EnsureSettings,
): RecentlyCreated | undefined {
	if (settings.lookBack === 'always') return recentWindow(context, settings);
	const { startedAt, clock } = context;
	if (clock.now() - startedAt > settings.lookBackMs) return undefined;
	return { since: startedAt - settings.lookBackMs, until: startedAt };
}
