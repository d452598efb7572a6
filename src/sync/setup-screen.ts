import type { FieldMeta } from '../model/field-schema';
import { fine, problem, warning, type SetupLine } from './setup-line';

/** What a new issue is made of. */
export interface SetupTemplate {
	/** Name or id; empty when none is chosen. */
	readonly issueType: string;
	/** Field that takes the body. */
	readonly bodyField: string;
	readonly hasBody: boolean;
	/** Field that takes the labels. */
	readonly labelsField: string;
	readonly hasLabels: boolean;
	/** Names or ids of the further fields that the template fills. */
	readonly fields: readonly string[];
}

interface TypeChoice {
	readonly id: string;
	readonly name: string;
	readonly subtask: boolean;
}

/** The issue type that a name or id means, and what to say about it. */
export function issueTypeLine<Choice extends TypeChoice>(
	types: readonly Choice[],
	wanted: string,
	project: string,
): { readonly line: SetupLine; readonly type?: Choice } {
	const check = 'Issue Type';
	const names = types.map(({ name }) => name).join(', ');
	if (wanted === '')
		return { line: problem(check, 'No issue type is chosen.', `Choose one of: ${names}.`) };
	const type = types.find(({ id, name }) => isCalled(wanted, id, name));
	if (type === undefined) {
		const message = `Project ${project} has no issue type "${wanted}" for this account.`;
		return { line: problem(check, message, `Choose one of: ${names}.`) };
	}
	const line = type.subtask
		? warning(
				check,
				`"${type.name}" is a type of sub-tasks.`,
				'Choose another type, or give a parent in Fields.',
			)
		: fine(check, `Issues of type "${type.name}" can be made.`);
	return { line, type };
}

function isCalled(wanted: string, id: string, name: string): boolean {
	return id === wanted || name.trim().toLowerCase() === wanted.trim().toLowerCase();
}

/** Checks that need the create screen. */
export const SCREEN_CHECKS: readonly string[] = [
	'Required Fields',
	'Summary Field',
	'Body Field',
	'Labels Field',
	'Template Fields',
	'Fix Versions Field',
];

/** What the create screen has and needs, against the template. */
export function screenLines(
	screen: readonly FieldMeta[],
	template: SetupTemplate,
): readonly SetupLine[] {
	const { bodyField, labelsField } = template;
	return [
		requiredLine(screen, template),
		fieldLine('Summary Field', screen, 'summary', true),
		fieldLine('Body Field', screen, bodyField, template.hasBody),
		fieldLine('Labels Field', screen, labelsField, template.hasLabels),
		templateLine(screen, template),
		fixVersionsLine(screen),
	];
}

/** Every create request names these. */
const ALWAYS_GIVEN: readonly string[] = ['project', 'issuetype', 'summary'];

function requiredLine(screen: readonly FieldMeta[], template: SetupTemplate): SetupLine {
	const given = [
		...ALWAYS_GIVEN,
		...(template.hasBody ? [template.bodyField] : []),
		...(template.hasLabels ? [template.labelsField] : []),
		...template.fields,
	];
	const missing = screen
		.filter(({ required, hasDefault }) => required && !hasDefault)
		.filter(({ id, name }) => !given.some((wanted) => isCalled(wanted, id, name)));
	if (missing.length === 0)
		return fine('Required Fields', 'The template covers every required field.');
	const names = missing.map(({ name, id }) => `${name} (${id})`).join(', ');
	return problem(
		'Required Fields',
		`Jira requires fields that the template does not give: ${names}.`,
		'Give them in Fields, or let an administrator make them optional or set a default.',
	);
}

function fieldLine(
	check: string,
	screen: readonly FieldMeta[],
	field: string,
	isUsed: boolean,
): SetupLine {
	const meta = screen.find(({ id, name }) => isCalled(field, id, name));
	if (meta !== undefined) return fine(check, `"${meta.name}" is on the create screen.`);
	const message = `The create screen does not have "${field}".`;
	const remedy = `Let an administrator add it to the create and the edit screen${check === 'Summary Field' ? '' : ', or choose another field in Issue Options'}.`;
	return isUsed
		? problem(check, message, remedy)
		: warning(check, `${message} The template does not use it.`, remedy);
}

function templateLine(screen: readonly FieldMeta[], { fields }: SetupTemplate): SetupLine {
	const missing = fields.filter(
		(field) => !screen.some(({ id, name }) => isCalled(field, id, name)),
	);
	if (missing.length > 0)
		return problem(
			'Template Fields',
			`The create screen does not have: ${missing.join(', ')}.`,
			'Take them out of Fields, or let an administrator add them to the create screen.',
		);
	const count = fields.length;
	return fine(
		'Template Fields',
		count === 0
			? 'The template gives no further fields.'
			: `All ${count} further fields are on the create screen.`,
	);
}

/** Jira Resolved Until reads in which version an issue is fixed; people must be able to say it. */
function fixVersionsLine(screen: readonly FieldMeta[]): SetupLine {
	const check = 'Fix Versions Field';
	const meta = screen.find(({ id }) => id === 'fixVersions');
	if (meta !== undefined) return fine(check, `"${meta.name}" is on the create screen.`);
	return warning(
		check,
		'The create screen does not have the fix versions.',
		'If you use Jira Resolved Until, see that the edit screen or the screen for resolving has them; else this does not matter.',
	);
}
