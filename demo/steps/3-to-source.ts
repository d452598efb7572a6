import { waitFor } from '../../test/support/n8n/wait';
import { reconcileNow, untilQuiet } from '../act';
import { check, checkEqual } from '../check';
import { MAIN_ERROR } from '../groups';
import { issueOf } from '../look';
import { userField } from '../people';
import type { Step } from '../step';

/** Jira's webhook carries a person's changes to Backtrace. */
export const toSourceStep: Step = {
	id: 3,
	name: 'Somebody resolves the issue in Jira and assigns it: Backtrace gets status and assignee',
	async play(setting, { say }) {
		const { jira, backtrace } = setting;
		// The first look at both sides: from here on the sync knows what they agreed on.
		await reconcileNow(setting);
		const { key } = issueOf(setting, MAIN_ERROR);
		const before = jira.deliveries.length;
		await jira.asUser('kim').edit(key, { assignee: userField(setting.deployment, 'bob') });
		await jira.asUser('kim').transition(key, 'In Progress');
		await jira.asUser('kim').transition(key, 'Done', {
			resolution: { name: 'Done' },
			fixVersions: [{ name: '1.3.0' }],
		});
		await waitFor(
			'Backtrace to show the change',
			() => {
				const { state, assignee } = backtrace.shown(MAIN_ERROR);
				return state === 'resolved' && assignee === 'bob@example.com' ? true : undefined;
			},
			{ timeoutMs: 45_000 },
		);
		await untilQuiet(setting);
		const deliveries = jira.deliveries.slice(before);
		check(
			deliveries.length >= 3 && deliveries.every(({ headers }) => 'x-hub-signature' in headers),
			'Every webhook must be signed',
		);
		checkEqual(
			backtrace.shown(MAIN_ERROR),
			{ state: 'resolved', assignee: 'bob@example.com' },
			'Backtrace',
		);
		say(`${deliveries.length} signed webhooks from Jira`);
	},
};
