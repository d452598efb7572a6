import { reconcileNow, untilQuiet } from '../act';
import { checkEqual } from '../check';
import { MAIN_ERROR } from '../groups';
import { assigneeOf, issueOf, nameOf } from '../look';
import { displayName } from '../people';
import type { Step } from '../step';

/** Backtrace sends no event for a change by hand: the scheduled workflow carries it to Jira. */
export const toJiraStep: Step = {
	id: 4,
	name: "Backtrace changes status and assignee: the issue follows through its workflow's transitions",
	async play(setting, { say }) {
		const { backtrace } = setting;
		backtrace.edit(MAIN_ERROR, { state: 'open', assignee: 'ann@example.com' });
		await reconcileNow(setting);
		checkIssue(setting, 'To Do', displayName('ann'));

		backtrace.edit(MAIN_ERROR, { state: 'resolved', assignee: null });
		// Each echo of what the sync itself writes is delivered three times: none of them may have an effect.
		setting.jira.duplicateNextWebhook(3);
		await reconcileNow(setting);
		checkIssue(setting, 'Done', undefined);
		checkEqual(nameOf(issueOf(setting, MAIN_ERROR), 'resolution'), 'Done', 'Resolution');
		await untilQuiet(setting);
		say('To Do → In Progress → Done, two transitions');
	},
};

function checkIssue(
	setting: Parameters<Step['play']>[0],
	status: string,
	assignee: string | undefined,
): void {
	const issue = issueOf(setting, MAIN_ERROR);
	checkEqual(nameOf(issue, 'status'), status, 'Status in Jira');
	checkEqual(assigneeOf(issue), assignee, 'Assignee in Jira');
}
