// npm run format: lets prettier write.
import { run } from '../lib/command.mjs';
import { bin, node24 } from '../lib/paths.mjs';

export async function start(args) {
	const targets = args.length > 0 ? args : ['.'];
	return await run(node24, [bin('prettier'), '--write', '--log-level=warn', ...targets]);
}
