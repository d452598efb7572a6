export type SetupStatus = 'ok' | 'warning' | 'problem';

/** What one check of the set-up found. */
export interface SetupLine {
	/** Name of the check, for people. */
	readonly check: string;
	readonly status: SetupStatus;
	readonly message: string;
	/** What to do; empty when nothing is to be done. */
	readonly remedy: string;
}

/** Nothing is to be done. */
export function fine(check: string, message: string): SetupLine {
	return { check, status: 'ok', message, remedy: '' };
}

/** It works, but not in every case, or it was not checked. */
export function warning(check: string, message: string, remedy: string): SetupLine {
	return { check, status: 'warning', message, remedy };
}

/** It will not work. */
export function problem(check: string, message: string, remedy: string): SetupLine {
	return { check, status: 'problem', message, remedy };
}

/** Checks that need what another one did not find. */
export function skipped(checks: readonly string[], because: string): readonly SetupLine[] {
	return checks.map((check) =>
		warning(check, 'Not checked.', `First solve what the line "${because}" says.`),
	);
}

/** Counts of the lines by status, and the worst one. */
export interface SetupSummary {
	readonly status: SetupStatus;
	readonly counts: Readonly<Record<SetupStatus, number>>;
	readonly message: string;
}

/** What all lines together say. */
export function summarizeSetup(lines: readonly SetupLine[]): SetupSummary {
	const count = (status: SetupStatus) => lines.filter((line) => line.status === status).length;
	const counts = { ok: count('ok'), warning: count('warning'), problem: count('problem') };
	const worst = counts.warning > 0 ? 'warning' : 'ok';
	return {
		status: counts.problem > 0 ? 'problem' : worst,
		counts,
		message: `${lines.length} checks: ${counts.ok} ok, ${counts.warning} to look at, ${counts.problem} to solve.`,
	};
}
