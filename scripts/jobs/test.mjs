// npm test: type-check, then every Jest test but the end-to-end ones. Arguments go to Jest.
import { globSync } from 'node:fs';
import { must, run } from '../lib/command.mjs';
import { ensureJudges } from '../lib/judges.mjs';
import { ensureN8n } from '../lib/n8n-runtime.mjs';
import { buildPackage } from '../lib/package.mjs';
import { bin, node24, root } from '../lib/paths.mjs';

export async function start(args) {
	await must('type-check', node24, [bin('tsc'), '--project', 'tsconfig.test.json', '--noEmit']);
	await buildPackage();
	await ensureJudges();
	const env = {};
	if (globSync('test/engine/**/*.test.ts', { cwd: root }).length > 0)
		env.N8N_MODULES = await ensureN8n();
	return await run(node24, [bin('jest'), ...args], { env });
}
