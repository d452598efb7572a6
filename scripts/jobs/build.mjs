// npm run build: dist, ready to be packed.
import { say } from '../lib/command.mjs';
import { buildPackage } from '../lib/package.mjs';

export async function start() {
	await buildPackage();
	say('build: dist is ready');
	return 0;
}
