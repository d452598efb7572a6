import { andRuns, checkAccepted, reconcileNow, untilQuiet } from '../act';
import { check, checkEqual } from '../check';
import { redeliver } from '../deliveries';
import { MAIN_ERROR } from '../groups';
import { clearRequests, writesSince } from '../look';
import type { Step } from '../step';

const ECHOES = 10;

/** Nothing changed, so nothing is written, whatever comes in. */
export const quietStep: Step = {
	id: 5,
	name: 'Both sides are quiet: reports, echoes and schedules come in, and nothing is written',
	async play(setting, { say, figure }) {
		await reconcileNow(setting);
		await untilQuiet(setting);
		clearRequests(setting);
		await reconcileNow(setting);
		await reconcileNow(setting);
		await andRuns(setting, 'alert', 1, () =>
			checkAccepted(Promise.all([setting.backtrace.alert(MAIN_ERROR)])),
		);
		const last = setting.jira.deliveries.at(-1);
		check(last !== undefined, 'Jira must have sent a webhook by now');
		await andRuns(setting, 'jiraChange', ECHOES, async () => {
			// Signed by Jira, with identifiers that were never seen: each one starts the workflow.
			for (let index = 0; index < ECHOES; index += 1)
				if (last !== undefined)
					await redeliver(last, { identifier: `echo-${setting.deployment}-${index}` });
		});
		await untilQuiet(setting);
		checkEqual(writesSince(setting), 0, 'Requests that write');
		figure('reads', setting.jira.requests.length);
		figure('writes', writesSince(setting));
		say(
			`${ECHOES} echoes, 2 schedules, 1 report: ${setting.jira.requests.length} reads of Jira, 0 writes`,
		);
	},
};
