// Installs something big into the user's cache, once per lock file, safely beside other processes.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './command.mjs';

/**
 * Makes sure that a folder is there and complete. `fill(draft)` makes its content in a sibling folder that is renamed
 * when complete, so an interrupted install is never taken for a good one; two processes do not install at once.
 */
export async function ensureInstalled(dir, what, fill) {
	if (isReady(dir)) return;
	mkdirSync(path.dirname(dir), { recursive: true });
	const release = await acquireLock(`${dir}.lock`, what);
	try {
		if (!isReady(dir)) await install(dir, what, fill);
	} finally {
		release();
	}
}

function isReady(dir) {
	return existsSync(path.join(dir, '.ready'));
}

async function install(dir, what, fill) {
	const draft = `${dir}.installing`;
	rmSync(draft, { recursive: true, force: true });
	mkdirSync(draft, { recursive: true });
	const stop = heartbeat();
	try {
		await fill(draft);
	} finally {
		stop();
	}
	writeFileSync(path.join(draft, '.ready'), `${new Date().toISOString()}\n`);
	rmSync(dir, { recursive: true, force: true });
	renameSync(draft, dir);
	say(`${what}: installed`);
}

function heartbeat() {
	const started = Date.now();
	const timer = setInterval(() => {
		say(`  still installing, ${Math.round((Date.now() - started) / 1000)} s`);
	}, 60_000);
	return () => clearInterval(timer);
}

/** A folder as a lock: creating one is atomic. A lock whose owner has died is taken over. */
async function acquireLock(lock, what) {
	const owner = path.join(lock, 'pid');
	for (let waited = false; ; waited = true) {
		try {
			mkdirSync(lock);
			writeFileSync(owner, String(process.pid));
			return () => rmSync(lock, { recursive: true, force: true });
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		if (!waited) say(`another process is installing ${what}; waiting for it ...`);
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
