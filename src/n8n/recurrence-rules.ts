import { isObject, textOf, type UnknownRecord } from '../model/decode';
import { inputError } from '../model/failure';
import type { ConditionTest, RecurrenceRule, RuleCondition } from '../sync/recurrence-rules';
import { parseVersion } from '../sync/version-order';
import { toNames, type Parameters } from './parameters';
import { createExtractor, type PatternCompiler } from './version-extractor';

const TESTS: readonly ConditionTest[] = [
	'equals',
	'notEquals',
	'oneOf',
	'noneOf',
	'contains',
	'notContains',
	'matches',
	'numberAtLeast',
	'numberAtMost',
	'versionAtLeast',
	'versionAtMost',
	'exists',
	'missing',
];
const WITHOUT_VALUE: ReadonlySet<ConditionTest> = new Set(['exists', 'missing']);
const COMPARISONS = ['later', 'sameOrLater'] as const;

/**
 * All rules of the node, in order: those of the list (or of the JSON that stands for it), then the node's own settings, which take
 * what a rule leaves empty and hold for whatever no rule takes. Throws `InputError` that names the rule and what to change.
 */
export function readRecurrenceRules(
	parameters: Parameters,
	compile: PatternCompiler,
): readonly RecurrenceRule[] {
	const base = readBase(parameters, compile);
	const rules = ruleRows(parameters).map((row, index) =>
		readRule({ row, where: `Rule ${index + 1}`, base, compile, parameters }),
	);
	const isStrict = parameters.choice('options.noRule', ['settings', 'stay']) === 'stay';
	return isStrict && rules.length > 0 ? rules : [...rules, base];
}

function readBase(parameters: Parameters, compile: PatternCompiler): RecurrenceRule {
	return {
		combine: 'all',
		conditions: [],
		versionAttribute: parameters.required('versionAttribute', 'Version Attribute'),
		observed: createExtractor(observedOptions(parameters, ''), compile),
		fixField: parameters.text('options.fixField') || 'fixVersions',
		fixed: createExtractor(fixOptions(parameters, ''), compile),
		comparison: parameters.choice('comparison', COMPARISONS),
	};
}

function observedOptions(parameters: Parameters, expression: string, where?: string) {
	return {
		expression: expression || parameters.text('options.versionExpression'),
		allowed: parameters.text('options.allowedVersions'),
		ignored: parameters.text('options.ignoredVersions'),
		parameter: place('Version Expression', expression === '' ? undefined : where),
	};
}

function fixOptions(parameters: Parameters, expression: string, where?: string) {
	return {
		expression: expression || parameters.text('options.fixExpression'),
		parameter: place('Fix Version Expression', expression === '' ? undefined : where),
	};
}

function place(parameter: string, where: string | undefined): string {
	return where === undefined ? parameter : `${where}, ${parameter}`;
}

/** Rules of the list, or those that a workflow generates as JSON, with the same names. */
function ruleRows(parameters: Parameters): readonly UnknownRecord[] {
	const listed = parameters.rows('rules', 'rule');
	const json = parameters.json('options.rulesJson');
	if (json === undefined || json === '' || (Array.isArray(json) && json.length === 0))
		return listed;
	if (!Array.isArray(json) || !json.every(isObject))
		throw badRules('The value is no list of objects. Give a list such as [{"name": "Consoles"}].');
	if (listed.length > 0)
		throw badRules('There are rules in the list as well. Give them in one of the two places.');
	return json;
}

function badRules(message: string): Error {
	return inputError('The rules cannot be used.', [{ field: 'Rules as JSON', message }]);
}

interface RuleSource {
	readonly row: UnknownRecord;
	readonly where: string;
	readonly base: RecurrenceRule;
	readonly compile: PatternCompiler;
	readonly parameters: Parameters;
}

function readRule({ row, where, base, compile, parameters }: RuleSource): RecurrenceRule {
	const text = (name: string): string => textOf(row[name])?.trim() ?? '';
	const { conditions } = row;
	const nested = isObject(conditions) ? conditions['condition'] : conditions;
	const rows = Array.isArray(nested) ? nested.filter(isObject) : [];
	return {
		name: text('name') || where,
		combine: text('combine') === 'any' ? 'any' : 'all',
		conditions: rows.map((condition, index) =>
			readCondition(condition, `${where}, condition ${index + 1}`, compile),
		),
		versionAttribute: text('versionAttribute') || base.versionAttribute,
		observed: createExtractor(
			observedOptions(parameters, text('versionExpression'), where),
			compile,
		),
		fixField: text('fixField') || base.fixField,
		fixed: createExtractor(fixOptions(parameters, text('fixExpression'), where), compile),
		comparison: COMPARISONS.find((known) => known === text('comparison')) ?? base.comparison,
	};
}

function readCondition(row: UnknownRecord, where: string, compile: PatternCompiler): RuleCondition {
	const attribute = textOf(row['attribute'])?.trim() ?? '';
	if (attribute === '') throw badCondition(where, 'Name the attribute of the record.');
	const name = textOf(row['test'])?.trim() ?? 'equals';
	const test = TESTS.find((known) => known === name);
	if (test === undefined)
		throw badCondition(where, `"${name}" is no test. Use one of: ${TESTS.join(', ')}.`);
	if (WITHOUT_VALUE.has(test)) return { attribute, test, values: [] };
	const several = test === 'oneOf' || test === 'noneOf';
	const single = textOf(row['value'])?.trim() ?? '';
	const values = several ? toNames(row['value']) : [single];
	if (values.every((value) => value === ''))
		throw badCondition(where, `Give the value that "${attribute}" is compared with.`);
	checkKind(test, single, where);
	return {
		attribute,
		test,
		values,
		...(test === 'matches' && { pattern: compile(single, `${where}, Value`) }),
	};
}

function checkKind(test: ConditionTest, value: string, where: string): void {
	if (test.startsWith('number') && Number.isNaN(Number(value)))
		throw badCondition(where, `"${value}" is no number.`);
	if (test.startsWith('version') && parseVersion(value) === undefined)
		throw badCondition(where, `"${value}" cannot be read as a version. Give one such as 1.2.3.`);
}

function badCondition(where: string, message: string): Error {
	return inputError('The rules cannot be used.', [{ field: where, message }]);
}
