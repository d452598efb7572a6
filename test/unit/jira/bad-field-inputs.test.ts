import { createJiraSite, type JiraSite } from '../../../simulators/jira';
import type { JiraClient } from '../../../src/jira/client';
import { InputError } from '../../../src/model/failure';
import type { FieldInput } from '../../../src/model/field-schema';
import table from '../../fixtures/bad-field-inputs.json';
import { clientOf } from '../../support/jira-site-client';

/** A bad input for a new issue of project ALL, and what a person is told, one line for each problem. */
interface BadInput {
	readonly what: string;
	readonly issueType: string;
	readonly fields: Readonly<Record<string, FieldInput>>;
	readonly told: readonly string[];
	/** Where Data Center has other fields. */
	readonly toldOnDataCenter?: readonly string[];
}

const BAD_INPUTS = table as unknown as readonly BadInput[];
const NOT_CREATED = 'The issue was not created, because some fields cannot be used.';

async function refusal(
	jira: JiraClient,
	{ issueType, fields }: BadInput,
): Promise<InputError | undefined> {
	const draft = { project: 'ALL', issueType, fields, properties: {} };
	const error: unknown = await jira.createIssue(draft, { exact: true }).then(
		() => undefined,
		(reason: unknown) => reason,
	);
	return error instanceof InputError ? error : undefined;
}

describe.each(['cloud', 'dataCenter'] as const)('bad inputs, %s', (deployment) => {
	let site: JiraSite;
	let jira: JiraClient;

	beforeAll(() => {
		site = createJiraSite({ deployment });
		jira = clientOf(site);
	});

	it.each(BAD_INPUTS)('$what', async (row) => {
		const told = deployment === 'dataCenter' ? (row.toldOnDataCenter ?? row.told) : row.told;

		const error = await refusal(jira, row);

		expect(error?.problems.map(({ field, message }) => `${field}: ${message}`)).toEqual(told);
		expect(error?.message).toBe(`${NOT_CREATED} ${told.join(' ')}`);
		expect(site.requests.filter(({ kind }) => kind === 'write')).toEqual([]);
	});

	it('asks for what can be used once, and writes nothing', () => {
		const asked = site.requests.filter(({ path }) => path.includes('createmeta'));

		expect(asked.length).toBeLessThanOrEqual(8);
		expect(BAD_INPUTS.length).toBeGreaterThanOrEqual(60);
	});
});
