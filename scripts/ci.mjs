// Runs the README's commands one after the other and counts what passed. See .ci/run.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { run, say, StepFailed } from './lib/command.mjs';
import { buildDir } from './lib/paths.mjs';
import { countDemo, countJest } from './lib/results.mjs';

const limitMs = 90 * 60_000;
const results = path.join(buildDir, 'ci');
const unitResults = path.join(results, 'test.json');
const e2eResults = path.join(results, 'e2e.json');
const demoResults = path.join(results, 'demo.json');
const jestFlags = (file) => ['--', '--json', `--outputFile=${file}`];

const steps = [
	{ name: 'lint', command: ['npm', ['run', 'lint']] },
	{ name: 'build', command: ['npm', ['run', 'build']] },
	{
		name: 'test',
		command: ['npm', ['test', ...jestFlags(unitResults)]],
		count: () => countJest(unitResults),
	},
	{
		name: 'model',
		command: ['npm', ['run', 'model', '--', '--runs', '1000', '--seed', '815']],
	},
	{ name: 'scan', command: ['npm', ['run', 'scan']] },
	{
		name: 'demo',
		command: ['npm', ['run', 'demo', '--', '--once', '--json', demoResults]],
		count: () => countDemo(demoResults),
	},
	{
		name: 'test:e2e',
		prepare: ensureChromium,
		command: ['npm', ['run', 'test:e2e', ...jestFlags(e2eResults)]],
		count: () => countJest(e2eResults),
	},
];

async function main() {
	rmSync(results, { recursive: true, force: true });
	mkdirSync(results, { recursive: true });
	const deadline = AbortSignal.timeout(limitMs);
	const total = { passed: 0, failed: 0 };
	for (const step of steps) {
		const { passed, failed } = await runStep(step, deadline);
		total.passed += passed;
		total.failed += failed;
	}
	say(`${total.passed} passed, ${total.failed} failed`);
	return total.failed === 0 ? 0 : 1;
}

/** A command counts by what its result file lists, or as one; a command that ends badly counts a failure at least. */
async function runStep({ name, prepare, command, count }, deadline) {
	say(`\n== ${name}`);
	const started = Date.now();
	let status = 1;
	try {
		if (deadline.aborted) throw new StepFailed('no time left');
		await prepare?.();
		status = await run(...command, { signal: deadline });
	} catch (error) {
		if (!(error instanceof StepFailed)) throw error;
		say(error.message);
	}
	const seconds = Math.round((Date.now() - started) / 1000);
	say(
		`== ${name}: ${status === 0 ? 'passed' : `failed with exit status ${status}`} (${seconds} s)`,
	);
	const { passed, failed } = count?.() ?? { passed: status === 0 ? 1 : 0, failed: 0 };
	return { passed, failed: status === 0 ? failed : Math.max(1, failed) };
}

process.exitCode = await main();
