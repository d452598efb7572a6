'use strict';
// Where the pinned n8n is installed: one folder per content of its lock file, in the user's cache, so that every
// checkout shares it and a new lock never meets an old install. CommonJS, because Jest tests require it as well.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const runtimeManifest = path.join(__dirname, '..', 'n8n-runtime');

function n8nRuntimeDir() {
	const lock = readFileSync(path.join(runtimeManifest, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex').slice(0, 16);
	const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-jira-sync', `n8n-${hash}`);
}

function n8nModulesDir() {
	return process.env.N8N_MODULES || path.join(n8nRuntimeDir(), 'node_modules');
}

module.exports = { runtimeManifest, n8nRuntimeDir, n8nModulesDir };
