// npm run demo: the simulators, a real n8n with the package, and the story.
import { run } from '../lib/command.mjs';
import { ensureN8n } from '../lib/n8n-runtime.mjs';
import { buildPackage } from '../lib/package.mjs';
import { node24 } from '../lib/paths.mjs';

export async function start(args) {
	await buildPackage();
	const env = { N8N_MODULES: await ensureN8n() };
	return await run(node24, ['--import', 'tsx', 'demo/main.ts', ...args], { env });
}
