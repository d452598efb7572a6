import { andRuns, checkAccepted } from '../act';
import { checkEqual } from '../check';
import { crash, fingerprint, MAIN_ERROR } from '../groups';
import { issuesOf } from '../look';
import type { Step } from '../step';

const AT_ONCE = 10;

/** The same payload again, and ten at once, for an error that is known and for one that is new. */
export const onceStep: Step = {
	id: 2,
	name: 'The same report again, and ten at once: still one issue',
	async play(setting, { say }) {
		const { backtrace } = setting;
		const tenTimes = (id: string) =>
			checkAccepted(Promise.all(Array.from({ length: AT_ONCE }, () => backtrace.alert(id))));
		await andRuns(setting, 'alert', 1, () =>
			checkAccepted(Promise.all([backtrace.alert(MAIN_ERROR)])),
		);
		await andRuns(setting, 'alert', AT_ONCE, () => tenTimes(MAIN_ERROR));
		checkEqual(issuesOf(setting, MAIN_ERROR).length, 1, 'Issues of the known error');

		const fresh = fingerprint('ten at once');
		backtrace.record(crash(fresh));
		await andRuns(setting, 'alert', AT_ONCE, () => tenTimes(fresh));
		checkEqual(
			issuesOf(setting, fresh).length,
			1,
			'Issues of an error whose first ten reports came at once',
		);
		say('22 reports of two errors made two issues');
	},
};
