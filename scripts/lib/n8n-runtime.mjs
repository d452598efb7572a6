// Installs the pinned n8n into the user's cache, once per lock file.
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must, say } from './command.mjs';
import location from './n8n-location.cjs';

const { n8nRuntimeDir, n8nModulesDir, runtimeManifest } = location;
const manifestFiles = ['package.json', 'package-lock.json'];

/**
 * Returns the node_modules folder that holds n8n and n8n-core, installing them first if need be (2.9 GB, 5 to 8
 * minutes). The install happens in a sibling folder that is renamed when complete, so an interrupted one is never
 * taken for a good one; two processes do not install at once.
 */
export async function ensureN8n() {
	if (process.env.N8N_MODULES) return n8nModulesDir();
	const dir = n8nRuntimeDir();
	if (!isReady(dir)) {
		mkdirSync(path.dirname(dir), { recursive: true });
		const release = await acquireLock(`${dir}.lock`);
		try {
			if (!isReady(dir)) await install(dir);
		} finally {
			release();
		}
	}
	return path.join(dir, 'node_modules');
}

function isReady(dir) {
	return existsSync(path.join(dir, '.ready'));
}

async function install(dir) {
	const draft = `${dir}.installing`;
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft, { recursive: true });
	for (const file of manifestFiles)
		copyFileSync(path.join(runtimeManifest, file), path.join(draft, file));
	say(`installing n8n into ${dir} (2.9 GB, 5 to 8 minutes, only once) ...`);
	const stop = heartbeat();
	try {
		// Not `npm ci`: it refuses a lock that lacks an optional binary of another platform. `install` keeps the
		// versions of the lock as well.
		const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await must('installing n8n', 'npm', ['install', ...flags], { cwd: draft, quiet: true });
		say('building the SQLite driver of n8n ...');
		const rebuild = ['rebuild', 'sqlite3', '--loglevel=error'];
		await must('building sqlite3', 'npm', rebuild, { cwd: draft, quiet: true });
	} finally {
		stop();
	}
	writeFileSync(path.join(draft, '.ready'), `${new Date().toISOString()}\n`);
	rmSync(dir, { recursive: true, force: true });
	renameSync(draft, dir);
	say('n8n is installed');
}

function heartbeat() {
	const started = Date.now();
	const timer = setInterval(() => {
		say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`);
	}, 60_000);
	return () => clearInterval(timer);
}

/** A folder as a lock: creating one is atomic. A lock whose owner has died is taken over. */
async function acquireLock(lock) {
	const owner = path.join(lock, 'pid');
	for (let waited = false; ; waited = true) {
		try {
			mkdirSync(lock);
			writeFileSync(owner, String(process.pid));
			return () => rmSync(lock, { recursive: true, force: true });
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		if (!waited) say('another process is installing n8n; waiting for it ...');
		await sleep(2000);
		if (ownerHasDied(owner)) rmSync(lock, { recursive: true, force: true });
	}
}

function ownerHasDied(owner) {
	try {
		process.kill(Number(readFileSync(owner, 'utf8')), 0);
		return false;
	} catch (error) {
		return error.code === 'ESRCH' || error.code === 'ENOENT';
	}
}
