import { InputError } from '../../src/model/failure';
import { readParameters } from '../../src/n8n/parameters';
import { readRecurrence } from '../../src/n8n/recurrence';
import { contextOf } from '../support/regression-case';

const ITEM = { id: '7', version: '1.2.3' };

function read(settings: Readonly<Record<string, unknown>>) {
	const given = { preset: 'generic', recordId: '7', versionAttribute: 'version', ...settings };
	return readRecurrence(readParameters(contextOf(given), 0), ITEM);
}

function problemsOf(settings: Readonly<Record<string, unknown>>): readonly string[] {
	try {
		read(settings);
	} catch (error) {
		if (error instanceof InputError)
			return [error.message, ...error.problems.map(({ field, message }) => `${field}: ${message}`)];
	}
	throw new Error('It was taken');
}

const rule = (row: object) => ({ rules: { rule: [row] } });
const condition = (row: object) => rule({ conditions: { condition: [row] } });

describe('rules of the node', () => {
	it('R3: the settings alone are one rule without a name', () => {
		const { policy } = read({});

		expect(policy.rules).toMatchObject([
			{ conditions: [], versionAttribute: 'version', fixField: 'fixVersions', comparison: 'later' },
		]);
		expect(policy.rules[0]).not.toHaveProperty('name');
		expect(policy.finalResolutions).toEqual(["Won't Do", "Won't Fix", 'Duplicate']);
	});

	it('R3: what a rule leaves empty comes from the settings, which stand last', () => {
		const { policy } = read({
			comparison: 'sameOrLater',
			options: { fixField: 'customfield_10014' },
			rules: {
				rule: [{ name: ' Consoles ', versionAttribute: 'console' }, { comparison: 'later' }],
			},
		});

		expect(policy.rules).toMatchObject([
			{
				name: 'Consoles',
				versionAttribute: 'console',
				fixField: 'customfield_10014',
				comparison: 'sameOrLater',
			},
			{ name: 'Rule 2', versionAttribute: 'version', comparison: 'later' },
			{ versionAttribute: 'version', comparison: 'sameOrLater' },
		]);
	});

	it('rules as JSON are the rules of the list, whether conditions are wrapped or not', () => {
		const listed = read(
			rule({
				name: 'A',
				combine: 'any',
				conditions: { condition: [{ attribute: 'p', test: 'oneOf', value: 'x, y' }] },
				fixField: 'f',
			}),
		);
		const json = read({
			options: {
				rulesJson: JSON.stringify([
					{
						name: 'A',
						combine: 'any',
						conditions: [{ attribute: 'p', test: 'oneOf', value: ['x', 'y'] }],
						fixField: 'f',
					},
				]),
			},
		});

		const plain = (request: typeof listed): string => JSON.stringify(request.policy.rules);
		expect(plain(json)).toBe(plain(listed));
		expect(json.policy.rules[0]?.conditions[0]?.values).toEqual(['x', 'y']);
	});

	it.each([
		[condition({ test: 'equals', value: 'x' }), 'Rule 1, condition 1: Name the attribute'],
		[condition({ attribute: 'p', value: ' ' }), 'Rule 1, condition 1: Give the value that "p"'],
		[
			condition({ attribute: 'p', test: 'like', value: 'x' }),
			'"like" is no test. Use one of: equals',
		],
		[condition({ attribute: 'p', test: 'numberAtLeast', value: 'ten' }), '"ten" is no number.'],
		[
			condition({ attribute: 'p', test: 'versionAtMost', value: 'new' }),
			'cannot be read as a version',
		],
		[
			condition({ attribute: 'p', test: 'matches', value: '(?!x)' }),
			'Rule 1, condition 1, Value: RE2 has no',
		],
		[rule({ versionExpression: '(' }), 'Rule 1, Version Expression: '],
		[
			rule({ fixExpression: '(a)\\1' }),
			'Rule 1, Fix Version Expression: RE2 has no back references',
		],
		[{ options: { allowedVersions: '[' } }, 'Allowed Versions: '],
		[{ options: { ignoredVersions: '[' } }, 'Ignored Versions: '],
		[
			{ options: { rulesJson: '{"name": "A"}' } },
			'Rules as JSON: The value is no list of objects.',
		],
		[{ options: { rulesJson: 'no json' } }, 'Rules as JSON: The value is no list of objects.'],
		[{ ...rule({}), options: { rulesJson: '[{}]' } }, 'Give them in one of the two places.'],
		[{ options: { label: 'two words' } }, 'Label: A label of Jira has no spaces.'],
	])('L8: %j is refused: %s', (settings, says) => {
		expect(problemsOf(settings).join('\n')).toContain(says);
	});
});
