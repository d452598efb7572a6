import type { IssueState, User } from '../state/model';
import type { World } from '../state/world';
import { unmodelled } from '../state/errors';
import { readJqlDate } from './dates';
import { jqlRefusal } from './errors';
import { findJqlField, type JqlField } from './fields';
import { issuesByRemoteLink } from './functions';
import type { JqlNode, JqlOperand } from './parse';
import { textMatches } from './text-match';

/** Whether an issue matches. */
export type Matcher = (issue: IssueState) => boolean;

/** For whom and on what a query runs. */
export interface JqlContext {
	readonly world: World;
	readonly user: User | undefined;
}

type Test = Extract<JqlNode, { kind: 'test' }>;

/** Makes a matcher of a condition. Throws Jira's 400 for unknown fields, values, functions and operators. */
export function compileJql(context: JqlContext, node: JqlNode): Matcher {
	switch (node.kind) {
		case 'all': {
			const matchers = node.nodes.map((inner) => compileJql(context, inner));
			return (issue) => matchers.every((matches) => matches(issue));
		}
		case 'any': {
			const matchers = node.nodes.map((inner) => compileJql(context, inner));
			return (issue) => matchers.some((matches) => matches(issue));
		}
		case 'not': {
			const matches = compileJql(context, node.node);
			return (issue) => !matches(issue);
		}
		default:
			return compileTest(context, node);
	}
}

function compileTest(context: JqlContext, test: Test): Matcher {
	if (/^was|^changed/.test(test.operator)) throw unmodelled(`JQL operator ${test.operator}`);
	const field = findJqlField(context.world, test.field);
	if (field === undefined) {
		throw jqlRefusal(
			`Field '${test.field}' does not exist or you do not have permission to view it.`,
		);
	}
	switch (field.kind) {
		case 'issue':
			return compileIssue(context, test);
		case 'reference':
			return compileReference(context, test, field);
		case 'text':
			return compileText(test, field);
		case 'instant': {
			const zone = context.user?.timeZone ?? 'Etc/UTC';
			const now = context.world.now();
			const read = (operand: JqlOperand) => readJqlDate(operand, test.field, now, zone);
			return compileScale(test, field.time, read);
		}
		default:
			return compileScale(test, field.number, (operand) => readNumber(test, operand));
	}
}

/** `is`, `is not`, `= EMPTY`, `!= EMPTY`; nothing when the test asks for values. */
function emptiness(test: Test, isEmpty: Matcher): Matcher | undefined {
	const sole = test.operands.length === 1 && test.operands[0]?.kind === 'empty';
	if (test.operator === 'is' || (sole && ['=', 'in'].includes(test.operator))) return isEmpty;
	if (test.operator === 'is not' || (sole && ['!=', 'not in'].includes(test.operator))) {
		return (issue) => !isEmpty(issue);
	}
	return undefined;
}

function unsupported(test: Test): ReturnType<typeof jqlRefusal> {
	return jqlRefusal(
		`The operator '${test.operator}' is not supported by the '${test.field}' field.`,
	);
}

function compileText(test: Test, field: Extract<JqlField, { kind: 'text' }>): Matcher {
	const empty = emptiness(test, (issue) => field.text(issue) === '');
	if (empty !== undefined) return empty;
	const [operand] = test.operands;
	if ((test.operator !== '~' && test.operator !== '!~') || operand?.kind !== 'value') {
		throw unsupported(test);
	}
	const { text } = operand;
	return test.operator === '~'
		? (issue) => textMatches(field.text(issue), text)
		: (issue) => field.text(issue) !== '' && !textMatches(field.text(issue), text);
}

function readNumber(test: Test, operand: JqlOperand): number {
	const number = operand.kind === 'value' ? Number(operand.text) : Number.NaN;
	if (!Number.isNaN(number)) return number;
	throw jqlRefusal(`A value provided for the field '${test.field}' is not a number.`);
}

function compileScale(
	test: Test,
	value: (issue: IssueState) => number | undefined,
	read: (operand: JqlOperand) => number,
): Matcher {
	const empty = emptiness(test, (issue) => value(issue) === undefined);
	if (empty !== undefined) return empty;
	const wanted = test.operands.map(read);
	const holds = comparison(test, wanted);
	return (issue) => {
		const present = value(issue);
		return present !== undefined && holds(present);
	};
}

function comparison(test: Test, wanted: readonly number[]): (value: number) => boolean {
	const first = wanted[0] ?? Number.NaN;
	switch (test.operator) {
		case '=':
		case 'in':
			return (value) => wanted.includes(value);
		case '!=':
		case 'not in':
			return (value) => !wanted.includes(value);
		case '>':
			return (value) => value > first;
		case '>=':
			return (value) => value >= first;
		case '<':
			return (value) => value < first;
		case '<=':
			return (value) => value <= first;
		default:
			throw unsupported(test);
	}
}

/** `!=` and `not in` do not find issues without a value: https://support.atlassian.com/jira-software-cloud/docs/jql-operators/ */
function compileReference(
	context: JqlContext,
	test: Test,
	field: Extract<JqlField, { kind: 'reference' }>,
): Matcher {
	const empty = emptiness(test, (issue) => field.parts(issue).length === 0);
	if (empty !== undefined) return empty;
	const wanted = test.operands.flatMap((operand) => identities(context, test, field, operand));
	const orEmpty = test.operands.some(isEmptyOperand);
	const has: Matcher = (issue) => field.parts(issue).some((part) => wanted.includes(part));
	switch (test.operator) {
		case '=':
		case 'in':
			return (issue) => has(issue) || (orEmpty && field.parts(issue).length === 0);
		case '!=':
		case 'not in':
			return (issue) => field.parts(issue).length > 0 && !has(issue);
		default:
			return compileRank(test, field, wanted);
	}
}

function isEmptyOperand(operand: JqlOperand): boolean {
	if (operand.kind === 'empty') return true;
	return operand.kind === 'value' && operand.text.toLowerCase() === 'unresolved';
}

function compileRank(
	test: Test,
	field: Extract<JqlField, { kind: 'reference' }>,
	wanted: readonly string[],
): Matcher {
	if (!field.ranked) throw unsupported(test);
	const rank = (id: string) => (field.candidates ?? []).findIndex((entry) => entry.id === id);
	const holds = comparison(test, wanted.map(rank));
	return (issue) => field.parts(issue).some((part) => holds(rank(part)));
}

function identities(
	context: JqlContext,
	test: Test,
	field: Extract<JqlField, { kind: 'reference' }>,
	operand: JqlOperand,
): readonly string[] {
	if (operand.kind === 'empty') return [];
	if (operand.kind === 'call') {
		if (operand.name.toLowerCase() === 'currentuser') {
			return context.user === undefined ? [] : [context.user.name];
		}
		throw jqlRefusal(`Unable to find JQL function '${operand.name}()'.`);
	}
	const { text } = operand;
	if (field.candidates === undefined) return [text];
	if (test.field.toLowerCase() === 'resolution' && isEmptyOperand(operand)) return [];
	const found = field.candidates.filter(({ spellings }) =>
		spellings.some((spelling) => spelling.toLowerCase() === text.toLowerCase()),
	);
	if (found.length > 0) return found.map(({ id }) => id);
	throw jqlRefusal(`The value '${text}' does not exist for the field '${test.field}'.`);
}

function compileIssue(context: JqlContext, test: Test): Matcher {
	const calls = test.operands.filter((operand) => operand.kind === 'call');
	const [call] = calls;
	if (call !== undefined) {
		const matches = issuesByRemoteLink(context.world, call, test.operator);
		return test.operator === 'in' ? matches : (issue) => !matches(issue);
	}
	const keys = test.operands.map((operand) => (operand.kind === 'value' ? operand.text : ''));
	const wanted = keys.map((text) => issueNumber(context.world, test, text));
	const holds = comparison(test, wanted);
	const exact = ['=', 'in', '!=', 'not in'].includes(test.operator);
	return (issue) => {
		if (!exact && projectPart(issue.key) !== projectPart(keys[0] ?? '')) return false;
		return holds(exact ? Number(issue.id) : keyNumber(issue.key));
	};
}

function keyNumber(key: string): number {
	return Number(key.slice(key.lastIndexOf('-') + 1));
}

function projectPart(key: string): string {
	return key.slice(0, key.lastIndexOf('-')).toUpperCase();
}

/** Issue id for exact tests, number of the key for comparisons. */
function issueNumber(world: World, test: Test, text: string): number {
	const id =
		world.idsByKey.get(text.toUpperCase()) ?? (world.timelines.has(text) ? text : undefined);
	if (id === undefined || world.timelines.get(id)?.moments.at(-1)?.state === undefined) {
		throw jqlRefusal(`An issue with key '${text}' does not exist for field '${test.field}'.`);
	}
	return ['=', 'in', '!=', 'not in'].includes(test.operator) ? Number(id) : keyNumber(text);
}
