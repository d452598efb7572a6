// Installs the judges of the simulated Jira, clients of Jira that others wrote, into the user's cache. They stay out of
// the project's own dependencies: one of them needs an `overrides` entry, which a published package.json must not have.
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './cached-install.mjs';
import { must, say, StepFailed } from './command.mjs';
import location from './judges-location.cjs';

const { judgesDir, judgesManifest } = location;

/** Both are ES modules, which Jest's CommonJS tests cannot load, so each becomes one CommonJS file. */
const bundles = {
	'jira-js.cjs': 'jira.js/dist/index.js',
	'data-center-client.cjs': '@atlassian-dc-mcp/jira/src/jira-client/index.ts',
};
/** Generated from Atlassian's document of Jira Data Center, which is not published as such. */
const generatedClient = '@atlassian-dc-mcp/jira/src/jira-client';

/** Installs them if need be (20 seconds; 2 MB stay). Without them their tests say that they were skipped. */
export async function ensureJudges() {
	const dir = judgesDir();
	try {
		await ensureInstalled(dir, 'the judges of the simulated Jira', (draft) => install(dir, draft));
	} catch (error) {
		if (!(error instanceof StepFailed)) throw error;
		say(`${error.message}; their tests are skipped`);
	}
}

async function install(dir, draft) {
	for (const file of ['package.json', 'package-lock.json'])
		copyFileSync(path.join(judgesManifest, file), path.join(draft, file));
	say(`installing the judges of the simulated Jira into ${dir} (only once) ...`);
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await must('installing the judges', 'npm', ['install', ...flags], { cwd: draft, quiet: true });
	const { build } = await import('esbuild');
	for (const [outfile, entry] of Object.entries(bundles)) {
		await build({
			entryPoints: [path.join(draft, 'node_modules', entry)],
			outfile: path.join(draft, outfile),
			bundle: true,
			platform: 'node',
			format: 'cjs',
			logLevel: 'error',
		});
	}
	const { readClientDocument } = await import('./client-document.mjs');
	const document = readClientDocument(path.join(draft, 'node_modules', generatedClient), '/rest');
	writeFileSync(path.join(draft, 'data-center-openapi.json'), JSON.stringify(document));
	rmSync(path.join(draft, 'node_modules'), { recursive: true });
}
