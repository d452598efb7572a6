// npm run simulate: a simulator to play with.
import { run } from '../lib/command.mjs';
import { node24 } from '../lib/paths.mjs';

export async function start(args) {
	return await run(node24, ['--import', 'tsx', 'simulators/main.ts', ...args]);
}
