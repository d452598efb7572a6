import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ReleaseSettings } from '../engine/releases/release-run';
import { syncReleases, type ReleaseReport } from '../engine/releases/sync-releases';
import { inputError } from '../model/failure';
import {
	AHA_ATTRIBUTES,
	readRelease,
	type Release,
	type ReleaseAttributes,
} from '../sync/releases/release';
import { readProfile } from './ensure-settings';
import { errorItem, toItem } from './items';
import { readParameters, type Parameters } from './parameters';
import { jsonValues } from './record';
import type { JiraRuntime } from './runtime';

/** Releases whose settings are the same, so that their versions are read once. */
interface Batch {
	readonly settings: ReleaseSettings;
	readonly members: { readonly itemIndex: number; readonly release: Release }[];
}

/** Brings the version of every input item's release in step; a release that fails leaves as an error item. */
export async function releaseItems(
	context: IExecuteFunctions,
	{ engine }: JiraRuntime,
): Promise<INodeExecutionData[]> {
	const { batches, items } = readBatches(context);
	for (const { settings, members } of batches) {
		const reports = await syncReleases(
			engine,
			members.map(({ release }) => release),
			settings,
		).catch((error: unknown) =>
			members.map(({ release: { id } }): ReleaseReport => ({
				kind: 'failed',
				release: { id },
				error,
			})),
		);
		for (const [index, { itemIndex }] of members.entries()) {
			const report = reports[index];
			if (report !== undefined) items.push([itemIndex, itemOf(context, report, itemIndex)]);
		}
	}
	return items.sort(([left], [right]) => left - right).map(([, item]) => item);
}

function readBatches(context: IExecuteFunctions): {
	readonly batches: readonly Batch[];
	readonly items: (readonly [number, INodeExecutionData])[];
} {
	const batches = new Map<string, Batch>();
	const items: (readonly [number, INodeExecutionData])[] = [];
	for (const [itemIndex, { json }] of context.getInputData().entries()) {
		try {
			const parameters = readParameters(context, itemIndex);
			const settings = readReleaseSettings(parameters);
			const release = readItem(parameters, json);
			const key = JSON.stringify(settings);
			const batch = batches.get(key) ?? { settings, members: [] };
			batch.members.push({ itemIndex, release });
			batches.set(key, batch);
		} catch (error) {
			items.push([itemIndex, errorItem(context, error, itemIndex)]);
		}
	}
	return { batches: [...batches.values()], items };
}

function readReleaseSettings(parameters: Parameters): ReleaseSettings {
	return {
		project: parameters.requiredLocator('project', 'Project'),
		profile: readProfile(parameters),
		againstDirection: parameters.choice('options.againstDirection', ['leave', 'enforce']),
		dryRun: parameters.flag('options.dryRun'),
	};
}

/** The release of an item; throws `InputError` for one that cannot be read. */
function readItem(parameters: Parameters, json: unknown): Release {
	const id = parameters.required('releaseId', 'Release ID');
	const system = parameters.text('options.system') || 'custom';
	const reading = readRelease({ system, id }, jsonValues(json), readNames(parameters));
	if (reading.kind === 'release') return reading.release;
	throw inputError(`Release ${id} cannot be read.`, [
		{ field: 'Release Attributes', message: reading.problem },
	]);
}

function readNames(parameters: Parameters): ReleaseAttributes {
	const names = Object.entries(AHA_ATTRIBUTES).map(
		([part, usual]) => [part, parameters.text(`releaseAttributes.${part}`) || usual] as const,
	);
	return Object.fromEntries(names) as unknown as ReleaseAttributes;
}

function itemOf(
	context: IExecuteFunctions,
	report: ReleaseReport,
	itemIndex: number,
): INodeExecutionData {
	return report.kind === 'failed'
		? errorItem(context, report.error, itemIndex)
		: toItem({ ...report, version: report.version ?? {} }, itemIndex);
}
