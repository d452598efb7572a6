'use strict';
// Runs after tsc: copies what n8n reads beside the compiled classes, and folds third-party libraries into dist, so
// that the published package has no runtime dependency.
const { globSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, src } = require('gulp');

const assets = [
	'{nodes,credentials,icons}/**/*.{svg,png}',
	'nodes/**/*.node.json',
	'nodes/**/__schema__/**/*.json',
];

/** Icons, codex files and output schemas go to the same place under dist. */
function copyAssets() {
	return src(assets, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist'));
}

/** Each `src/third-party/<library>.ts` re-exports one library; its compiled file becomes the library itself. */
async function bundleThirdParty() {
	const files = globSync('dist/src/third-party/*.js', { cwd: __dirname });
	const { metafile } = await esbuild.build({
		metafile: true,
		entryPoints: files.map((file) => path.join(__dirname, file)),
		outdir: path.join(__dirname, 'dist/src/third-party'),
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		// Feature tests of libraries that also run in old browsers; every Node.js has both.
		define: { 'globalThis.TextEncoder': 'TextEncoder', 'globalThis.TextDecoder': 'TextDecoder' },
		legalComments: 'inline',
		logLevel: 'warning',
	});
	writeLicenses(Object.keys(metafile.inputs));
}

/** The licenses of what was bundled travel with it. */
function writeLicenses(inputs) {
	const folders = inputs.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
	const texts = [...new Set(folders)].filter(Boolean).map((folder) => {
		const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
		const [file] = globSync(`${folder}/{LICENSE,LICENCE,license}*`);
		const text = file === undefined ? '' : readFileSync(file, 'utf8');
		return `${name} ${version} (${license})\n\n${text}`;
	});
	if (texts.length > 0)
		writeFileSync('dist/THIRD-PARTY-LICENSES.txt', texts.join(`\n${'-'.repeat(72)}\n\n`));
}

exports.copyAssets = copyAssets;
exports.bundleThirdParty = bundleThirdParty;
exports.build = parallel(copyAssets, bundleThirdParty);
exports.default = exports.build;
