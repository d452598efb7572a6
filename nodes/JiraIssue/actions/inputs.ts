import { isObject, toJson } from '../../../src/model/decode';
import { inputError } from '../../../src/model/failure';
import type { FieldInput } from '../../../src/model/field-schema';
import type { Parameters } from '../../../src/n8n/parameters';

type Inputs = Readonly<Record<string, FieldInput>>;

/** People, versions and components that are chosen from lists, by the option that chooses them. */
const CHOSEN: Readonly<Record<string, (value: string) => Inputs>> = {
	'options.assignee': (assignee) => ({ assignee }),
	'options.component': (component) => ({ components: [component] }),
	'options.fixVersion': (version) => ({ fixVersions: [version] }),
};

/**
 * Everything that Create and Update are told of fields: the mapper, what was chosen from lists, JSON, and fields to clear. Throws
 * `InputError` when two of them speak of one field.
 */
export function readFieldInputs(parameters: Parameters): Inputs {
	const chosen = Object.entries(CHOSEN).map(([name, toInputs]) => {
		const value = parameters.locator(name);
		return value === '' ? {} : toInputs(value);
	});
	const cleared = Object.fromEntries(
		parameters.names('options.clearFields').map((field) => [field, null]),
	);
	const parts = [parameters.mapped('fields'), ...chosen, readJsonFields(parameters), cleared];
	const inputs: Record<string, FieldInput> = {};
	for (const [field, input] of parts.flatMap((part) => Object.entries(part))) {
		if (Object.hasOwn(inputs, field)) throw givenTwice(field);
		inputs[field] = input;
	}
	return inputs;
}

function givenTwice(field: string): Error {
	return inputError(`The field "${field}" is given twice.`, [
		{ field, message: 'Give it once: in Fields, or in one of the options.' },
	]);
}

/** `{ "field name or ID": value }`, as an object or as text. */
function readJsonFields(parameters: Parameters): Inputs {
	const given = parameters.json('options.fieldsJson');
	if (given === undefined || given === null || given === '') return {};
	if (!isObject(given))
		throw inputError('The option "Fields as JSON" is not a JSON object.', [
			{
				field: 'Fields as JSON',
				message:
					'Write names or IDs of fields and their values, for example { "Severity": "Major" }.',
			},
		]);
	return Object.fromEntries(Object.entries(given).map(([field, value]) => [field, toJson(value)]));
}
