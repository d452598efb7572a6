import { observeExchanges, type Exchange } from '../../../simulators/jira/exchanges';
import { readOpenApiDocument } from './document';
import { createJudge } from './judge';

/** Judges what goes on at every simulated Jira Cloud. */
export interface Watch {
	/** Number of exchanges with Cloud so far. */
	exchanges(): number;
	/** Operations that were seen, as `METHOD /path/{template}`. */
	operations(): readonly string[];
	/** Violations since the last call. */
	take(): readonly string[];
	stop(): void;
}

/** Starts to judge; nothing when the document is not at hand. */
export function watchCloud(): Watch | undefined {
	const document = readOpenApiDocument();
	if (document === undefined) return undefined;
	const judge = createJudge(document);
	const violations: string[] = [];
	const operations = new Set<string>();
	let exchanges = 0;
	const stop = observeExchanges((exchange: Exchange) => {
		if (exchange.deployment !== 'cloud') return;
		exchanges += 1;
		const verdict = judge(exchange);
		if (verdict.operation !== undefined) operations.add(verdict.operation);
		violations.push(...verdict.violations);
	});
	return {
		exchanges: () => exchanges,
		operations: () => [...operations].sort(),
		take: () => violations.splice(0),
		stop,
	};
}
