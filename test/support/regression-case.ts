import type { IExecuteFunctions } from 'n8n-workflow';
import { isObject } from '../../src/model/decode';
import type { StatusCategory } from '../../src/model/issue';
import type { FieldValues } from '../../src/model/record';
import { readParameters } from '../../src/n8n/parameters';
import { readRecurrence } from '../../src/n8n/recurrence';
import { judgeRecurrence, type RegressionVerdict } from '../../src/sync/regression';
import { createVersionOrder } from '../../src/sync/version-order';

/** One row of test/fixtures/regression-cases.json. */
export interface RegressionCase {
	/** Which line of the design, or which complaint of which users, it stems from. */
	readonly source: string;
	readonly why: string;
	/** The record. */
	readonly attributes: FieldValues;
	/** Of the issue, which is ABC-1, done and fixed unless said otherwise. */
	readonly fields: FieldValues;
	readonly status?: string;
	readonly category?: StatusCategory;
	readonly resolution?: string | null;
	readonly resolvedAt?: string;
	/** Versions of the project: names, or names with release dates. */
	readonly list?: readonly (string | readonly [name: string, releaseDate: string | null])[];
	/** Parameters of the node that differ from their defaults. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** `reopen`, `unknown`, or why it stays. */
	readonly verdict: string;
	readonly reason: string;
}

/** Judges a case as the node does: from its parameters as n8n hands them over. */
export function judgeCase(given: RegressionCase): RegressionVerdict {
	const settings = {
		preset: 'generic',
		recordId: '7',
		versionAttribute: 'version',
		...given.settings,
	};
	const parameters = readParameters(contextOf(settings), 0);
	const request = readRecurrence(parameters, given.attributes);
	const { status = 'Done', category = 'done', resolution = 'Fixed', resolvedAt } = given;
	return judgeRecurrence(
		{
			values: request.record.values,
			...(request.lastSeenAt !== undefined && { lastSeenAt: request.lastSeenAt }),
			issue: {
				key: 'ABC-1',
				status: { id: '3', name: status, category },
				...(resolution !== null && { resolution }),
				...(resolvedAt !== undefined && { resolvedAt: Date.parse(resolvedAt) }),
				fields: given.fields,
			},
			order: createVersionOrder(
				request.order === 'parsed' ? [] : listOf(given),
				request.order === 'datesThenParsed' ? 'releaseDate' : 'sequence',
			),
		},
		request.policy,
	);
}

function listOf({ list = [] }: RegressionCase) {
	return list.map((entry) => {
		const [name, releaseDate] = typeof entry === 'string' ? [entry, null] : entry;
		return {
			id: name,
			name,
			released: true,
			archived: false,
			...(releaseDate !== null && { releaseDate }),
		};
	});
}

/** As much of n8n as reading parameters needs: a value by its path, else the fallback. */
export function contextOf(settings: Readonly<Record<string, unknown>>): IExecuteFunctions {
	const at = (path: string): unknown =>
		path
			.split('.')
			.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), settings);
	const context = {
		getNodeParameter: (name: string, _index: number, fallback: unknown) => at(name) ?? fallback,
		getInputData: () => [{ json: {} }],
	};
	return context as unknown as IExecuteFunctions;
}
