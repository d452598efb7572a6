import { importIssues as importFrom } from '../../../src/n8n/engine';
import { addImport, readImportSettings } from '../../../src/n8n/import-items';
import { readParameters } from '../../../src/n8n/parameters';
import type { PairAction } from './pair';

/** Hands out issues that people made in Jira, so that the workflow makes records of them. */
export const importIssues: PairAction = async (context, { engine }, itemIndex, outputs) => {
	const settings = readImportSettings(readParameters(context, itemIndex));
	const json = context.getInputData()[itemIndex]?.json;
	addImport(outputs, await importFrom(engine, settings), settings, { itemIndex, json });
};
