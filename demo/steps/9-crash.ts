import { waitFor } from '../../test/support/n8n/wait';
import { reconcileNow, untilQuiet } from '../act';
import { check, checkEqual } from '../check';
import { crash, fingerprint } from '../groups';
import { issuesOf } from '../look';
import type { Step } from '../step';

const GROUPS = 50;

/** Jira answers slowly enough that the crash comes in the middle of the work. */
const LATENCY_MS = 60;

/** How many issues exist when n8n dies. */
const WHEN_MADE = 12;

/** n8n dies while fifty errors are reported; the scheduled workflow makes it whole. */
export const crashStep: Step = {
	id: 9,
	name: 'n8n is killed while fifty errors come in; after the restart and a reconcile each has exactly one issue',
	async play(setting, { say, figure }) {
		const { jira, backtrace, n8n } = setting;
		const ids = Array.from({ length: GROUPS }, (_, index) => fingerprint(`storm ${index}`));
		const made = () => ids.filter((id) => issuesOf(setting, id).length > 0).length;
		jira.setLatency(LATENCY_MS);
		const reports = Promise.all(ids.map(async (id) => await backtrace.report(crash(id))));
		await waitFor('some issues', () => (made() >= WHEN_MADE ? true : undefined), {
			timeoutMs: 120_000,
			everyMs: 5,
		});
		await n8n.kill();
		const diedAt = Date.now();
		await reports;
		jira.setLatency(0);
		const survived = made();
		check(survived < GROUPS, `n8n had made all ${GROUPS} issues before it died`);
		await n8n.start();
		await waitFor(
			'the workflows to be live again',
			async () => {
				const ids: readonly string[] = Object.values(setting.workflows.ids);
				const all = await Promise.all(
					ids.map(async (id) => await n8n.client.publicationStatus(id)),
				);
				return all.every(({ status }) => status === 'published') ? true : undefined;
			},
			{ timeoutMs: 120_000 },
		);
		await reconcileNow(setting);
		await untilQuiet(setting, diedAt);
		for (const id of ids)
			checkEqual(issuesOf(setting, id).length, 1, `Living issues of ${id.slice(0, 8)}`);
		const linked = ids.every((id) => issuesOf(setting, id)[0]?.remoteLinks.length === 1);
		check(linked, 'Every issue must have its link for people');
		figure('madeBeforeTheCrash', survived);
		say(
			`${survived} of ${GROUPS} issues existed when n8n was killed, ${GROUPS} after the reconcile`,
		);
	},
};
