'use strict';
// Where the judges of the simulated Jira are installed; see judges.mjs. CommonJS, because Jest tests require it as well.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const judgesManifest = path.join(__dirname, '..', '..', 'test', 'contract', 'judges');

function judgesDir() {
	const lock = readFileSync(path.join(judgesManifest, 'package-lock.json'));
	const hash = createHash('sha256').update(lock).digest('hex').slice(0, 16);
	const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-jira-sync', `judges-${hash}`);
}

module.exports = { judgesManifest, judgesDir };
