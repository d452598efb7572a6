import type { FoundUsers } from '../sync/assignee';
import type { EngineContext } from './context';

/** Asks Jira for each of the people once. */
export async function lookUpUsers(
	context: EngineContext,
	texts: readonly string[],
): Promise<FoundUsers> {
	const found = new Map<string, FoundUsers[string]>();
	for (const text of texts) found.set(text, await context.tracker.findUsers(text));
	return Object.fromEntries(found);
}
