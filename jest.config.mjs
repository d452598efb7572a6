// Everything but test/e2e. Two projects: engine tests run workflows inside the pinned n8n's own n8n-core and need
// its copy of n8n-workflow (two copies break `instanceof`); all others use the dev dependency.
import { base, engine } from './test/support/jest/projects.mjs';

export default {
	maxWorkers: 2,
	testTimeout: 20_000,
	projects: [
		{
			...base,
			displayName: 'core',
			testPathIgnorePatterns: ['/test/e2e/', '/test/engine/'],
			setupFilesAfterEnv: ['<rootDir>/test/support/openapi/setup.ts'],
		},
		{ ...engine, displayName: 'engine', testMatch: ['<rootDir>/test/engine/**/*.test.ts'] },
	],
};
