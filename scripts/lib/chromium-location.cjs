'use strict';
// Finds an installed Chromium. CommonJS, because Jest tests require it as well.
const { accessSync, constants } = require('node:fs');
const path = require('node:path');

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findChromium() {
	if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return folders.flatMap((dir) => names.map((name) => path.join(dir, name))).find(isExecutable);
}

function isExecutable(file) {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

module.exports = { findChromium };
