import { isObject } from '../../../src/model/decode';
import { badField, badRequest, refusal } from './errors';
import { readChanges, unreadableBody, type RequestedChanges } from './changes';
import { keepWithComments } from './issue-changes';
import { addLink } from './links';
import type { IssueState, IssueType, Project, StoredValue, User } from './model';
import type { RichTextInput } from './parse-value';
import { mayHaveParent } from './parse-agile';
import { initialValue, isEmptyValue, screenFields } from './screens';
import { findProject, maySee, putIssue, type World } from './world';

/** Creates an issue from `{fields, update, properties}`. Throws Jira's refusal. */
export function createIssue(
	world: World,
	actor: User,
	body: unknown,
	richText: RichTextInput,
): IssueState {
	if (!isObject(body)) throw unreadableBody();
	const fields = isObject(body.fields) ? body.fields : {};
	const project = chooseProject(world, actor, fields.project);
	const issueType = chooseType(world, project, fields.issuetype);
	const changes = readNewFields(world, project, issueType, body, richText);
	const issue = newIssue(world, actor, project, issueType, changes);
	putIssue(world, issue);
	const linked = changes.links.map((link) => addLink(world, actor, link, issue));
	const kept = keepWithComments(world, linked.at(-1) ?? issue, changes.comments, actor);
	world.emit({ kind: 'issueCreated', issue: kept.issue, actor });
	for (const comment of kept.comments) {
		world.emit({ kind: 'commentCreated', issue: kept.issue, actor, comment });
	}
	return kept.issue;
}

function chooseProject(world: World, actor: User, input: unknown): Project {
	const wanted = isObject(input) ? (input.id ?? input.key) : undefined;
	const project = wanted === undefined ? undefined : findProject(world, String(wanted));
	if (project === undefined) throw badField('project', 'valid project is required');
	if (!maySee(actor, project.key)) {
		throw world.deployment === 'cloud'
			? badField('project', 'valid project is required')
			: badRequest('You do not have permission to create issues in this project.');
	}
	return project;
}

function chooseType(world: World, project: Project, input: unknown): IssueType {
	const wanted = isObject(input) ? input : {};
	const found = world.issueTypes.find(
		(type) =>
			type.project === project.key &&
			(wanted.id === undefined ? type.name === wanted.name : type.id === String(wanted.id)),
	);
	if (found !== undefined) return found;
	throw badField(
		'issuetype',
		world.deployment === 'cloud' ? 'Specify a valid issue type' : 'valid issue type is required',
	);
}

function readNewFields(
	world: World,
	project: Project,
	issueType: IssueType,
	body: Readonly<Record<string, unknown>>,
	richText: RichTextInput,
): RequestedChanges {
	const screen = screenFields(world, issueType, 'create');
	const allowed = new Map(screen.map(({ field }) => [field.id, field]));
	const { project: _project, issuetype: _type, ...rest } = isObject(body.fields) ? body.fields : {};
	const current: Record<string, StoredValue> = {};
	const context = { world, project: project.key, richText, allowed, current };
	const changes = readChanges(context, { ...body, fields: rest });
	const errors = { ...changes.errors };
	for (const { field, required } of screen) {
		if (!required || ['project', 'issuetype', 'reporter'].includes(field.id)) continue;
		const value = changes.values[field.id] ?? initialValue(field, issueType);
		const emptied = field.id in changes.values && isEmptyValue(changes.values[field.id]);
		if (field.id in errors || !(emptied || isEmptyValue(value))) continue;
		errors[field.id] = requiredText(field.id, field.name);
	}
	if (!issueType.subtask && !isEmptyValue(changes.values.parent) && world.deployment !== 'cloud') {
		errors.parent = 'Given parent issue is not applicable: the issue type is not a sub-task.';
	}
	const { parent } = changes.values;
	if (typeof parent === 'string' && !mayHaveParent(world, issueType, parent)) {
		errors.parentId = 'Given parent issue does not belong to appropriate hierarchy.';
	}
	if (Object.keys(errors).length > 0) throw refusal(400, [], errors);
	return changes;
}

/** What Jira says about a required field that is missing. */
export function requiredText(id: string, name: string): string {
	if (id === 'summary') return 'You must specify a summary of the issue.';
	if (id === 'parent') return 'Issue type is a sub-task but parent issue key or id not specified.';
	return `${name} is required.`;
}

function newIssue(
	world: World,
	actor: User,
	project: Project,
	issueType: IssueType,
	changes: RequestedChanges,
): IssueState {
	const number = (world.lastNumber.get(project.key) ?? 0) + 1;
	world.lastNumber.set(project.key, number);
	const created = world.now();
	const defaults: Record<string, StoredValue> = {};
	for (const field of world.fields.values()) {
		if (field.kind !== 'computed') defaults[field.id] = initialValue(field, issueType);
	}
	return {
		id: world.nextId('issue'),
		key: `${project.key}-${number}`,
		creator: actor.name,
		created,
		updated: created,
		values: {
			...defaults,
			priority: '3',
			reporter: actor.name,
			...changes.values,
			project: project.key,
			issuetype: issueType.id,
			status: '10000',
		},
		properties: world.unknowns.createProperties === 'stored' ? changes.properties : {},
		comments: [],
		remoteLinks: [],
		attachments: [],
		worklogs: [],
		history: [],
	};
}
