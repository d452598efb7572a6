import type { NodeApiError } from 'n8n-workflow';
import type { EngineResult } from '../support/n8n/headless';
import { BAD_INPUTS, type BadInput } from '../support/engine-bad-inputs';
import {
	DEPLOYMENTS,
	errorText,
	pairedIndexes,
	storedErrors,
	useEngine,
	type EngineJira,
} from '../support/engine-jira';

/** Stands in the items that are worked on: no error may repeat it. */
const PAYLOAD = 'PAYLOAD-7f3a91';

const { open } = useEngine();

async function withIssues(deployment: EngineJira['deployment']): Promise<EngineJira> {
	const jira = await open(deployment);
	await jira.site.asUser('kim').create('CRASH', 'Bug', { summary: 'one' });
	await jira.site.asUser('kim').create('PLAN', 'Task', { summary: 'two' });
	return jira;
}

const SYNCING = ['syncPair', 'compare', 'reconcileMany'];

/** Where n8n puts the error output: behind the node's own outputs. */
function errorOutput({ type = 'jiraIssue', parameters }: BadInput): number {
	const { operation } = Object.assign({ operation: '' }, parameters);
	if (type === 'jiraSync') return SYNCING.includes(operation) ? 3 : 1;
	return type === 'jiraResolvedUntil' || operation === 'upsert' ? 2 : 1;
}

describe.each(DEPLOYMENTS)('bad input, %s', (deployment) => {
	it.each(BAD_INPUTS)('$name', async (input) => {
		const { type = 'jiraIssue', parameters, says, options = {}, output = 0 } = input;
		const [bad = {}, good = {}] = [input.bad, input.good].map((item) => ({
			text: PAYLOAD,
			...item,
		}));
		const onFreshSite = async (items: readonly object[], onError?: OnError) => {
			const { site, run } = await withIssues(deployment);
			const before = JSON.stringify(site.issues());
			const node = onError && { node: { onError } };
			const result = await run(type, parameters, items, { ...options, ...node });
			const changed = JSON.stringify(site.issues()) !== before;
			return { result, changed };
		};

		const stopped = await onFreshSite([bad]);
		const text = errorText(stopped.result);
		for (const part of says) expect(text).toContain(part);
		expect(storedErrors(stopped.result)).not.toContain(PAYLOAD);
		expect(stopped.result.status).toBe('error');
		expect(itemIndexOf(stopped.result)).toBe(0);
		expect(stopped.changed).toBe(false);

		const { result: apart } = await onFreshSite([bad, good], 'continueErrorOutput');
		const errors = apart.items('Node', errorOutput(input));
		expect(errors.map(pairedIndexes)).toEqual([[0]]);
		const shown = Object.values(errors[0]?.json ?? {}).join('\n');
		for (const part of says) expect(shown).toContain(part);
		expect(apart.items('Node', output).map(pairedIndexes)[0]).toEqual([1]);

		const { result: together } = await onFreshSite([bad, good], 'continueRegularOutput');
		const items = [0, 1, 2, 3].flatMap((index) => together.items('Node', index));
		const [failed, done] = [true, false].map((is) =>
			items.filter(({ json }) => 'error' in json === is).map(pairedIndexes),
		);
		expect(failed).toEqual([[0]]);
		expect(done?.[0]).toEqual([1]);

		const late = await onFreshSite([good, bad]);
		// One item of a reconcile that holds no record does not stop the others.
		if (isReconcile(input)) expect(late.result.items('Node', 3).map(pairedIndexes)).toEqual([[1]]);
		else expect(itemIndexOf(late.result)).toBe(1);
	});
});

function isReconcile({ parameters }: BadInput): boolean {
	return Object.assign({ operation: '' }, parameters).operation === 'reconcileMany';
}

type OnError = 'continueRegularOutput' | 'continueErrorOutput';

const itemIndexOf = ({ error }: EngineResult) => (error as NodeApiError).context['itemIndex'];
