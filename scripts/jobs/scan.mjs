// npm run scan: n8n's package scanner on the unpacked tarball, offline, and a load check of every listed class.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { say } from '../lib/command.mjs';
import { checkLoads } from '../lib/load-check.mjs';
import { buildPackage, packPackage } from '../lib/package.mjs';

const publishedFiles = ['**/*.js', 'package.json'];

export async function start() {
	await buildPackage();
	const { dir, tarball } = await packPackage();
	const manifest = JSON.parse(readFileSync(path.join(dir, 'package.json'), 'utf8'));
	say(`scanning ${path.basename(tarball)}`);

	const scan = await analyzePackage(dir, publishedFiles);
	if (!scan.passed) say(`${scan.message ?? ''}\n${scan.details ?? ''}`);
	const problems = checkLoads(dir, manifest);
	for (const problem of problems) say(`load: ${problem}`);

	const errors = countErrors(scan) + problems.length;
	say(`scan: ${errors} errors`);
	return errors === 0 ? 0 : 1;
}

/** The scanner returns ESLint's report as text; its last line counts the errors. */
function countErrors({ passed, details }) {
	if (passed) return 0;
	return Number(/\((\d+) errors?/.exec(details ?? '')?.[1] ?? 1);
}
