// Finds the Chromium that the end-to-end tests drive, and installs it where that can be done without asking.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { run, say, StepFailed } from './command.mjs';
import location from './chromium-location.cjs';

const { findChromium } = location;

/** Returns Chromium's path; without one it uses apt-get when run as root, else says what to install. */
export async function ensureChromium() {
	const found = findChromium();
	if (found !== undefined) return found;
	if (process.getuid?.() === 0 && onPath('apt-get')) {
		say('installing chromium with apt-get ...');
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], { env, quiet: true });
		await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
			env,
			quiet: true,
		});
		const installed = findChromium();
		if (installed !== undefined) return installed;
	}
	throw new StepFailed(
		'Chromium is needed for the end-to-end tests. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
	);
}

function onPath(name) {
	return (process.env.PATH ?? '').split(path.delimiter).some((dir) => {
		try {
			accessSync(path.join(dir, name), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}
