import { isObject } from '../../src/model/decode';
import { AnswerNow } from '../kernel';
import { histogram, shownState, type ErrorGroup } from './group';

/** A query as this stand-in understands it: groups by fingerprint with folds, filtered by fingerprint or state. */
interface Query {
	readonly filter: Readonly<Record<string, readonly (readonly unknown[])[]>>;
	readonly fold: Readonly<Record<string, readonly (readonly unknown[])[]>>;
	readonly limit: number;
	readonly offset: number;
}

/**
 * Answers `POST /api/query`. The shape follows the public clients (backtrace-labs/backtrace-morgue and
 * backtrace-labs/backtrace-forensics): each row is `[group, [cell per column], count]`.
 */
export function answerQuery(groups: readonly ErrorGroup[], body: unknown): unknown {
	const query = readQuery(body);
	const matching = groups.filter((group) => matches(group, query));
	const page = matching.slice(query.offset, query.offset + query.limit);
	const columns = Object.entries(query.fold).flatMap(([name, operations]) =>
		operations.map(([operation]) => ({ name, operation: String(operation) })),
	);
	return {
		response: {
			version: '1.2.0',
			seq: 1,
			encoding: 'rle',
			columns: columns.map(({ name, operation }) => [`${operation}(${name})`, 'none']),
			columns_desc: columns.map(({ name, operation }) => ({ name, format: 'none', op: operation })),
			factors_desc: [{ name: 'fingerprint', format: 'sha256', type: 'dictionary' }],
			values: page.map((group) => [
				group.fingerprint,
				columns.map(({ name, operation }) => cell(group, name, operation)),
				group.crashes.length,
			]),
			cardinalities: { pagination: { rows: matching.length, groups: matching.length } },
		},
		_: { universe: 'demo', tx: 1 },
	};
}

function readQuery(body: unknown): Query {
	if (!isObject(body)) refuse('The query must be a JSON object');
	const group = body['group'];
	if (!Array.isArray(group) || group[0] !== 'fingerprint')
		refuse('This stand-in groups by fingerprint only');
	const [filter] = Array.isArray(body['filter']) ? body['filter'] : [];
	return {
		filter: isObject(filter) ? (filter as Query['filter']) : {},
		fold: isObject(body['fold']) ? (body['fold'] as Query['fold']) : {},
		limit: typeof body['limit'] === 'number' ? body['limit'] : 20,
		offset: typeof body['offset'] === 'number' ? body['offset'] : 0,
	};
}

function refuse(message: string): never {
	throw new AnswerNow({ status: 200, body: { error: { message, code: 2 } } });
}

function matches(group: ErrorGroup, { filter }: Query): boolean {
	return Object.entries(filter).every(([name, conditions]) =>
		conditions.every(([operation, value]) => holds(group, name, operation, value)),
	);
}

function holds(group: ErrorGroup, name: string, operation: unknown, value: unknown): boolean {
	if (operation !== 'equal')
		refuse(`This stand-in does not know the operation ${String(operation)}`);
	return firstValue(group, name) === value;
}

function cell(group: ErrorGroup, name: string, operation: string): readonly unknown[] {
	switch (operation) {
		case 'head': {
			const value = firstValue(group, name);
			return value === undefined || value === '' ? [] : [value];
		}
		case 'range':
			return name === 'timestamp' ? [Math.min(...group.times), Math.max(...group.times)] : [];
		case 'histogram':
			return histogram(group, name);
		default:
			return refuse(`This stand-in does not know the fold ${operation}`);
	}
}

function firstValue(group: ErrorGroup, name: string): string | undefined {
	switch (name) {
		case 'fingerprint':
			return group.fingerprint;
		case 'fingerprint;issues;state':
			return shownState(group);
		case 'fingerprint;issues;ticket':
			return group.ticket;
		case 'fingerprint;issues;tags':
			return group.tags;
		case 'callstack':
			return JSON.stringify({ frame: group.callstack });
		case 'classifiers':
			return group.classifiers.join(' ');
		default:
			return histogram(group, name)[0]?.[0];
	}
}
