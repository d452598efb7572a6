import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import type { Failing } from './batch';
import { proveWithFleet } from './fleet';
import { historyAt, shrink } from './shrink';
import { tell } from './story';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Counterexamples that are shrunk and shown; the rest is named by seed and path. */
const SHOWN = 3;
const PROGRESS_MS = 30_000;

/**
 * `npm run model -- --runs N --seed S --json FILE --processes P`: plays N random histories and writes what an outsider who knows
 * every edit found wrong. Ends with exit status 1 if anything was. `npm run model -- --seed S --path P` plays one history again
 * and tells it.
 */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			runs: { type: 'string', default: '2000' },
			seed: { type: 'string', default: String(Date.now() % 1_000_000) },
			json: { type: 'string' },
			processes: { type: 'string', default: String(availableParallelism()) },
			path: { type: 'string' },
		},
	});
	const [runs, seed, processes] = [values.runs, values.seed, values.processes].map((text) =>
		wholeNumber(text),
	) as [number, number, number];
	if (values.path !== undefined) {
		for (const line of await tell(historyAt({ seed, path: values.path }))) say(line);
		return 0;
	}
	const proof = await playAll(runs, seed, processes);
	const { runs: played, ...figures } = proof.figures;
	const json = JSON.stringify(
		{ runs: played, seed, ...figures, seconds: proof.seconds },
		null,
		'\t',
	);
	say(json);
	if (values.json !== undefined) writeFileSync(values.json, `${json}\n`);
	for (const failing of proof.failing.slice(0, SHOWN)) await show(failing);
	for (const { seed: from, path } of proof.failing.slice(SHOWN))
		say(`also wrong: --seed ${from} --path ${path}`);
	return proof.failing.length === 0 ? 0 : 1;
}

async function playAll(runs: number, seed: number, processes: number) {
	say(`${runs} histories, seed ${seed}, ${processes} processes`);
	const started = Date.now();
	let told = started;
	const proof = await proveWithFleet({
		runs,
		seed,
		processes,
		onProgress: ({ figures, failing }) => {
			if (Date.now() - told < PROGRESS_MS) return;
			told = Date.now();
			say(`  ${figures.runs} played, ${failing.length} wrong, ${seconds(started)} s`);
		},
	});
	return { ...proof, seconds: seconds(started) };
}

function seconds(since: number): number {
	return Math.round((Date.now() - since) / 1_000);
}

function wholeNumber(text: string): number {
	const number = Number(text);
	if (!Number.isInteger(number)) throw new Error(`"${text}" is not a whole number.`);
	return number;
}

async function show(failing: Failing): Promise<void> {
	const { seed, path, history, verdict } = await shrink(failing);
	say(`\ncounterexample: npm run model -- --seed ${seed} --path ${path}`);
	say(JSON.stringify(history));
	say(JSON.stringify(verdict));
}

void main().then((status) => {
	process.exitCode = status;
});
