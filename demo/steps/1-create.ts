import { isObject } from '../../src/model/decode';
import { waitFor } from '../../test/support/n8n/wait';
import { andRuns, checkAccepted } from '../act';
import { check, checkEqual } from '../check';
import { crash, MAIN_ERROR } from '../groups';
import { allText, issueOf, issuesOf, nameOf } from '../look';
import type { Step } from '../step';

/** The first report of an error becomes an issue, filled from the template. */
export const createStep: Step = {
	id: 1,
	name: 'Backtrace reports a new error: one Jira issue appears, filled from the template',
	async play(setting, { say }) {
		await andRuns(setting, 'alert', 1, async () => {
			await checkAccepted(Promise.all([setting.backtrace.report(crash(MAIN_ERROR))]));
		});
		await waitFor('the issue', () => issuesOf(setting, MAIN_ERROR)[0]);
		const issue = issueOf(setting, MAIN_ERROR);
		const { fields } = issue;
		checkEqual(fields['summary'], 'segfault in std::terminate (Production)', 'Summary');
		checkEqual(fields['customfield_10010'], 'std::terminate', 'Text field "Crash Signature"');
		checkEqual(fields['customfield_10012'], 1, 'Number field "Occurrences"');
		checkEqual(nameOf(issue, 'customfield_10013'), 'Major', 'Select field "Severity"');
		checkEqual(nameOf(issue, 'customfield_10014'), '1.2.3', 'Version field "Found In"');
		checkEqual(fields['customfield_10015'], ['windows'], 'Labels field "Platforms"');
		checkEqual(nameOf(issue, 'customfield_10016'), 'Ann Ray', 'User field "Triage Owner"');
		checkEqual(fields['labels'], ['Backtrace'], 'Labels');
		checkBody(fields['description'], setting.backtraceUrl);
		const links = issue.remoteLinks.map(({ object }) =>
			isObject(object) ? object['url'] : undefined,
		);
		check(
			links.length === 1 && String(links[0]).startsWith(setting.backtraceUrl),
			'The issue must have one link to the error group',
		);
		say(`${issue.key} "${String(fields['summary'])}"`);
	},
};

function checkBody(body: unknown, backtraceUrl: string): void {
	const text = allText(body);
	for (const part of ['First seen', 'Last seen', 'windows', backtraceUrl])
		check(text.includes(part), `The description must hold "${part}"; it is: ${text}`);
	check(!text.includes('$'), `No hole of the template may be left: ${text}`);
}
