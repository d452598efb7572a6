// Loads an unpacked package the way n8n does: each listed file must export a class named like the file.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { inRoot } from './paths.mjs';

/** Returns one line for each file that n8n could not load; nothing when all is well. */
export function checkLoads(dir, manifest) {
	// n8n puts its own modules on NODE_PATH, which is how a package finds n8n-workflow.
	process.env.NODE_PATH = inRoot('node_modules');
	Module._initPaths();
	const { nodes = [], credentials = [] } = manifest.n8n ?? {};
	return [...nodes, ...credentials].flatMap((file) => checkFile(dir, file));
}

function checkFile(dir, file) {
	const name = path.basename(file).split('.')[0];
	const absolute = path.join(dir, file);
	if (!existsSync(absolute)) return [`${file} is listed but not in the tarball`];
	try {
		const Class = createRequire(absolute)(absolute)[name];
		if (typeof Class !== 'function') return [`${file} exports no class ${name}`];
		return checkInstance(dir, file, new Class());
	} catch (error) {
		return [`${file}: ${error.message}`];
	}
}

function checkInstance(dir, file, instance) {
	const icon = instance.description?.icon ?? instance.icon;
	return iconFiles(icon)
		.map((reference) => path.resolve(dir, path.dirname(file), reference.slice('file:'.length)))
		.filter((target) => !existsSync(target) || readFileSync(target).length === 0)
		.map((target) => `${file}: icon ${path.relative(dir, target)} is missing`);
}

function iconFiles(icon) {
	const references = typeof icon === 'string' ? [icon] : Object.values(icon ?? {});
	return references.filter((reference) => reference.startsWith('file:'));
}
