import { InputError, type InputProblem } from '../model/failure';
import type { FieldInput, FieldMeta } from '../model/field-schema';
import type { JsonValue } from '../model/json';
import { encodeField, isBlank, readInput } from './field-codec';
import type { EncodeContext } from './field-codec/codec';
import { EPIC_LINK_TYPE } from './field-codec/epic';
import { namesInOrder, nearest } from './nearest';
import { READ_ONLY, readOnlyAdvice } from './read-only-fields';

/** A field of the screen and what goes into it. */
export interface LocatedField {
	readonly meta: FieldMeta;
	readonly input: FieldInput;
}

export interface LocatedFields {
	readonly located: readonly LocatedField[];
	/** What was asked for and is not on the screen, as it was named. */
	readonly missing: readonly string[];
	readonly problems: readonly InputProblem[];
}

/** Fields ready to be sent. */
export interface EncodedFields {
	readonly fields: Readonly<Record<string, JsonValue>>;
	/** Operations on fields that cannot be set by a value. */
	readonly update: Readonly<Record<string, JsonValue>>;
	readonly warnings: readonly string[];
}

/** Finds the fields by id, else by display name in any letter case. */
export function locateFields(
	screen: readonly FieldMeta[],
	inputs: Readonly<Record<string, FieldInput>>,
): LocatedFields {
	const located: LocatedField[] = [];
	const missing: string[] = [];
	const problems: InputProblem[] = [];
	for (const [nameOrId, input] of Object.entries(inputs)) {
		const metas = findFields(screen, nameOrId);
		const [meta] = metas;
		if (meta === undefined) missing.push(nameOrId);
		else if (metas.length > 1) problems.push(ambiguousName(nameOrId, metas));
		else if (located.some((other) => other.meta.id === meta.id))
			problems.push({ field: meta.name, message: 'It is given twice, by its name and by its id.' });
		else located.push({ meta, input: readInput(meta, input) });
	}
	return { located, missing, problems };
}

function findFields(screen: readonly FieldMeta[], nameOrId: string): readonly FieldMeta[] {
	const byId = screen.filter(({ id }) => id === nameOrId);
	if (byId.length > 0) return byId;
	const wanted = nameOrId.trim().toLowerCase();
	const byName = screen.filter(({ name }) => name.trim().toLowerCase() === wanted);
	return byName.length === 0 && EPIC_NAMES.has(wanted) ? epicFields(screen) : byName;
}

/** Cloud keeps the epic in Parent, Data Center in a field whose id differs from site to site; either name means either field. */
const EPIC_NAMES: ReadonlySet<string> = new Set(['parent', 'epic', 'epic link']);

function epicFields(screen: readonly FieldMeta[]): readonly FieldMeta[] {
	const links = screen.filter(({ schema }) => schema.custom?.endsWith(EPIC_LINK_TYPE));
	return links.length > 0 ? links : screen.filter(({ schema }) => schema.system === 'parent');
}

function ambiguousName(name: string, metas: readonly FieldMeta[]): InputProblem {
	const ids = metas.map(({ id }) => id).join(', ');
	return { field: name, message: `Several fields have this name. Use one of the ids: ${ids}.` };
}

/** Required fields that have neither an input nor a default, with the values to choose from. */
export function missingRequired(
	screen: readonly FieldMeta[],
	located: readonly LocatedField[],
	setElsewhere: ReadonlySet<string>,
): readonly InputProblem[] {
	const given = new Set(located.filter(({ input }) => !isBlank(input)).map(({ meta }) => meta.id));
	return screen
		.filter(({ id, required, hasDefault }) => required && !hasDefault && !given.has(id))
		.filter(({ id }) => !setElsewhere.has(id))
		.map((meta) => ({ field: meta.name, message: `It is required.${choices(meta)}` }));
}

function choices({ allowedValues = [] }: FieldMeta): string {
	if (allowedValues.length === 0) return '';
	const names = allowedValues.map(({ name }) => name);
	return ` Allowed: ${namesInOrder('', names)}.`;
}

/** A field that the screen lacks. `known` is undefined when this Jira has no such field at all. */
export function notOnScreen(
	nameOrId: string,
	known: Pick<FieldMeta, 'id' | 'name'> | undefined,
	screenName: string,
	screen: readonly FieldMeta[],
): InputProblem {
	const readOnly = readOnlyAdvice(known?.id ?? nameOrId);
	if (readOnly !== undefined) return { field: known?.name ?? nameOrId, message: readOnly };
	const all = screen.map(({ name }) => name);
	const near = known === undefined ? nearest(nameOrId, all) : undefined;
	const question = near === undefined ? '' : ` Did you mean "${near}"?`;
	const onScreen = all.length === 0 ? '' : ` Fields there: ${namesInOrder(nameOrId, all)}.`;
	const message =
		known === undefined
			? `This Jira has no such field, or the account may not see it.${question}${onScreen}`
			: `It is not on ${screenName}. Add it to that screen in Jira, or leave it out.${onScreen}`;
	return { field: known?.name ?? nameOrId, message };
}

/** How inputs are turned into Jira's shapes. */
export interface EncodeOptions {
	/** An empty input is left out instead of clearing. */
	readonly onCreate: boolean;
	/** A user whom nobody matches is left out with a warning. In an edit that is a problem: nobody would read the warning. */
	readonly leaveOut: boolean;
}

/** Operations that an edit or a create can ask for. */
const SETTING: ReadonlySet<string> = new Set(['set', 'add', 'edit']);

/** Whether Jira shows the field on the screen but lets nobody set it there. */
export function isReadOnly({ id, operations }: FieldMeta): boolean {
	const settable = operations === undefined || operations.some((name) => SETTING.has(name));
	return !settable || readOnlyAdvice(id) !== undefined;
}

/** Turns the inputs into Jira's shapes. Problems of all fields are collected, so that one error tells everything. */
export function encodeFields(
	located: readonly LocatedField[],
	context: EncodeContext,
	{ onCreate, leaveOut }: EncodeOptions,
): { readonly encoded: EncodedFields; readonly problems: readonly InputProblem[] } {
	const fields: Record<string, JsonValue> = {};
	const update: Record<string, JsonValue> = {};
	const warnings: string[] = [];
	const problems: InputProblem[] = [];
	for (const { meta, input } of located) {
		const blank = isBlank(input);
		if (blank && onCreate) continue;
		if (isReadOnly(meta)) {
			problems.push({ field: meta.name, message: readOnlyAdvice(meta.id) ?? READ_ONLY });
			continue;
		}
		if (blank && meta.required) {
			problems.push({
				field: meta.name,
				message: `It is required and cannot be emptied.${choices(meta)}`,
			});
			continue;
		}
		const result = encodeField(meta, input, context);
		if (result.kind === 'value') {
			fields[meta.id] = result.value;
			warnings.push(...result.warnings);
		} else if (result.kind === 'update') update[meta.id] = result.operations;
		else if (result.kind === 'problem')
			problems.push({ field: meta.name, message: result.message });
		else if (leaveOut && !meta.required) warnings.push(`${result.warning} The field was left out.`);
		else
			problems.push({
				field: meta.name,
				message: `${unnamed(result.warning, meta)} ${USER_ADVICE}`,
			});
	}
	return { encoded: { fields, update, warnings }, problems };
}

const USER_ADVICE =
	'Give the e-mail or the user id of an active user, and check that the account of the credential may browse users.';

/** A codec's warning names its field, and so does a problem. */
function unnamed(warning: string, { name }: FieldMeta): string {
	return warning.replaceAll(`${name}: `, '');
}

/** One error that names every problem; nothing when there is none. */
export function failOnProblems(summary: string, problems: readonly InputProblem[]): void {
	if (problems.length === 0) return;
	const lines = problems.map(({ field, message }) => `${field}: ${message}`);
	throw new InputError(`${summary} ${lines.join(' ')}`, problems);
}

/** Display names by field id, for Jira's own messages. */
export function fieldNames(screen: readonly FieldMeta[]): Readonly<Record<string, string>> {
	return Object.fromEntries(screen.map(({ id, name }) => [id, name]));
}
