import { isObject } from '../../../src/model/decode';
import type { JsonValue } from '../../../src/model/json';
import { observeExchanges } from '../../../simulators/jira/exchanges';
import { schemaProblems } from '../text/adf-schema';

/** Judges every document that a simulated Jira Cloud took. */
export interface AdfWatch {
	/** What Atlassian's schema says against documents since the last call. */
	take(): readonly string[];
	stop(): void;
}

/** Starts to judge what is written to simulated Clouds by Atlassian's own schema of documents. */
export function watchDocuments(): AdfWatch {
	const problems: string[] = [];
	const stop = observeExchanges(({ deployment, body, status }) => {
		if (deployment !== 'cloud' || status >= 400) return;
		for (const document of documentsIn(body))
			problems.push(
				...schemaProblems(document).map((problem) => `${problem} in ${JSON.stringify(document)}`),
			);
	});
	return { take: () => problems.splice(0), stop };
}

function documentsIn(value: unknown): readonly JsonValue[] {
	if (Array.isArray(value)) return value.flatMap(documentsIn);
	if (!isObject(value)) return [];
	if (value['type'] === 'doc') return [value as JsonValue];
	return Object.values(value).flatMap(documentsIn);
}
