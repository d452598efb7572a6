#!/usr/bin/env node
// The one entry behind every npm script: installs what is missing, then runs the job under Node 24.
//   node scripts/run.mjs <build|lint|test|contract|e2e|demo|bench|model|simulate|scan|format> [arguments]
// Runs on any Node.js 20 or later with nothing installed, so it imports only files of scripts/lib.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { run, say, StepFailed } from './lib/command.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { inRoot, node24 } from './lib/paths.mjs';

const jobs = [
	'build',
	'lint',
	'test',
	'contract',
	'e2e',
	'demo',
	'bench',
	'model',
	'simulate',
	'scan',
	'format',
];

async function main([job, ...args]) {
	if (!jobs.includes(job)) {
		throw new StepFailed(`usage: node scripts/run.mjs <${jobs.join('|')}> [arguments]`, 2);
	}
	if (!runsOnNode24()) {
		await ensureDependencies();
		const env = { PATH: [inRoot('node_modules', '.bin'), process.env.PATH].join(path.delimiter) };
		return await run(node24, [inRoot('scripts', 'run.mjs'), job, ...args], { env });
	}
	const { start } = await import(pathToFileURL(inRoot('scripts', 'jobs', `${job}.mjs`)));
	return await start(args);
}

function runsOnNode24() {
	return existsSync(node24) && realpathSync(process.execPath) === realpathSync(node24);
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof StepFailed)) throw error;
	say(error.message);
	process.exitCode = error.status;
}
