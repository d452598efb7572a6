import type { IssueTemplate } from '../sync/template';
import type { EngineContext } from './context';
import type { RecentlyCreated } from './ports';

export interface EnsureSettings {
	readonly profile: string;
	readonly template: IssueTemplate;
	/** Field ids that are brought up to date on an issue that exists; all others are left to the sync. */
	readonly updateFields: readonly string[];
	readonly duplicates: 'close' | 'report';
	/** How far back to look for issues of this account whose link is missing or not indexed yet, in milliseconds. */
	readonly lookBackMs: number;
	/** How long to wait before looking for a rival's issue, where the search lags; 0 skips the look. */
	readonly lookAgainMs: number;
	readonly dryRun: boolean;
}

/** The issues among which a lost one may be. */
export function recentWindow(context: EngineContext, settings: EnsureSettings): RecentlyCreated {
	return { project: settings.template.project, since: context.clock.now() - settings.lookBackMs };
}
