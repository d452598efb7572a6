// test/e2e: a real n8n and a real browser. `npm run test:e2e` sets the stage first.
import { base } from './test/support/jest/projects.mjs';

export default {
	...base,
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	maxWorkers: 1,
	testTimeout: 300_000,
};
