import { isObject, textOf } from '../../../src/model/decode';
import { unreadableBody } from '../state/changes';
import { badRequest } from '../state/errors';
import {
	availableTransitions,
	issueTypeOf,
	transitionFields,
	transitionIssue,
} from '../state/edit-issue';
import type { IssueState } from '../state/model';
import {
	issueOf,
	listOf,
	NO_CONTENT,
	ok,
	richTextOf,
	userOf,
	type AddRoute,
	type Call,
} from './call';
import { fieldMetaMap } from './field-meta';
import { renderStatus } from './view';

/** Transitions of an issue: list and take. */
export function addTransitionRoutes(add: AddRoute): void {
	add('GET', '/issue/:issue/transitions', 'anonymous', (call) => {
		const withFields = listOf(call.query.expand).includes('transitions.fields');
		const transitions = renderTransitions(call, issueOf(call), withFields);
		return ok({ expand: 'transitions', transitions });
	});
	add('POST', '/issue/:issue/transitions', 'user', (call) => {
		const issue = issueOf(call);
		const { body } = call;
		if (!isObject(body)) throw unreadableBody();
		const id = isObject(body.transition) ? textOf(body.transition.id) : undefined;
		if (id === undefined) throw badRequest("Missing 'transition' identifier");
		transitionIssue(call.world, userOf(call), issue, id, body, richTextOf(call));
		return NO_CONTENT;
	});
}

const CLOUD_FLAGS = { isGlobal: false, isInitial: false, isConditional: false, isAvailable: true };

/** Transitions from the present status; a `transitionId` that is not there leaves an empty list. */
export function renderTransitions(
	call: Call,
	issue: IssueState,
	withFields: boolean,
): readonly Readonly<Record<string, unknown>>[] {
	const { world, query } = call;
	const type = issueTypeOf(world, issue);
	return availableTransitions(world, issue)
		.filter(({ id }) => query.transitionId === undefined || query.transitionId === id)
		.map((transition) => {
			const to = world.statuses.find(({ id }) => id === transition.to);
			const fields = [...transitionFields(world, transition).values()]
				.filter(({ id }) => id !== 'comment')
				.map((field) => ({ field, required: false }));
			return {
				id: transition.id,
				name: transition.name,
				...(to === undefined ? {} : { to: renderStatus(call, to) }),
				...(world.deployment === 'cloud'
					? { ...CLOUD_FLAGS, hasScreen: transition.screen.length > 0 }
					: { opsbarSequence: Number(transition.id) }),
				...(withFields ? { fields: fieldMetaMap(call, fields, type) } : {}),
			};
		});
}
