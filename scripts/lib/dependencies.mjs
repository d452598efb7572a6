// Installs the dev dependencies of a fresh clone.
import { existsSync, readFileSync } from 'node:fs';
import { must, run, say, StepFailed } from './command.mjs';
import { inRoot, node24 } from './paths.mjs';

/**
 * Installs what package-lock.json lists unless it is there already.
 *
 * Package scripts stay off (a lint plugin has a `preinstall` that runs another package manager); the two packages
 * that need theirs, `node` and `esbuild`, are rebuilt by name.
 */
export async function ensureDependencies() {
	if (!isInstalled()) {
		say('installing dev dependencies (about a minute) ...');
		// Not `npm ci`: it refuses a lock that lacks an optional binary of another platform. `install` keeps the
		// versions of the lock as well, and with --no-save leaves the lock as it is.
		const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
		await must('npm install', 'npm', ['install', ...flags], { quiet: true });
	}
	if (!(await works(node24))) {
		say('preparing Node.js 24 ...');
		await must('npm rebuild', 'npm', ['rebuild', 'node', 'esbuild', '--loglevel=error'], {
			quiet: true,
		});
		if (!(await works(node24))) throw new StepFailed(`Node.js 24 did not appear at ${node24}`);
	}
}

/** npm notes what it put into node_modules in a hidden lock file; it is compared with the project's lock. */
function isInstalled() {
	const wanted = readPackages(inRoot('package-lock.json'));
	const present = readPackages(inRoot('node_modules', '.package-lock.json'));
	if (present === undefined) return false;
	if (wanted === undefined) return true;
	return Object.entries(wanted).every(
		([name, entry]) => name === '' || entry.optional || present[name]?.version === entry.version,
	);
}

function readPackages(file) {
	if (!existsSync(file)) return undefined;
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}

async function works(node) {
	return existsSync(node) && (await run(node, ['--version'], { quiet: true })) === 0;
}
