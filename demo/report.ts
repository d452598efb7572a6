import { writeFileSync } from 'node:fs';
import type { Deployment } from './deployment';

/** One step of the story, as `--json` writes it. */
export interface StepResult {
	readonly id: number;
	readonly deployment: Deployment;
	readonly name: string;
	readonly ok: boolean;
	readonly ms: number;
	/** Present when the step did not hold. */
	readonly error?: string;
	/** What was measured, for example numbers of requests. */
	readonly figures?: Readonly<Record<string, number>>;
}

/** Collects the steps and tells a newcomer about them. */
export interface StoryReport {
	readonly steps: readonly StepResult[];
	heading(text: string): void;
	say(text: string): void;
	add(step: StepResult): void;
	ok(): boolean;
	/** Writes `{"steps": […], "ok": …}`. */
	save(file: string): void;
}

export function createReport(print: (line: string) => void): StoryReport {
	const steps: StepResult[] = [];
	const ok = () => steps.length > 0 && steps.every((step) => step.ok);
	return {
		steps,
		heading: (text) => print(`\n${text}`),
		say: (text) => print(`     ${text}`),
		add: (step) => {
			steps.push(step);
			const mark = step.ok ? 'ok  ' : 'FAIL';
			print(`${mark} ${step.id}. ${step.name} (${(step.ms / 1000).toFixed(1)} s)`);
			if (step.error !== undefined) print(`     ${step.error}`);
		},
		ok,
		save: (file) => writeFileSync(file, `${JSON.stringify({ steps, ok: ok() }, null, '\t')}\n`),
	};
}
