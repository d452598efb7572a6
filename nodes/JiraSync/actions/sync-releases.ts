import type { IExecuteFunctions } from 'n8n-workflow';
import { releaseItems } from '../../../src/n8n/release-items';
import type { JiraRuntime } from '../../../src/n8n/runtime';
import type { SyncOutputs } from '../../../src/n8n/sync-items';

/** Brings the versions of projects in step with the releases of the input. */
export async function syncReleases(
	context: IExecuteFunctions,
	runtime: JiraRuntime,
	outputs: SyncOutputs,
): Promise<void> {
	outputs.synced.push(...(await releaseItems(context, runtime)));
}
