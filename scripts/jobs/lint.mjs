// npm run lint: n8n's own rules, the layer rules, and the formatting.
import { run, say } from '../lib/command.mjs';
import { bin, node24 } from '../lib/paths.mjs';

export async function start(args) {
	const targets = args.length > 0 ? args : ['.'];
	const eslint = await run(node24, [bin('eslint'), '--no-warn-ignored', ...targets]);
	const prettier = await run(node24, [bin('prettier'), '--check', '--log-level=warn', ...targets]);
	if (eslint === 0 && prettier === 0) say('lint: 0 errors');
	return eslint || prettier;
}
