// npm run contract: what others say about the simulated Jira: Atlassian's documents of the REST API, and clients that
// know nothing of this project. `--json FILE` writes the figures; other arguments go to Jest.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run, say, StepFailed } from '../lib/command.mjs';
import { ensureJudges } from '../lib/judges.mjs';
import { bin, buildDir, node24 } from '../lib/paths.mjs';

const products = { cloud: 'Jira Cloud', datacenter: 'Jira Data Center' };
const figures = ['routes', 'exchanges', 'violations', 'clientCalls', 'clientFailures'];

export async function start(args) {
	const { file, rest } = readArguments(args);
	await ensureJudges();
	const parts = path.join(buildDir, 'contract');
	rmSync(parts, { recursive: true, force: true });
	mkdirSync(parts, { recursive: true });
	const tests = [
		'--selectProjects',
		'core',
		'--testPathPatterns',
		'test/(contract|scenario)/',
		...rest,
	];
	const status = await run(node24, [bin('jest'), ...tests], { env: { CONTRACT_PARTS: parts } });
	const report = addUp(readParts(parts));
	if (file !== undefined) writeFileSync(file, `${JSON.stringify(report, null, '\t')}\n`);
	say(summaryOf(report));
	return status === 0 && isClean(report) ? 0 : Math.max(1, status);
}

function readArguments(args) {
	const at = args.indexOf('--json');
	if (at < 0) return { file: undefined, rest: args };
	if (args[at + 1] === undefined) throw new StepFailed('--json needs a file', 2);
	return { file: path.resolve(args[at + 1]), rest: args.toSpliced(at, 2) };
}

function readParts(folder) {
	return readdirSync(folder).map((name) =>
		JSON.parse(readFileSync(path.join(folder, name), 'utf8')),
	);
}

function addUp(parts) {
	const report = {};
	for (const deployment of Object.keys(products)) {
		const own = parts.filter((part) => part.deployment === deployment);
		const sum = (name) => own.reduce((total, part) => total + (part[name] ?? 0), 0);
		report[deployment] = Object.fromEntries(figures.map((name) => [name, sum(name)]));
	}
	return { ...report, skipped: parts.flatMap((part) => part.skipped ?? []) };
}

function isClean(report) {
	return Object.keys(products).every(
		(deployment) => report[deployment].violations === 0 && report[deployment].clientFailures === 0,
	);
}

function summaryOf(report) {
	const lines = Object.entries(products).map(([deployment, name]) => {
		const { routes, exchanges, violations, clientCalls, clientFailures } = report[deployment];
		return (
			`${name}: ${routes} routes; ${exchanges} exchanges held against Atlassian's document, ` +
			`${violations} violations; ${clientCalls} calls of a foreign client, ${clientFailures} failures`
		);
	});
	return ['', ...lines, ...report.skipped.map((why) => `skipped: ${why}`)].join('\n');
}
