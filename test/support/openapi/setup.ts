import { writeContractPart } from '../contract-report';
import { watchDocuments } from './adf-watch';
import { watchExchanges } from './watch';

/** Jest runs this before each test file: what its simulated Jiras say must be in Atlassian's documents, where they are at hand. */
const watch = watchExchanges();
/** Every document that a simulated Cloud took must be one by Atlassian's own schema. */
const documents = watchDocuments();

afterEach(() => {
	const violations = [...new Set([...watch.take(), ...documents.take()])];
	if (violations.length === 0) return;
	throw new Error(`Not as Atlassian's documents have it:\n${violations.join('\n')}`);
});

afterAll(() => {
	watch.stop();
	documents.stop();
	for (const deployment of ['cloud', 'dataCenter'] as const) {
		const exchanges = watch.exchanges(deployment);
		if (exchanges === 0) continue;
		const name = deployment === 'cloud' ? 'cloud' : 'datacenter';
		writeContractPart(name, { exchanges, violations: watch.violations(deployment) });
	}
});
