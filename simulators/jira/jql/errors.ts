import { badRequest } from '../state/errors';

/** Refuses a query in Jira's words. */
export function jqlRefusal(message: string): ReturnType<typeof badRequest> {
	return badRequest(message);
}

/** Refuses the spelling of a query. */
export function jqlSyntaxRefusal(
	message: string,
	line: number,
	character: number,
): ReturnType<typeof badRequest> {
	return badRequest(`Error in the JQL Query: ${message} (line ${line}, character ${character})`);
}
