import { badField, notOnScreen, refusal } from './errors';
import { readChanges, type RequestedChanges } from './changes';
import { requiredText } from './create-issue';
import { changeValues, keepWithComments } from './issue-changes';
import { addLink } from './links';
import type { Field, IssueState, IssueType, StoredValue, Transition, User } from './model';
import { mayHaveParent } from './parse-agile';
import type { RichTextInput } from './parse-value';
import { isEmptyValue, screenFields } from './screens';
import { projectOf, type World } from './world';

/** The issue type of an issue. */
export function issueTypeOf(world: World, issue: IssueState): IssueType {
	const found = world.issueTypes.find(({ id }) => id === issue.values.issuetype);
	if (found === undefined) throw new Error(`Issue ${issue.key} has no issue type`);
	return found;
}

/**
 * Edits an issue from `{fields, update, properties}`. An edit that changes nothing moves neither `updated` nor the
 * changelog and fires no webhook; properties alone do not either.
 */
export function editIssue(
	world: World,
	actor: User,
	issue: IssueState,
	body: unknown,
	richText: RichTextInput,
): IssueState {
	const screen = screenFields(world, issueTypeOf(world, issue), 'edit');
	const allowed = new Map(screen.map(({ field }) => [field.id, field]));
	const changes = read(world, issue, body, richText, allowed);
	for (const { field, required } of screen) {
		if (!required || !(field.id in changes.values)) continue;
		if (isEmptyValue(changes.values[field.id])) {
			throw refusal(400, [], { [field.id]: requiredText(field.id, field.name) });
		}
	}
	const { parent } = changes.values;
	if (typeof parent === 'string' && !mayHaveParent(world, issueTypeOf(world, issue), parent)) {
		throw badField('parentId', 'Given parent issue does not belong to appropriate hierarchy.');
	}
	return apply(world, actor, issue, changes, changes.values, 'issue_updated');
}

function read(
	world: World,
	issue: IssueState,
	body: unknown,
	richText: RichTextInput,
	allowed: ReadonlyMap<string, Field>,
): RequestedChanges {
	const current = issue.values;
	const context = { world, project: projectOf(issue), richText, allowed, current };
	const changes = readChanges(context, body);
	if (Object.keys(changes.errors).length > 0) throw refusal(400, [], changes.errors);
	return changes;
}

function apply(
	world: World,
	actor: User,
	issue: IssueState,
	changes: RequestedChanges,
	values: Readonly<Record<string, StoredValue>>,
	eventType: string,
): IssueState {
	const linked = changes.links.map((link) => addLink(world, actor, link, issue)).at(-1) ?? issue;
	const withProperties = {
		...linked,
		properties: { ...linked.properties, ...changes.properties },
	};
	const changed = changeValues(world, withProperties, values, actor);
	const kept = keepWithComments(world, changed.issue, changes.comments, actor);
	if (changed.entry !== undefined) {
		const { entry } = changed;
		world.emit({ kind: 'issueUpdated', issue: kept.issue, actor, entry, eventType });
	}
	for (const comment of kept.comments) {
		world.emit({ kind: 'commentCreated', issue: kept.issue, actor, comment });
	}
	return kept.issue;
}

/** Transitions that are there from the issue's present status. */
export function availableTransitions(world: World, issue: IssueState): readonly Transition[] {
	return world.transitions.filter(({ from }) => from.includes(String(issue.values.status)));
}

/**
 * Takes a transition. Only fields of its screen may be sent; a comment counts as such a field, so a transition
 * without a screen takes none.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-transitions-post
 */
export function transitionIssue(
	world: World,
	actor: User,
	issue: IssueState,
	transitionId: string,
	body: unknown,
	richText: RichTextInput,
): IssueState {
	const transition = availableTransitions(world, issue).find(({ id }) => id === transitionId);
	if (transition === undefined) {
		const status = world.deployment === 'cloud' ? 400 : world.unknowns.wrongTransition;
		throw refusal(status, [`Transition id '${transitionId}' is not valid for this issue.`]);
	}
	const allowed = transitionFields(world, transition);
	const changes = read(world, issue, body, richText, allowed);
	if (changes.comments.length > 0 && !allowed.has('comment')) {
		throw refusal(400, [], { comment: notOnScreen('comment') });
	}
	const values = {
		...changes.values,
		status: transition.to,
		...resolve(world, transition, changes),
	};
	return apply(world, actor, issue, changes, values, transition.event);
}

/** Fields of a transition's screen; every screen also takes a comment. */
export function transitionFields(world: World, transition: Transition): ReadonlyMap<string, Field> {
	const ids = transition.screen.length === 0 ? [] : [...transition.screen, 'comment'];
	return new Map(
		ids.flatMap((id) => {
			const field = world.fields.get(id);
			return field === undefined ? [] : [[id, field] as const];
		}),
	);
}

function resolve(
	world: World,
	transition: Transition,
	changes: RequestedChanges,
): Readonly<Record<string, StoredValue>> {
	if (transition.resolution === undefined) return {};
	if (transition.resolution === null) return { resolution: null, resolutiondate: null };
	const resolution = changes.values.resolution ?? transition.resolution;
	return { resolution, resolutiondate: world.now() };
}
