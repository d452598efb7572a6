import type { IssueState } from './model';
import { listIssues, type World } from './world';

/** Ids of all issues in the order of their rank; a new issue comes last. */
export function rankedIds(world: World): readonly string[] {
	const ids = listIssues(world).map(({ id }) => id);
	const kept = world.ranking.filter((id) => ids.includes(id));
	return [...kept, ...ids.filter((id) => !kept.includes(id))];
}

/** Puts issues before or after another one, in the order in which they are given. */
export function rankIssues(
	world: World,
	issues: readonly IssueState[],
	anchor: IssueState,
	side: 'before' | 'after',
): void {
	const moved = issues.map(({ id }) => id).filter((id) => id !== anchor.id);
	const rest = rankedIds(world).filter((id) => !moved.includes(id));
	const at = rest.indexOf(anchor.id) + (side === 'after' ? 1 : 0);
	world.ranking.splice(0, world.ranking.length, ...rest.toSpliced(at, 0, ...moved));
}
