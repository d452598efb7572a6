import { cloud } from '../../../src/jira/cloud';
import { dataCenter } from '../../../src/jira/data-center';
import { decodeField, encodeField, userTextsOf } from '../../../src/jira/field-codec';
import type { EncodeContext } from '../../../src/jira/field-codec/codec';
import type { UserMatch } from '../../../src/jira/users';
import type { AllowedValue, FieldMeta, FieldSchema } from '../../../src/model/field-schema';

const users = new Map<string, UserMatch>([
	['kim@example.com', { kind: 'found', id: 'id-kim' }],
	['twins', { kind: 'several', count: 2 }],
]);
const context: EncodeContext = { dialect: cloud, users };

function meta(schema: FieldSchema, allowedValues?: readonly AllowedValue[]): FieldMeta {
	const base = { id: 'cf', name: 'Field', required: false, hasDefault: false, schema };
	return allowedValues === undefined ? base : { ...base, allowedValues };
}

const colors = [
	{ id: '1', name: 'Red' },
	{ id: '2', name: 'Green' },
	{ id: '3', name: '1' },
];
const areas = [{ id: '10', name: 'Client', children: [{ id: '11', name: 'Windows' }] }];
const option = meta({ type: 'option' }, colors);
const options = meta({ type: 'array', items: 'option' }, colors);
const cascade = meta({ type: 'option-with-child' }, areas);
const labels = meta({ type: 'array', items: 'string', system: 'labels' });
const user = meta({ type: 'user' });
const people = meta({ type: 'array', items: 'user' });
const priority = meta({ type: 'priority' }, [{ id: '3', name: 'Medium' }]);
const versions = meta({ type: 'array', items: 'version' }, [{ id: '7', name: '1.2.3' }]);
const text = meta({ type: 'string', custom: 'x:textfield' });
const url = meta({ type: 'string', custom: 'x:url' });
const sprint = meta({
	type: 'array',
	items: 'json',
	custom: 'com.pyxis.greenhopper.jira:gh-sprint',
});

describe('encodeField', () => {
	it.each`
		what                           | field                             | input                                       | value
		${'text'}                      | ${text}                           | ${' a\n b '}                                | ${'a b'}
		${'text from a number'}        | ${text}                           | ${12}                                       | ${'12'}
		${'number'}                    | ${meta({ type: 'number' })}       | ${12.5}                                     | ${12.5}
		${'number as text'}            | ${meta({ type: 'number' })}       | ${' 12 '}                                   | ${12}
		${'number with exponent'}      | ${meta({ type: 'number' })}       | ${'-1.5e3'}                                 | ${-1500}
		${'date'}                      | ${meta({ type: 'date' })}         | ${'2026-11-21'}                             | ${'2026-11-21'}
		${'date of a moment'}          | ${meta({ type: 'date' })}         | ${'2026-11-21T23:00:00-05:00'}              | ${'2026-11-21'}
		${'date of milliseconds'}      | ${meta({ type: 'date' })}         | ${1_795_256_100_000}                        | ${'2026-11-21'}
		${'date of seconds, text'}     | ${meta({ type: 'date' })}         | ${'1795256100'}                             | ${'2026-11-21'}
		${'datetime'}                  | ${meta({ type: 'datetime' })}     | ${'2026-11-21T10:15:00Z'}                   | ${'2026-11-21T10:15:00.000+0000'}
		${'datetime with offset'}      | ${meta({ type: 'datetime' })}     | ${'2026-11-21T10:15:00.5+0200'}             | ${'2026-11-21T08:15:00.500+0000'}
		${'datetime of a day'}         | ${meta({ type: 'datetime' })}     | ${'2026-11-21'}                             | ${'2026-11-21T00:00:00.000+0000'}
		${'datetime without offset'}   | ${meta({ type: 'datetime' })}     | ${'2026-11-21 10:15'}                       | ${'2026-11-21T10:15:00.000+0000'}
		${'datetime of milliseconds'}  | ${meta({ type: 'datetime' })}     | ${1_795_256_100_000}                        | ${'2026-11-21T10:15:00.000+0000'}
		${'datetime of seconds'}       | ${meta({ type: 'datetime' })}     | ${1_795_256_100}                            | ${'2026-11-21T10:15:00.000+0000'}
		${'option by name'}            | ${option}                         | ${'Red'}                                    | ${{ id: '1' }}
		${'option in other case'}      | ${option}                         | ${' gREEN '}                                | ${{ id: '2' }}
		${'option by id'}              | ${option}                         | ${'2'}                                      | ${{ id: '2' }}
		${'a name before an id'}       | ${option}                         | ${'1'}                                      | ${{ id: '3' }}
		${'option as an object'}       | ${option}                         | ${{ value: 'Red' }}                         | ${{ id: '1' }}
		${'option without a list'}     | ${meta({ type: 'option' })}       | ${'Blue'}                                   | ${{ value: 'Blue' }}
		${'id without a list'}         | ${meta({ type: 'option' })}       | ${{ id: '9' }}                              | ${{ id: '9' }}
		${'options from text'}         | ${options}                        | ${'Red, green,,Red'}                        | ${[{ id: '1' }, { id: '2' }]}
		${'options from a list'}       | ${options}                        | ${['Red', { id: '2' }]}                     | ${[{ id: '1' }, { id: '2' }]}
		${'options from JSON text'}    | ${options}                        | ${'["Red"]'}                                | ${[{ id: '1' }]}
		${'cascade from text'}         | ${cascade}                        | ${'client > windows'}                       | ${{ id: '10', child: { id: '11' } }}
		${'cascade from an object'}    | ${cascade}                        | ${{ value: 'Client', child: 'Windows' }}    | ${{ id: '10', child: { id: '11' } }}
		${'cascade with inner object'} | ${cascade}                        | ${{ value: 'Client', child: { id: '11' } }} | ${{ id: '10', child: { id: '11' } }}
		${'parent level alone'}        | ${cascade}                        | ${{ value: 'Client', child: null }}         | ${{ id: '10' }}
		${'cascade without a list'}    | ${meta(cascade.schema)}           | ${'A>B'}                                    | ${{ value: 'A', child: { value: 'B' } }}
		${'labels'}                    | ${labels}                         | ${'crash,backtrace , crash'}                | ${['crash', 'backtrace']}
		${'user'}                      | ${user}                           | ${'kim@example.com'}                        | ${{ accountId: 'id-kim' }}
		${'user as an object'}         | ${user}                           | ${{ email: 'kim@example.com' }}             | ${{ accountId: 'id-kim' }}
		${'people'}                    | ${people}                         | ${'kim@example.com'}                        | ${[{ accountId: 'id-kim' }]}
		${'group'}                     | ${meta({ type: 'group' })}        | ${'devs'}                                   | ${{ name: 'devs' }}
		${'priority'}                  | ${priority}                       | ${'medium'}                                 | ${{ id: '3' }}
		${'versions'}                  | ${versions}                       | ${'1.2.3'}                                  | ${[{ id: '7' }]}
		${'resolution, no list'}       | ${meta({ type: 'resolution' })}   | ${'Done'}                                   | ${{ name: 'Done' }}
		${'project'}                   | ${meta({ type: 'project' })}      | ${'ABC'}                                    | ${{ key: 'ABC' }}
		${'web address'}               | ${url}                            | ${' https://x.example/a?b=1 '}              | ${'https://x.example/a?b=1'}
		${'parent'}                    | ${meta({ type: 'issuelink' })}    | ${'abc-12'}                                 | ${{ key: 'ABC-12' }}
		${'parent by id'}              | ${meta({ type: 'issuelink' })}    | ${{ id: '77' }}                             | ${{ id: '77' }}
		${'estimate'}                  | ${meta({ type: 'timetracking' })} | ${'1w'}                                     | ${{ originalEstimate: '1w' }}
		${'time tracking'}             | ${meta({ type: 'timetracking' })} | ${'{"remainingEstimate":"4d"}'}             | ${{ remainingEstimate: '4d' }}
		${'sprint'}                    | ${sprint}                         | ${'37'}                                     | ${37}
		${'sprint of a list'}          | ${sprint}                         | ${[{ id: 37 }]}                             | ${37}
		${'anything'}                  | ${meta({ type: 'any' })}          | ${'EPIC-1'}                                 | ${'EPIC-1'}
		${'anything as JSON'}          | ${meta({ type: 'any' })}          | ${'{"a":[1]}'}                              | ${{ a: [1] }}
		${'anything like JSON'}        | ${meta({ type: 'any' })}          | ${'{oops'}                                  | ${'{oops'}
		${'null'}                      | ${option}                         | ${null}                                     | ${null}
		${'blank text'}                | ${text}                           | ${'  '}                                     | ${null}
		${'an empty list'}             | ${options}                        | ${[]}                                       | ${[]}
		${'null for a list'}           | ${options}                        | ${null}                                     | ${[]}
		${'a list of commas'}          | ${labels}                         | ${' , '}                                    | ${[]}
	`('$what', ({ field, input, value }) => {
		expect(encodeField(field, input, context)).toMatchObject({ kind: 'value', value });
	});

	it.each`
		what                         | field                                              | input             | message
		${'an unknown option'}       | ${option}                                          | ${'Rod'}          | ${'"Rod" is not an allowed value. Did you mean "Red"? Allowed: Red, 1, Green.'}
		${'unknown options, all'}    | ${options}                                         | ${'Rod,Gren'}     | ${'Allowed: Red, 1, Green. "Gren" is not an allowed value. Did you mean "Green"?'}
		${'an option that is none'}  | ${option}                                          | ${{ x: 1 }}       | ${'is not a name or an id'}
		${'an unknown version'}      | ${meta(versions.schema, [])}                       | ${'9'}            | ${'There are none yet.'}
		${'an unknown child'}        | ${cascade}                                         | ${'Client > Mac'} | ${'Under "Client": "Mac" is not an allowed value. Allowed: Windows.'}
		${'an unknown parent level'} | ${cascade}                                         | ${'Clint > Mac'}  | ${'"Clint" is not an allowed value. Did you mean "Client"? Allowed: Client.'}
		${'no cascade'}              | ${cascade}                                         | ${true}           | ${'is not of the form "Parent > Child"'}
		${'no number'}               | ${meta({ type: 'number' })}                        | ${'12 pieces'}    | ${'"12 pieces" is not a number'}
		${'no date'}                 | ${meta({ type: 'date' })}                          | ${'2026-02-31'}   | ${'is not a date. Example: 2026-11-21'}
		${'no day'}                  | ${meta({ type: 'date' })}                          | ${'21.11.2026'}   | ${'is not a date'}
		${'no moment'}               | ${meta({ type: 'datetime' })}                      | ${'tomorrow'}     | ${'is not a date with time'}
		${'an object as text'}       | ${text}                                            | ${{ a: 1 }}       | ${'It takes text'}
		${'a list as rich text'}     | ${meta({ type: 'string', system: 'description' })} | ${['a']}          | ${'It takes text'}
		${'no address'}              | ${url}                                             | ${'javascript:x'} | ${'is not a web address'}
		${'no key'}                  | ${meta({ type: 'issuelink' })}                     | ${'no key'}       | ${'is not an issue key. Example: ABC-123'}
		${'no user'}                 | ${user}                                            | ${true}           | ${'is not an e-mail'}
		${'no group'}                | ${meta({ type: 'group' })}                         | ${true}           | ${'is not the name of a group'}
		${'no project'}              | ${meta({ type: 'project' })}                       | ${true}           | ${'is not a project key'}
		${'no label'}                | ${labels}                                          | ${[{ a: 1 }]}     | ${'is not a label'}
		${'no sprint'}               | ${sprint}                                          | ${'next'}         | ${'is not the number of one sprint'}
		${'no time tracking'}        | ${meta({ type: 'timetracking' })}                  | ${'soon'}         | ${'is not an estimate. Give minutes'}
	`('problem: $what', ({ field, input, message }) => {
		expect(encodeField(field, input, context)).toMatchObject({
			kind: 'problem',
			message: expect.stringContaining(message),
		});
	});

	it('names at most ten allowed values, the nearest first', () => {
		const many = Array.from({ length: 30 }, (_, index) => ({
			id: `${index}`,
			name: `Value ${index}`,
		}));

		const result = encodeField(meta({ type: 'option' }, many), 'value 27!', context);

		expect(result).toMatchObject({
			message: expect.stringMatching(/Allowed: Value 27, .* and 20 more\.$/),
		});
	});

	it('leaves out a user whom nobody, or several, match', () => {
		expect(encodeField(user, 'who@example.com', context)).toEqual({
			kind: 'omit',
			warning: 'Field: No active Jira user matches "who@example.com".',
		});
		expect(encodeField(user, 'twins', context)).toMatchObject({
			warning: expect.stringContaining('2 users match'),
		});
		expect(encodeField(people, 'kim@example.com, who', context)).toMatchObject({
			value: [{ accountId: 'id-kim' }],
			warnings: ['Field: No active Jira user matches "who".'],
		});
		expect(encodeField(people, 'who', context)).toMatchObject({ kind: 'omit' });
		expect(userTextsOf(people, 'a@x, b')).toEqual(['a@x', 'b']);
	});

	it('warns of what it had to change', () => {
		const summary = meta({ type: 'string', system: 'summary' });

		const cut = encodeField(summary, 'x'.repeat(300), context);

		expect(cut).toMatchObject({
			value: `${'x'.repeat(253)}…`,
			warnings: [expect.stringContaining('254')],
		});
		expect(encodeField(labels, 'two words', context)).toMatchObject({
			value: ['two_words'],
			warnings: [expect.stringContaining('"two_words"')],
		});
		expect(
			encodeField(meta({ type: 'string', system: 'description' }), 'x'.repeat(40_000), context),
		).toMatchObject({
			warnings: [expect.stringContaining('cut')],
		});
	});

	it('clears a parent the way the product wants it', () => {
		const parent = meta({ type: 'issuelink', system: 'parent' });

		expect(encodeField(parent, null, context)).toEqual({
			kind: 'update',
			operations: [{ set: { none: true } }],
		});
		expect(encodeField(parent, null, { dialect: dataCenter, users })).toMatchObject({
			kind: 'value',
			value: null,
		});
	});

	it.each([cloud, dataCenter])('$deployment: rich text comes back as it was', (dialect) => {
		const schema = { type: 'string', custom: 'com.x:textarea' };
		const input = 'One {two}\n\n* three\\ [~kim]';

		const result = encodeField(meta(schema), input, { dialect, users });

		expect(result.kind === 'value' && decodeField(schema, result.value, dialect)).toBe(input);
	});
});

describe('decodeField', () => {
	it.each`
		what                 | schema                                    | raw                                                        | value
		${'nothing'}         | ${{ type: 'string' }}                     | ${null}                                                    | ${null}
		${'empty text'}      | ${{ type: 'string' }}                     | ${''}                                                      | ${null}
		${'text'}            | ${{ type: 'string' }}                     | ${'a\r\nb'}                                                | ${'a\nb'}
		${'a document'}      | ${{ type: 'string', system: 'x' }}        | ${{ type: 'doc', content: [{ type: 'text', text: 'a' }] }} | ${'a'}
		${'number'}          | ${{ type: 'number' }}                     | ${1.5}                                                     | ${1.5}
		${'date'}            | ${{ type: 'date' }}                       | ${'2026-11-21'}                                            | ${'2026-11-21'}
		${'datetime'}        | ${{ type: 'datetime' }}                   | ${'2026-11-21T10:15:00.000-0700'}                          | ${'2026-11-21T17:15:00.000Z'}
		${'option'}          | ${{ type: 'option' }}                     | ${{ id: '1', value: 'Red' }}                               | ${'Red'}
		${'priority'}        | ${{ type: 'priority' }}                   | ${{ id: '1', name: 'High' }}                               | ${'High'}
		${'status'}          | ${{ type: 'status' }}                     | ${{ id: '1', name: 'Done' }}                               | ${'Done'}
		${'cascade'}         | ${{ type: 'option-with-child' }}          | ${{ value: 'A', child: { value: 'B' } }}                   | ${{ value: 'A', child: 'B' }}
		${'cascade, parent'} | ${{ type: 'option-with-child' }}          | ${{ value: 'A' }}                                          | ${{ value: 'A', child: null }}
		${'user'}            | ${{ type: 'user' }}                       | ${{ accountId: 'x', displayName: 'K' }}                    | ${'x'}
		${'list'}            | ${{ type: 'array', items: 'version' }}    | ${[{ name: 'b' }, { name: 'a' }, { name: 'b' }]}           | ${['a', 'b']}
		${'empty list'}      | ${{ type: 'array', items: 'option' }}     | ${[]}                                                      | ${null}
		${'labels'}          | ${{ type: 'array', items: 'string' }}     | ${['b', 'a']}                                              | ${['a', 'b']}
		${'parent'}          | ${{ type: 'issuelink' }}                  | ${{ id: '1', key: 'A-1' }}                                 | ${'A-1'}
		${'links'}           | ${{ type: 'array', items: 'issuelinks' }} | ${[{ id: 1 }]}                                             | ${[{ id: 1 }]}
		${'project'}         | ${{ type: 'project' }}                    | ${{ key: 'ABC' }}                                          | ${'ABC'}
		${'any'}             | ${{ type: 'any' }}                        | ${{ a: undefined, b: 1 }}                                  | ${{ b: 1 }}
	`('$what', ({ schema, raw, value }) => {
		expect(decodeField(schema, raw, cloud)).toEqual(value);
	});

	it('reads the user name on Data Center', () => {
		expect(decodeField({ type: 'user' }, { name: 'kim', key: 'K' }, dataCenter)).toBe('kim');
	});
});
