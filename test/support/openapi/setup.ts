import { writeContractPart } from '../contract-report';
import { watchCloud } from './watch';

/** After every test file that `jest.config.mjs` gives this: what its simulated Jira Cloud did must be in Atlassian's document. */
const watch = watchCloud();

afterEach(() => {
	const violations = [...new Set(watch?.take() ?? [])];
	if (violations.length === 0) return;
	throw new Error(`Not as Atlassian's OpenAPI document has it:\n${violations.join('\n')}`);
});

afterAll(() => {
	if (watch === undefined) return;
	watch.stop();
	writeContractPart('cloud', { exchanges: watch.exchanges(), violations: watch.take().length });
});
