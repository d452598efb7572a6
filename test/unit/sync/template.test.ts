import type { SourceRecord } from '../../../src/model/record';
import { fillTemplate, fillText, type IssueTemplate } from '../../../src/sync/template';

const RECORD: SourceRecord = {
	system: 'backtrace',
	id: '7',
	url: 'https://bt.example/7',
	title: 'Crash\nin main',
	values: {
		name: 'Kim',
		empty: '',
		nothing: null,
		count: 3,
		yes: true,
		list: ['a', 'b'],
		object: { a: 1 },
		versions: [
			['1.9', 5],
			['1.10', 5],
			['0.1', 1],
		],
		names: [
			['b', 2],
			['a', 2],
		],
		'error.message': 'boom',
		error: 'short',
		'odd name': 'spaced',
		hostile: '${name} $$ $name',
		first_seen: '2026-01-01',
		last_seen: null,
	},
};

const TEMPLATE: IssueTemplate = {
	project: 'ABC',
	issueType: 'Bug',
	summary: '$name',
	body: 'Body',
	bodyField: 'description',
	bodyFormat: 'plain',
	appendedAttributes: [],
	appendSeen: false,
	labels: 'Backtrace,$name',
	labelsField: 'labels',
	fields: {},
	unknownAttributes: 'blank',
};

describe('fillText', () => {
	it.each`
		template                | text                  | unknown
		${'Hello $name!'}       | ${'Hello Kim!'}       | ${[]}
		${'${name}s ${ name }'} | ${'Kims Kim'}         | ${[]}
		${'$$name costs 5$$'}   | ${'$name costs 5$'}   | ${[]}
		${'$$$name'}            | ${'$Kim'}             | ${[]}
		${'5$ and $ 5'}         | ${'5$ and $ 5'}       | ${[]}
		${'$5 ${} ${ '}         | ${'$5 ${} ${ '}       | ${[]}
		${'$empty$nothing.'}    | ${'.'}                | ${[]}
		${'$count $yes $list'}  | ${'3 true a, b'}      | ${[]}
		${'$object'}            | ${'{"a":1}'}          | ${[]}
		${'$versions'}          | ${'1.10'}             | ${[]}
		${'$names'}             | ${'a'}                | ${[]}
		${'$error.message'}     | ${'boom'}             | ${[]}
		${'$error.other'}       | ${'short.other'}      | ${[]}
		${'$error.'}            | ${'short.'}           | ${[]}
		${'${error.other}'}     | ${''}                 | ${['error.other']}
		${'${odd name}'}        | ${'spaced'}           | ${[]}
		${'$nope ${no pe}'}     | ${' '}                | ${['nope', 'no pe']}
		${'$hostile'}           | ${'${name} $$ $name'} | ${[]}
		${'$constructor'}       | ${''}                 | ${['constructor']}
		${'${__proto__}'}       | ${''}                 | ${['__proto__']}
		${'$toString.name'}     | ${''}                 | ${['toString.name']}
		${'$hasOwnProperty'}    | ${''}                 | ${['hasOwnProperty']}
	`('fills $template', ({ template, text, unknown }) => {
		expect(fillText(template, RECORD)).toEqual({ text, unknown });
	});

	it.each(['${', '$a.', '$', '${a'])('takes linear time on many of %s', (part) => {
		const start = performance.now();

		fillText(part.repeat(50_000), RECORD);

		expect(performance.now() - start).toBeLessThan(1_000);
	});
});

describe('fillTemplate', () => {
	it('fills every field, and splits labels on commas', () => {
		const filled = fillTemplate(
			{ ...TEMPLATE, fields: { customfield_1: 'by $name', number: 5, blank: '$empty' } },
			RECORD,
		);

		expect(filled).toEqual({
			fields: {
				summary: 'Kim',
				description: 'Body\n\nLink: https://bt.example/7',
				labels: ['Backtrace', 'Kim'],
				customfield_1: 'by Kim',
				number: 5,
			},
			unknown: [],
		});
	});

	it.each`
		summary     | title              | filled
		${'$name'}  | ${undefined}       | ${'Kim'}
		${'$nope'}  | ${'a\ntitle'}      | ${'a title'}
		${'$nope'}  | ${'x'.repeat(300)} | ${`${'x'.repeat(253)}…`}
		${'$nope'}  | ${undefined}       | ${'7'}
		${'$empty'} | ${' '}             | ${'7'}
	`('summary "$summary" of a record with title $title', ({ summary, title, filled }) => {
		const { title: _title, ...untitled } = RECORD;
		const record = title === undefined ? untitled : { ...untitled, title };

		expect(fillTemplate({ ...TEMPLATE, summary }, record).fields['summary']).toBe(filled);
	});

	it('appends attributes, what it knows of first and last seen, and the link', () => {
		const filled = fillTemplate(
			{
				...TEMPLATE,
				bodyField: 'customfield_9',
				appendedAttributes: ['versions', 'nope', 'constructor'],
				appendSeen: true,
			},
			RECORD,
		);

		expect(filled.fields['customfield_9']).toBe(
			'Body\n\nversions: 1.10\n\nFirst seen: 2026-01-01\n\nLink: https://bt.example/7',
		);
		expect(filled.unknown).toEqual(['nope', 'constructor']);
	});
});
