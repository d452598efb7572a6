import { putIssue, type World } from './world';
import type { IssueState, WorklogState } from './model';

/** Puts a list of worklogs in the place of the old one; `updated` moves. */
export function putWorklogs(
	world: World,
	issue: IssueState,
	worklogs: readonly WorklogState[],
): IssueState {
	const next = { ...issue, worklogs, updated: world.now() };
	putIssue(world, next);
	return next;
}

const UNITS: Readonly<Record<string, number>> = { w: 144_000, d: 28_800, h: 3_600, m: 60 };

/** Seconds of a duration such as `3h 20m`; a day has 8 hours, a week 5 days. Nothing when it cannot be read. */
export function secondsOf(text: string): number | undefined {
	const parts = text.trim().split(/\s+/);
	let seconds = 0;
	for (const part of parts) {
		const [, number, unit] = /^(\d+(?:\.\d+)?)([wdhm])$/.exec(part) ?? [];
		if (number === undefined || unit === undefined) return undefined;
		seconds += Number(number) * (UNITS[unit] ?? 0);
	}
	return Math.round(seconds);
}

/** A duration as Jira writes it: `1d 3h 20m`. */
export function durationOf(seconds: number): string {
	let rest = seconds;
	const parts = Object.entries(UNITS).flatMap(([unit, size]) => {
		const count = Math.floor(rest / size);
		rest -= count * size;
		return count === 0 ? [] : [`${count}${unit}`];
	});
	return parts.length === 0 ? '0m' : parts.join(' ');
}
