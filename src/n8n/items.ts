import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { toJson } from '../model/decode';
import { errorWords, toNodeError, type NodeFailure } from './errors';

/** One item that stems from an input item. */
export function toItem(value: object, itemIndex: number): INodeExecutionData {
	return { json: toJson(value) as IDataObject, pairedItem: { item: itemIndex } };
}

/** One item that stems from several input items. */
export function toSummaryItem(value: object, itemIndexes: readonly number[]): INodeExecutionData {
	return {
		json: toJson(value) as IDataObject,
		pairedItem: itemIndexes.map((item) => ({ item })),
	};
}

/**
 * The item of a failure, when the node is set to go on; otherwise the failure is thrown, with what was `done` before.
 *
 * n8n takes an item with the keys `error` and `message` alone for its error output. Its own `error` beside `json` would do that
 * too, but then n8n keeps nothing of the item but the message, and the remedy is lost.
 */
export function errorItem(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
	done: readonly string[] = [],
): INodeExecutionData {
	const failure = toNodeError(context.getNode(), error, itemIndex);
	if (!context.continueOnFail()) throw withDone(failure, done);
	return toItem(errorWords(failure), itemIndex);
}

/** What hinders all items, such as a credential that leads nowhere: an error item for each, or one thrown error. */
export function failAll(context: IExecuteFunctions, error: unknown): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), error);
	return [[...context.getInputData().keys()].map((index) => errorItem(context, error, index))];
}

/** Names what was done before the failure: the node's output is lost with it. */
function withDone(failure: NodeFailure, done: readonly string[]): NodeFailure {
	if (done.length === 0) return failure;
	const named = `Done before: ${done.join(', ')}. Run again: what is done is found and not repeated.`;
	failure.description = [failure.description ?? '', named].filter((line) => line !== '').join('\n');
	return failure;
}

/** Runs the work of each item; a failure becomes an item of its own and the next item goes on. */
export async function forEachItem(
	context: IExecuteFunctions,
	work: (itemIndex: number, item: INodeExecutionData) => Promise<readonly INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	for (const [index, item] of context.getInputData().entries()) {
		try {
			output.push(...(await work(index, item)));
		} catch (error) {
			output.push(errorItem(context, error, index));
		}
	}
	return output;
}

/** As a tool of an agent only the first output is read, so all items go there. */
export function toOutputs(
	context: IExecuteFunctions,
	outputs: readonly (readonly INodeExecutionData[])[],
): INodeExecutionData[][] {
	const lists = outputs.map((items) => [...items]);
	return isTool(context) ? [lists.flat(), ...lists.slice(1).map(() => [])] : lists;
}

function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
