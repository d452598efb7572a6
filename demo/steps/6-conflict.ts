import { isObject } from '../../src/model/decode';
import { waitFor } from '../../test/support/n8n/wait';
import { executionItems } from '../../test/support/n8n/n8n-client';
import { andRuns, untilQuiet } from '../act';
import { check, checkEqual } from '../check';
import { MAIN_ERROR } from '../groups';
import { assigneeOf, issueOf } from '../look';
import { displayName, userField } from '../people';
import type { Step } from '../step';

/** Both sides change the assignee before any sync sees it. */
export const conflictStep: Step = {
	id: 6,
	name: 'Both sides change the assignee: the policy (prefer Jira) decides, and the report shows both',
	async play(setting, { say }) {
		const { jira, backtrace } = setting;
		const { key } = issueOf(setting, MAIN_ERROR);
		backtrace.edit(MAIN_ERROR, { assignee: 'ann@example.com' });
		const executions = await andRuns(setting, 'jiraChange', 1, async () => {
			await jira.asUser('kim').edit(key, { assignee: userField(setting.deployment, 'bob') });
		});
		await waitFor('Backtrace to follow Jira', () =>
			backtrace.shown(MAIN_ERROR).assignee === 'bob@example.com' ? true : undefined,
		);
		const [report] = executions.flatMap((execution) => executionItems(execution, 'Sync Pair', 0));
		check(report !== undefined, 'The sync must have made a report');
		checkEqual(report?.['conflicts'], ['assignee'], 'Conflicts in the report');
		const decisions = report?.['decisions'];
		const decision = isObject(decisions) ? decisions['assignee'] : undefined;
		check(isObject(decision), 'The report must hold the decision');
		if (isObject(decision))
			checkEqual(
				[decision['row'], decision['source']],
				['M5', 'ann@example.com'],
				"The loser's value",
			);
		await untilQuiet(setting);
		checkEqual(assigneeOf(issueOf(setting, MAIN_ERROR)), displayName('bob'), 'Assignee in Jira');
		say(String(Array.isArray(report?.['explanation']) ? report['explanation'].join('; ') : ''));
	},
};
