'use strict';
// Where the judges of the simulated Jira are installed; see judges.mjs. CommonJS, because Jest tests require it as well.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const judgesManifest = path.join(__dirname, '..', '..', 'test', 'contract', 'judges');

/** What decides what is in the folder: another lock file, or another way of making it, is another folder. */
const makers = [
	path.join(judgesManifest, 'package-lock.json'),
	path.join(__dirname, 'judges.mjs'),
	path.join(__dirname, 'client-document.mjs'),
];

function judgesDir() {
	const content = makers.map((file) => readFileSync(file, 'utf8')).join('\n');
	const hash = createHash('sha256').update(content).digest('hex').slice(0, 16);
	const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-jira-sync', `judges-${hash}`);
}

module.exports = { judgesManifest, judgesDir };
