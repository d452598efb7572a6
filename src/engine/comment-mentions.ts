import type { MentionedUsers } from '../model/user';
import type { CommentPlan } from '../sync/comments/plan-comments';
import { lookUpsOf, mentioned, namedIn } from '../sync/mentions';
import type { EngineContext } from './context';
import { lookUpUsers } from './look-up-users';

/** Whom a comment for Jira mentions; asks for the people whom it names, and for nobody else. Nothing when nobody is. */
export async function commentMentions(
	context: EngineContext,
	{ rules, state: { route } }: CommentPlan,
	body: string,
): Promise<MentionedUsers | undefined> {
	if (rules.mentions === undefined || route === undefined) return undefined;
	const people = namedIn(route.written, body);
	if (people.length === 0) return undefined;
	const found = await lookUpUsers(context, lookUpsOf(rules.mentions, people));
	return mentioned(rules.mentions, people, found);
}
