// npm run test:e2e: the packed tarball in a real n8n, driven over its API and in a real browser.
import { run } from '../lib/command.mjs';
import { ensureChromium } from '../lib/chromium.mjs';
import { ensureN8n } from '../lib/n8n-runtime.mjs';
import { buildPackage, packPackage } from '../lib/package.mjs';
import { bin, node24 } from '../lib/paths.mjs';

export async function start(args) {
	await buildPackage();
	const { dir } = await packPackage();
	const env = {
		CHROMIUM_PATH: await ensureChromium(),
		N8N_MODULES: await ensureN8n(),
		JIRA_SYNC_PACKAGE_DIR: dir,
	};
	const jest = [bin('jest'), '--config', 'jest.e2e.config.mjs', '--runInBand', '--passWithNoTests'];
	return await run(node24, [...jest, ...args], { env });
}
