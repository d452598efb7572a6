// Installs the pinned n8n into the user's cache, once per lock file.
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from './cached-install.mjs';
import { must, say } from './command.mjs';
import location from './n8n-location.cjs';

const { n8nRuntimeDir, n8nModulesDir, runtimeManifest } = location;
const manifestFiles = ['package.json', 'package-lock.json'];

/** Returns the node_modules folder that holds n8n and n8n-core, installing them first if need be (2.9 GB, 5 to 8 minutes). */
export async function ensureN8n() {
	if (process.env.N8N_MODULES) return n8nModulesDir();
	const dir = n8nRuntimeDir();
	await ensureInstalled(dir, 'n8n', (draft) => install(dir, draft));
	return path.join(dir, 'node_modules');
}

async function install(dir, draft) {
	for (const file of manifestFiles)
		copyFileSync(path.join(runtimeManifest, file), path.join(draft, file));
	say(`installing n8n into ${dir} (2.9 GB, 5 to 8 minutes, only once) ...`);
	// Not `npm ci`: it refuses a lock that lacks an optional binary of another platform. `install` keeps the
	// versions of the lock as well.
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await must('installing n8n', 'npm', ['install', ...flags], { cwd: draft, quiet: true });
	say('building the SQLite driver of n8n ...');
	const rebuild = ['rebuild', 'sqlite3', '--loglevel=error'];
	await must('building sqlite3', 'npm', rebuild, { cwd: draft, quiet: true });
}
