// Where things are in the checkout. Plain JavaScript, no dependencies: it runs before anything is installed.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const inRoot = (...parts) => path.join(root, ...parts);

/** Path of a dev dependency's command. */
export const bin = (name) => inRoot('node_modules', '.bin', name);

/** Node 24 from the dev dependency `node`; n8n and the TypeScript tests need it. */
export const node24 = inRoot(
	'node_modules',
	'node',
	'bin',
	process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Scratch folder for packed tarballs; ignored by git. */
export const buildDir = inRoot('.build');
