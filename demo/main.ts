import { owner } from '../test/support/n8n/n8n-client';
import { startN8n } from '../test/support/n8n/real-n8n';
import { parseArguments } from './arguments';
import { createReport } from './report';
import { playStory } from './story';

/** Waits for Ctrl+C, or for a polite end by the system. */
async function untilStopped(): Promise<void> {
	await new Promise<void>((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
}

async function main(): Promise<void> {
	const { once, jsonFile } = parseArguments(process.argv.slice(2));
	const report = createReport((line) => console.log(line));
	report.heading('Starting n8n …');
	const n8n = await startN8n();
	const settings = [];
	try {
		for (const deployment of ['cloud', 'dataCenter'] as const)
			settings.push(await playStory(n8n, deployment, report));
		if (jsonFile !== undefined) report.save(jsonFile);
		const held = report.steps.filter(({ ok }) => ok).length;
		report.heading(`${held} of ${report.steps.length} steps held.`);
		if (!once) {
			report.heading(`The editor is open at ${n8n.baseUrl}`);
			console.log(`Sign in with ${owner.email} and the password ${owner.password}`);
			for (const { deployment, jiraUrl } of settings)
				console.log(`Jira (${deployment}): ${jiraUrl}`);
			console.log('Ctrl+C ends everything.');
			await untilStopped();
		}
	} finally {
		for (const setting of settings) await setting.close();
		await n8n.stop();
	}
	process.exitCode = report.ok() ? 0 : 1;
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
