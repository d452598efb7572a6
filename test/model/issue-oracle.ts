import { linkOf, livingIssues } from './look';
import type { Played } from './play';
import { RECORD_IDS } from './records';

/**
 * Every record has one living issue. Where no two runs overlapped and the search shows what was written, no second one was ever made
 * either, not even one that a later run closed as a duplicate (docs/design/ensure.md, rows E3 and E4).
 */
export function judgeIssues(played: Played): readonly string[] {
	const { world } = played;
	return RECORD_IDS.flatMap((id) => {
		const living = livingIssues(world.site, id).length;
		if (living !== 1) return [`record ${id} has ${living} living issues`];
		const made = world.site.issues().filter((issue) => linkOf(issue)?.recordId === id).length;
		const isNeedless = isAlone(played) && made > 1;
		return isNeedless ? [`record ${id} had ${made} issues made, one run after the other`] : [];
	});
}

/**
 * Copies of comments that were made in Jira more than once although no two runs overlapped: the mark in the first request tells the
 * next run that it is there (docs/design/comments.md, row C3).
 */
export function repeatedComments(played: Played): readonly string[] {
	if (!isAlone(played)) return [];
	const made = played.effects
		.filter(({ side, write, path }) => side === 'jira' && write && path.endsWith('/comment'))
		.map(({ path, body }) => `${path} ${JSON.stringify(body)}`);
	return [...new Set(made)].flatMap((request) => {
		const times = made.filter((other) => other === request).length;
		return times === 1 ? [] : [`made ${times} times: ${request}`];
	});
}

function isAlone({ history: { steps, lagMs } }: Played): boolean {
	const overlaps = steps.some(
		(step) =>
			(step.kind === 'runs' && step.runs.length > 1) || (step.kind === 'webhook' && step.times > 1),
	);
	return !overlaps && lagMs === 0;
}
