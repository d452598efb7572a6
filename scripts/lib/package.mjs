// Builds, packs and unpacks the package.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { must } from './command.mjs';
import { bin, buildDir, inRoot, node24 } from './paths.mjs';

/** Compiles into a clean dist, then lets gulp copy the assets and bundle the third-party libraries. */
export async function buildPackage() {
	rmSync(inRoot('dist'), { recursive: true, force: true });
	await must('type-check and compile', node24, [bin('tsc'), '--project', 'tsconfig.json']);
	await must('assets and bundle', node24, [bin('gulp'), '--silent', 'build']);
}

/** Packs the tarball that would be published, unpacks it, and returns both paths. */
export async function packPackage() {
	const dir = path.join(buildDir, 'package');
	rmSync(dir, { recursive: true, force: true });
	for (const old of tarballs()) rmSync(old);
	mkdirSync(dir, { recursive: true });
	await must('npm pack', 'npm', ['pack', '--ignore-scripts', '--pack-destination', buildDir], {
		quiet: true,
	});
	const tarball = path.join(
		buildDir,
		readdirSync(buildDir).find((name) => name.endsWith('.tgz')),
	);
	await must('unpacking', 'tar', ['-xzf', tarball, '-C', dir, '--strip-components=1']);
	return { tarball, dir };
}

function tarballs() {
	if (!existsSync(buildDir)) return [];
	const names = readdirSync(buildDir).filter((name) => name.endsWith('.tgz'));
	return names.map((name) => path.join(buildDir, name));
}
