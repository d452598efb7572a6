import { observeExchanges, type Exchange } from '../../../simulators/jira/exchanges';
import { readDataCenterDocument } from '../judges/installed';
import { cloudLaw } from './cloud';
import { dataCenterLaw } from './data-center';
import { readOpenApiDocument } from './document';
import { createJudge, type Judge } from './judge';

export type Deployment = Exchange['deployment'];

/** Judges what goes on at every simulated Jira of the process. */
export interface Watch {
	/** Number of exchanges that were judged so far. */
	exchanges(deployment: Deployment): number;
	/** Violations since the last call. */
	take(): readonly string[];
	/** Violations ever. */
	violations(deployment: Deployment): number;
	stop(): void;
}

/** Starts to judge; a document is read when the first exchange comes. Without the document nothing is judged. */
export function watchExchanges(): Watch {
	const judges = { cloud: lazily(cloudJudge), dataCenter: lazily(dataCenterJudge) };
	const exchanges = { cloud: 0, dataCenter: 0 };
	const counts = { cloud: 0, dataCenter: 0 };
	const violations: string[] = [];
	const stop = observeExchanges((exchange: Exchange) => {
		const { deployment } = exchange;
		const verdict = judges[deployment]()?.(exchange);
		if (verdict === undefined) return;
		exchanges[deployment] += 1;
		counts[deployment] += verdict.violations.length;
		violations.push(...verdict.violations.map((text) => `${deployment}: ${text}`));
	});
	return {
		exchanges: (deployment) => exchanges[deployment],
		violations: (deployment) => counts[deployment],
		take: () => violations.splice(0),
		stop,
	};
}

function cloudJudge(): Judge | undefined {
	const document = readOpenApiDocument();
	return document === undefined ? undefined : createJudge(cloudLaw(document));
}

function dataCenterJudge(): Judge | undefined {
	const document = readDataCenterDocument();
	return document === undefined ? undefined : createJudge(dataCenterLaw(document));
}

function lazily<T>(make: () => T): () => T {
	let made: { readonly value: T } | undefined;
	return () => (made ??= { value: make() }).value;
}
