import type { SimulatedAnswer } from '../../kernel/http';
import type { RouteMethod } from '../../kernel/router';
import { refusal } from '../state/errors';
import type { IssueState, Project, User } from '../state/model';
import type { RichTextInput } from '../state/parse-value';
import { findIssue, findProject, maySee, projectOf } from '../state/world';
import type { AppIdentity } from './authenticate';
import type { View } from './view';

/** One request, authenticated and routed. */
export interface Call extends View {
	readonly user: User | undefined;
	/** The user speaks through an OAuth 2.0 app. */
	readonly viaApp: boolean;
	readonly app?: AppIdentity;
	readonly params: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string>>;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
}

export type Handler = (call: Call) => SimulatedAnswer;

/** Who may call: anybody (Jira then acts as anonymous), only users, only Jira administrators. */
export type Access = 'anonymous' | 'user' | 'admin';

/** Adds a route below `/rest/api/{version}`. */
export type AddRoute = (
	method: RouteMethod,
	path: string,
	access: Access,
	handler: Handler,
) => void;

/** An answer with a body. */
export function ok(body: unknown): SimulatedAnswer {
	return { status: 200, body };
}

/** The answer without a body. */
export const NO_CONTENT: SimulatedAnswer = { status: 204 };

/** The user of a call that needs one. */
export function userOf(call: Call): User {
	if (call.user === undefined) throw notAuthenticated(call);
	return call.user;
}

/** 401 as the deployment says it. */
export function notAuthenticated({ world }: View): ReturnType<typeof refusal> {
	return world.deployment === 'cloud'
		? refusal(401, ['Client must be authenticated to access this resource.'])
		: refusal(401, [
				'You are not authenticated. Authentication required to perform this operation.',
			]);
}

/** Spelling of rich text that this version of the API takes. */
export function richTextOf(call: View): RichTextInput {
	return call.api === 3 ? 'adf' : 'wiki';
}

/**
 * The issue that the path names. Cloud hides what the caller may not see behind 404; Data Center says 403, and 401 to
 * anonymous callers.
 */
export function issueOf(call: Call): IssueState {
	const { world, user } = call;
	const issue = findIssue(world, call.params.issue ?? '');
	if (issue !== undefined && maySee(user, projectOf(issue))) return issue;
	if (world.deployment === 'cloud') {
		throw refusal(404, ['Issue does not exist or you do not have permission to see it.']);
	}
	if (issue === undefined && user !== undefined) throw refusal(404, ['Issue Does Not Exist']);
	const message = 'You do not have the permission to see the specified issue.';
	throw user === undefined ? refusal(401, [message, 'Login Required']) : refusal(403, [message]);
}

/** The project that the path names; one that the caller may not see does not exist. */
export function visibleProject(call: Call, idOrKey: string): Project {
	const project = findProject(call.world, idOrKey);
	if (project !== undefined && maySee(call.user, project.key)) return project;
	throw refusal(404, [`No project could be found with key '${idOrKey}'.`]);
}

/** A whole number of the query, or the default. */
export function numberOf(value: string | undefined, fallback: number): number {
	if (value === undefined || value === '') return fallback;
	const number = Number(value);
	if (!Number.isInteger(number) || number < 0) {
		throw refusal(400, [`'${value}' is not a valid number.`]);
	}
	return number;
}

/** A list of the query, separated by commas. */
export function listOf(value: string | undefined): readonly string[] {
	return (value ?? '')
		.split(',')
		.map((item) => item.trim())
		.filter((item) => item !== '');
}

/** A page of a list, by `startAt` and `maxResults`. */
export function pageOf<T>(
	call: Call,
	items: readonly T[],
	size: number,
	most: number = Number.MAX_SAFE_INTEGER,
): {
	readonly rows: readonly T[];
	readonly startAt: number;
	readonly maxResults: number;
	readonly total: number;
} {
	const startAt = numberOf(call.query.startAt, 0);
	const maxResults = Math.min(numberOf(call.query.maxResults, size), most);
	const rows = items.slice(startAt, startAt + maxResults);
	return { rows, startAt, maxResults, total: items.length };
}

/** A page with its rows in `values`, as both products give most lists. */
export function pageBean<T>(
	call: Call,
	items: readonly T[],
	size = 50,
	most?: number,
): Readonly<Record<string, unknown>> {
	const { rows, ...page } = pageOf(call, items, size, most);
	return { ...page, isLast: page.startAt + rows.length >= page.total, values: rows };
}

/** An issue that the caller may see, by id or key; nothing when there is none. */
export function visibleIssue(call: Call, idOrKey: string): IssueState | undefined {
	const issue = findIssue(call.world, idOrKey);
	return issue !== undefined && maySee(call.user, projectOf(issue)) ? issue : undefined;
}
