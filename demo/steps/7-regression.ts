import { executionItems, type Execution } from '../../test/support/n8n/n8n-client';
import { andRuns, checkAccepted, untilQuiet } from '../act';
import { check, checkEqual } from '../check';
import { crash, MAIN_ERROR } from '../groups';
import { allText, issueOf, nameOf } from '../look';
import type { Step } from '../step';
import type { Setting } from '../world';

const AT_ONCE = 10;

/** The issue is done with Fix Version 1.3.0; the error comes back in 1.3.0, in 1.2.0, then in 1.4.0. */
export const regressionStep: Step = {
	id: 7,
	name: 'The error comes back: covered by the fix it stays resolved; in a later version it reopens once, with a comment',
	async play(setting, { say }) {
		checkEqual(nameOf(issueOf(setting, MAIN_ERROR), 'status'), 'Done', 'Status before');
		const comments = issueOf(setting, MAIN_ERROR).comments.length;
		for (const version of ['1.3.0', '1.2.0']) {
			const [execution] = await reportCrash(setting, version);
			checkEqual(nameOf(issueOf(setting, MAIN_ERROR), 'status'), 'Done', `Status after ${version}`);
			const reason = reasonOf(execution, 1);
			check(/fix version 1\.3\.0/.test(reason), `The reason must name the fix version: ${reason}`);
			say(`${version}: ${reason}`);
		}
		const { changelog } = issueOf(setting, MAIN_ERROR);
		setting.backtrace.record(crash(MAIN_ERROR, { version: '1.4.0' }));
		await andRuns(setting, 'alert', AT_ONCE, () =>
			checkAccepted(
				Promise.all(Array.from({ length: AT_ONCE }, () => setting.backtrace.alert(MAIN_ERROR))),
			),
		);
		await untilQuiet(setting);
		const issue = issueOf(setting, MAIN_ERROR);
		check(nameOf(issue, 'status') !== 'Done', 'The issue must be open again');
		const moves = issue.changelog
			.slice(changelog.length)
			.flatMap(({ items }) => items)
			.filter((item) => item['field'] === 'status' && item['fromString'] === 'Done');
		checkEqual(moves.length, 1, 'Reopenings');
		const said = issue.comments.slice(comments).map(({ body }) => allText(body));
		checkEqual(said.length, 1, 'Comments');
		check(
			/1\.4\.0 is later than the fix version 1\.3\.0/.test(said[0] ?? ''),
			`The comment must say why: ${said[0]}`,
		);
		say(`1.4.0, ten times at once: one reopening, one comment`);
	},
};

async function reportCrash(setting: Setting, version: string): Promise<readonly Execution[]> {
	return await andRuns(setting, 'alert', 1, () =>
		checkAccepted(Promise.all([setting.backtrace.report(crash(MAIN_ERROR, { version }))])),
	);
}

function reasonOf(execution: Execution | undefined, output: number): string {
	const [item] =
		execution === undefined ? [] : executionItems(execution, 'Check for Regression', output);
	return String(item?.['reason'] ?? '');
}
