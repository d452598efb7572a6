import { executionIds, untilQuiet } from '../act';
import { check, checkEqual } from '../check';
import { redeliver } from '../deliveries';
import { clearRequests, writesSince } from '../look';
import type { Step } from '../step';

/** Who cannot sign cannot start anything; what came before starts nothing again. */
export const forgedStep: Step = {
	id: 8,
	name: 'A forged, an unsigned and a replayed webhook change nothing',
	async play(setting, { say }) {
		const real = setting.jira.deliveries.at(-1);
		if (real === undefined) throw new Error('Jira must have sent a webhook by now');
		await untilQuiet(setting);
		clearRequests(setting);
		const before = await executionIds(setting, 'jiraChange');
		const forged = await redeliver(real, {
			body: real.body.replace(/"timestamp":\s*\d+/, '"timestamp":1'),
		});
		const unsigned = await redeliver(real, { without: ['x-hub-signature'] });
		const replayed = await redeliver(real);
		check([401, 403].includes(forged), `A forged webhook was answered ${forged}`);
		check([401, 403].includes(unsigned), `An unsigned webhook was answered ${unsigned}`);
		checkEqual(replayed, 200, 'Answer to a replayed webhook');
		await untilQuiet(setting);
		checkEqual(writesSince(setting), 0, 'Requests that write');
		const started = (await executionIds(setting, 'jiraChange')).length - before.length;
		say(
			`forged ${forged}, unsigned ${unsigned}, replayed ${replayed}; ${started} workflow runs, 0 writes`,
		);
	},
};
