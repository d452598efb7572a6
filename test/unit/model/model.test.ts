import { assertNever } from '../../../src/model/assert-never';
import {
	array,
	DecodeError,
	field,
	id,
	object,
	optional,
	string,
	textOf,
	toJson,
} from '../../../src/model/decode';
import { asError, inputError, isFailure, serviceWords } from '../../../src/model/failure';
import { parseIssueKey } from '../../../src/model/issue';
import { jsonEqual } from '../../../src/model/json';
import { pairPropertyKey, remoteLinkGlobalId } from '../../../src/model/link';
import { own } from '../../../src/model/own';
import { describeUser, jiraUserId } from '../../../src/model/user';
import { serviceError } from '../../support/memory-tracker';

describe('jsonEqual', () => {
	it.each`
		left                   | right                  | equal
		${1}                   | ${1}                   | ${true}
		${1}                   | ${'1'}                 | ${false}
		${null}                | ${{}}                  | ${false}
		${[1, 2]}              | ${[1, 2]}              | ${true}
		${[1, 2]}              | ${[2, 1]}              | ${false}
		${[]}                  | ${{}}                  | ${false}
		${{ a: 1, b: [null] }} | ${{ b: [null], a: 1 }} | ${true}
		${{ a: 1 }}            | ${{ a: 1, b: 1 }}      | ${false}
		${{ a: 1 }}            | ${{ b: 1 }}            | ${false}
		${{ toString: 1 }}     | ${{}}                  | ${false}
	`('$left and $right: $equal', ({ left, right, equal }) => {
		expect([jsonEqual(left, right), jsonEqual(right, left)]).toEqual([equal, equal]);
	});
});

describe('decoders', () => {
	it.each`
		decode    | value   | message
		${string} | ${1}    | ${'Expected a string at x'}
		${object} | ${[]}   | ${'Expected an object at x'}
		${object} | ${null} | ${'Expected an object at x'}
		${array}  | ${{}}   | ${'Expected a list at x'}
		${id}     | ${NaN}  | ${'Expected a string at x'}
	`('$message', ({ decode, value, message }) => {
		expect(() => decode(value, 'x')).toThrow(new DecodeError('x', message.slice(9, -5)));
	});

	it('names the path of a field, and reads what may be absent', () => {
		const value = { a: { b: 7 }, none: null };

		expect(field(value, 'a', object, 'root')).toEqual({ b: 7 });
		expect(() => field(value, 'b', string, 'root')).toThrow('at root.b');
		expect([optional(value, 'none', string, 'r'), optional(value, 'no', string, 'r')]).toEqual([
			undefined,
			undefined,
		]);
		expect(optional(value.a, 'b', id, 'r')).toBe('7');
	});

	it.each`
		value       | text
		${' a '}    | ${' a '}
		${'  '}     | ${undefined}
		${0}        | ${'0'}
		${Infinity} | ${undefined}
		${true}     | ${undefined}
	`('text of $value', ({ value, text }) => {
		expect(textOf(value)).toBe(text);
	});

	it('takes anything to JSON', () => {
		const value = { a: undefined, b: NaN, c: [() => 1, undefined, 'x'], d: { e: true } };

		expect(toJson(value)).toEqual({ b: null, c: [null, null, 'x'], d: { e: true } });
	});
});

describe('small words', () => {
	it.each(['__proto__', 'constructor', 'toString'])(
		'%s is not held by an object itself',
		(name) => {
			expect(own({}, name)).toBeUndefined();
			expect(own({ [name]: 1 }, name)).toBe(1);
		},
	);

	it.each`
		text        | key
		${'ABC-12'} | ${'ABC-12'}
		${'A1_B-1'} | ${'A1_B-1'}
		${'abc-1'}  | ${undefined}
		${'A-1'}    | ${undefined}
		${'ABC-1x'} | ${undefined}
	`('issue key of $text', ({ text, key }) => {
		expect(parseIssueKey(text)).toBe(key);
	});

	it('links escape what would end them', () => {
		expect(remoteLinkGlobalId({ system: 'a&b', recordId: '1=2' })).toBe('system=a%26b&id=1%3D2');
		expect(pairPropertyKey('nightly')).toBe('n8n-jira-sync.nightly');
	});

	it('people and errors are described', () => {
		expect(jiraUserId({ name: 'kim' })).toBe('kim');
		expect([describeUser({ email: 'e' }), describeUser({ name: 'n' }), describeUser({})]).toEqual([
			'e',
			'n',
			'an unnamed user',
		]);
		expect(isFailure(serviceError('notFound'), 'notFound')).toBe(true);
		expect(isFailure(new Error('x'), 'notFound')).toBe(false);
		expect(inputError('x').problems).toEqual([]);
		expect(asError('text').message).toBe('text');
		expect(
			serviceWords({
				...serviceError('validation').details,
				fieldErrors: { a: 'b' },
				messages: ['c'],
			}),
		).toBe('a: b c');
		expect(() => assertNever('odd' as never)).toThrow('Unhandled variant: "odd"');
	});
});
