import type { N8nInstance } from '../test/support/n8n/real-n8n';
import type { StoryReport } from './report';
import type { Step, StepNotes } from './step';
import { STEPS } from './steps';
import type { Deployment } from './deployment';
import { createSetting, type Setting } from './world';

const TITLES: Readonly<Record<Deployment, string>> = {
	cloud: 'Jira Cloud, signed in with an e-mail and an API token',
	dataCenter: 'Jira Data Center, signed in with a personal access token',
};

/** Plays the story against one deployment. A step that fails ends it: the later ones stand on it. */
export async function playStory(
	n8n: N8nInstance,
	deployment: Deployment,
	report: StoryReport,
): Promise<Setting> {
	report.heading(TITLES[deployment]);
	const setting = await createSetting(n8n, deployment);
	for (const step of STEPS) if (!(await playStep(setting, step, report))) break;
	return setting;
}

async function playStep(setting: Setting, step: Step, report: StoryReport): Promise<boolean> {
	const start = performance.now();
	const said: string[] = [];
	const figures: Record<string, number> = {};
	const notes: StepNotes = {
		say: (text) => void said.push(text),
		figure: (name, value) => void (figures[name] = value),
	};
	const error = await attempt(async () => await step.play(setting, notes));
	report.add({
		id: step.id,
		deployment: setting.deployment,
		name: step.name,
		ok: error === undefined,
		ms: Math.round(performance.now() - start),
		...(error !== undefined && { error }),
		...(Object.keys(figures).length > 0 && { figures }),
	});
	for (const text of said) report.say(text);
	return error === undefined;
}

async function attempt(work: () => Promise<void>): Promise<string | undefined> {
	try {
		await work();
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
