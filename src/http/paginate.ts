import { ServiceError } from '../model/failure';

/** One page of rows; `next` is absent on the last. The cursor's meaning belongs to the one who made it. */
export interface Page<Row, Cursor> {
	readonly rows: readonly Row[];
	readonly next?: Cursor;
}

export interface PagingLimits {
	/** For the message, for example `Jira`. */
	readonly service: string;
	/** For the message, for example `/rest/api/3/search/jql`. */
	readonly path: string;
	/** Pages read at most. Default 1000. */
	readonly maxPages?: number;
}

const DEFAULT_MAX_PAGES = 1_000;

/**
 * Rows of all pages, each page fetched when its first row is wanted.
 *
 * Throws `ServiceError` of kind `protocol` when the service gives the same cursor twice, or more pages than the cap: an
 * endless list must not end as a silent, partial one.
 */
export async function* paginate<Row, Cursor>(
	fetchPage: (cursor: Cursor | undefined) => Promise<Page<Row, Cursor>>,
	limits: PagingLimits,
): AsyncGenerator<Row, void, undefined> {
	const seen = new Set<string>();
	let cursor: Cursor | undefined;
	for (let count = 0; count < (limits.maxPages ?? DEFAULT_MAX_PAGES); count += 1) {
		const page = await fetchPage(cursor);
		yield* page.rows;
		if (page.next === undefined) return;
		const mark = JSON.stringify(page.next);
		if (seen.has(mark)) throw pagingFailure(limits, 'gave the same page twice');
		seen.add(mark);
		cursor = page.next;
	}
	throw pagingFailure(limits, 'gave more pages than are read at once');
}

/** The first `limit` rows; stops fetching as soon as it has them. */
export async function take<Row>(rows: AsyncIterable<Row>, limit: number): Promise<readonly Row[]> {
	const taken: Row[] = [];
	if (limit <= 0) return taken;
	for await (const row of rows) {
		taken.push(row);
		if (taken.length >= limit) break;
	}
	return taken;
}

function pagingFailure({ service, path }: PagingLimits, problem: string): ServiceError {
	return new ServiceError(`${service} ${problem}. [${path}]`, {
		kind: 'protocol',
		service,
		method: 'GET',
		path,
		messages: [problem],
		fieldErrors: {},
		ambiguous: false,
	});
}
