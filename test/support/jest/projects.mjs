import path from 'node:path';
import { fileURLToPath } from 'node:url';
import location from '../../../scripts/lib/n8n-location.cjs';

const rootDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const n8nModules = location.n8nModulesDir();

/** Test files read it (through scripts/lib/n8n-location.cjs) to find the pinned n8n. */
process.env.N8N_MODULES ??= n8nModules;

const swc = {
	jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
	module: { type: 'commonjs' },
	sourceMaps: 'inline',
};

/** What every Jest project of this repository shares. */
export const base = {
	rootDir,
	roots: ['<rootDir>/test'],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testEnvironment: 'node',
	transform: { '^.+\\.ts$': ['@swc/jest', swc] },
	moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json', 'node'],
};

/** For tests that load n8n-core: every module, ours included, gets the pinned n8n's copies. */
export const engine = {
	...base,
	modulePaths: [n8nModules],
	moduleNameMapper: { '^n8n-(workflow|core)$': path.join(n8nModules, 'n8n-$1') },
};
