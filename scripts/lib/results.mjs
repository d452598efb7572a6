// Reads how many checks passed from the files that the commands write; undefined where there is none.
import { existsSync, readFileSync } from 'node:fs';

/** Jest's `--json` report. A file that could not run counts as one failure. */
export function countJest(file) {
	if (!existsSync(file)) return undefined;
	const report = JSON.parse(readFileSync(file, 'utf8'));
	return {
		passed: report.numPassedTests,
		failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
	};
}

/** The demo's `--json` report: `{steps: [{ok: boolean, ...}]}`. */
export function countDemo(file) {
	if (!existsSync(file)) return undefined;
	const { steps } = JSON.parse(readFileSync(file, 'utf8'));
	const passed = steps.filter(({ ok }) => ok === true).length;
	return { passed, failed: steps.length - passed };
}
