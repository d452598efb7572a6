// npm run model: random histories over the real engine and simulated systems; `--runs N --seed S --json FILE`.
import { run } from '../lib/command.mjs';
import { node24 } from '../lib/paths.mjs';

export async function start(args) {
	return await run(node24, ['--import', 'tsx', 'test/model/main.ts', ...args]);
}
