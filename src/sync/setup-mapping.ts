import type { IssueStatus } from '../model/issue';
import type { UserIdentity } from '../model/user';
import { matchToJira, type AssigneeRules, type FoundUsers } from './assignee';
import { fine, problem, warning, type SetupLine } from './setup-line';
import { rowOfState, rowOfStatus, type StatusTable } from './status';
import { isStatus } from './transition-path';

const STATUS_TABLE = 'Status Table';
const TARGETS = 'Status Targets';

/** Checks that need the statuses of the project. */
export const STATUS_CHECKS: readonly string[] = [STATUS_TABLE, TARGETS];

/** Every status of the project falls into a row, and every state leads to a status. No table: status is not synced. */
export function statusLines(
	statuses: readonly IssueStatus[],
	table: StatusTable | undefined,
): readonly SetupLine[] {
	if (table === undefined) return [fine(STATUS_TABLE, 'The status is not synced.')];
	if (table.rows.length === 0)
		return [
			problem(STATUS_TABLE, 'The status is synced, but the table is empty.', 'Add a row to it.'),
		];
	return [tableLine(statuses, table), targetsLine(statuses, table)];
}

function tableLine(statuses: readonly IssueStatus[], table: StatusTable): SetupLine {
	const left = statuses.filter((status) => rowOfStatus(table, status) === undefined);
	if (left.length === 0)
		return fine(STATUS_TABLE, `All ${statuses.length} statuses of the project are in a row.`);
	return warning(
		STATUS_TABLE,
		`No row has the status ${quoted(left.map(({ name }) => name))}. While an issue is in it, its status is not synced.`,
		'Add the names to a row, or choose the category in Other Jira Statuses.',
	);
}

function targetsLine(statuses: readonly IssueStatus[], table: StatusTable): SetupLine {
	const states = [...new Set(table.rows.flatMap(({ source }) => source))];
	const lost = states.filter((state) => !leadsSomewhere(state, statuses, table));
	if (lost.length === 0) return fine(TARGETS, 'Every state of the record has a status to go to.');
	return problem(
		TARGETS,
		`No status of the project belongs to the state ${quoted(lost)}, so it cannot be written to Jira.`,
		`Put one of these into its row: ${statuses.map(({ name }) => name).join(', ')}.`,
	);
}

/** The sync tries all statuses of a row, and the category only where the row names none. */
function leadsSomewhere(
	state: string,
	statuses: readonly IssueStatus[],
	table: StatusTable,
): boolean {
	const row = rowOfState(table, state);
	if (row === undefined) return false;
	return row.jira.length === 0
		? statuses.some(({ category }) => category === row.category)
		: statuses.some((status) => row.jira.some((wanted) => isStatus(status, wanted)));
}

function quoted(names: readonly string[]): string {
	return names.map((name) => `"${name}"`).join(', ');
}

/** People who must be found in Jira. */
export interface SetupPeople {
	readonly table: AssigneeRules['table'];
	/** Empty when there is none. */
	readonly fallback: string;
}

/** Every text to search for, once. */
export function peopleToFind({ table, fallback }: SetupPeople): readonly string[] {
	const texts = [...table.map(({ jira }) => jira), fallback].map((text) => text.trim());
	return [...new Set(texts.filter((text) => text !== ''))];
}

/** Every person of the user table is one active user of Jira, by the rules of the sync itself. */
export function peopleLine(people: SetupPeople, found: FoundUsers): SetupLine {
	const check = 'User Table';
	const texts = peopleToFind(people);
	if (texts.length === 0)
		return fine(check, 'It is empty: people are found by their e-mail, where Jira shows it.');
	const lost = texts.filter((text) => !isOneUser(text, found));
	if (lost.length === 0) return fine(check, `Jira knows everybody in it (${texts.length}).`);
	const words = lost.map((text) => `${text} (${count(found[text] ?? [])})`).join(', ');
	return problem(
		check,
		`Jira does not give exactly one active user for: ${words}.`,
		'Correct the row: an e-mail, an account ID (Cloud) or a user name (Data Center). The account also needs the permission to browse users.',
	);
}

function isOneUser(text: string, found: FoundUsers): boolean {
	const row = { source: text, jira: text };
	const rules: AssigneeRules = { table: [row], unmatched: 'leave', matchDisplayName: false };
	return matchToJira(rules, { key: text.toLowerCase() }, found).kind === 'found';
}

function count(users: readonly UserIdentity[]): string {
	return users.length === 0 ? 'nobody' : `${users.length} found`;
}
