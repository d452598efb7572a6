import fc from 'fast-check';
import { cloud } from '../../src/jira/cloud';
import { dataCenter } from '../../src/jira/data-center';
import type { JiraDialect } from '../../src/jira/dialect';
import { decodeField, encodeField } from '../../src/jira/field-codec';
import type { EncodeContext } from '../../src/jira/field-codec/codec';
import type { AllowedValue, FieldMeta, FieldSchema } from '../../src/model/field-schema';
import type { JsonValue } from '../../src/model/json';
import type { UserMatch } from '../../src/jira/users';
import { canonicalText } from '../../src/sync/canonical';

const seeded = { seed: 20_261_121, numRuns: 100 };
const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes:';
const SOFTWARE = 'com.pyxis.greenhopper.jira:';

const PEOPLE = ['5b10a2844c20165700ede212g', 'kim', 'ann.ray'];
const users = new Map<string, UserMatch>(PEOPLE.map((id) => [id, { kind: 'found', id }]));

const OPTIONS: readonly AllowedValue[] = [
	{ id: '1', name: 'Red' },
	{ id: '2', name: 'Dark, blue' },
	{ id: '3', name: '1' },
	{
		id: '4',
		name: 'A > B',
		key: 'AB',
		children: [
			{ id: '41', name: 'C' },
			{ id: '42', name: 'C > D' },
		],
	},
];

/** How Jira shows what it was sent, for one kind of field. */
type Show = (sent: JsonValue, dialect: JiraDialect) => JsonValue;

const same: Show = (sent) => sent;

/** By id in, with its name out. */
function known(key: 'name' | 'value'): Show {
	return (sent) => {
		const { id } = sent as { readonly id: string };
		return { id, [key]: OPTIONS.find((option) => option.id === id)?.name ?? null };
	};
}

const cascade: Show = (sent) => {
	const { id, child } = sent as { readonly id: string; readonly child?: { readonly id: string } };
	const parent = OPTIONS.find((option) => option.id === id);
	const inner = parent?.children?.find((option) => option.id === child?.id);
	return {
		id,
		value: parent?.name ?? null,
		...(inner && { child: { id: inner.id, value: inner.name } }),
	};
};

const project: Show = (sent) => ({ ...(sent as object), name: 'A project' });

const sprints: Show = (sent, { deployment }) => {
	const closed = { id: 1, state: 'closed' };
	if (deployment === 'cloud') return [closed, { id: sent, state: 'active' }];
	return ['S@1[id=1,state=CLOSED,name=a]', `S@2[id=${String(sent)},state=ACTIVE,name=b id=9]`];
};

const estimates: Show = (sent) =>
	Object.fromEntries(
		Object.entries(sent as Readonly<Record<string, string>>).flatMap(([name, text]) => [
			[name, text],
			[`${name}Seconds`, Number(text.slice(0, -1)) * 60],
		]),
	);

const line = fc
	.string({ maxLength: 100 })
	.map((text) => text.replace(/\s+/g, ' ').trim())
	.filter((text) => text !== '');
const paragraphs = fc
	.array(fc.oneof(fc.string(), fc.constantFrom('{code}', '* a', '[~kim]', '|x|', 'h1. x', '')))
	.map((lines) => canonicalText(lines.join('\n')))
	.filter((text) => text !== null);
const name = fc.constantFrom(...OPTIONS.map((option) => option.name));
const person = fc.constantFrom(...PEOPLE);
const time = fc.date({
	min: new Date('1980-01-01'),
	max: new Date('2090-01-01'),
	noInvalidDate: true,
});
const key = fc.integer({ min: 1, max: 99_999 }).map((number) => `ABC-${number}`);
const label = fc.string({ minLength: 1, unit: fc.constantFrom(...'abcABC123-_.') });
const minutes = fc.integer({ min: 1, max: 100_000 });

function listOf<T extends string>(entry: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
	return fc.uniqueArray(entry, { minLength: 1 }).map((entries) => entries.sort());
}

type Case = readonly [
	what: string,
	schema: FieldSchema,
	canonical: fc.Arbitrary<JsonValue>,
	show: Show,
	allowed?: readonly AllowedValue[],
];

const array = (items: string, custom: string): FieldSchema => ({
	type: 'array',
	items,
	custom: `${CUSTOM}${custom}`,
});

const CASES: readonly Case[] = [
	['text', { type: 'string', custom: `${CUSTOM}textfield` }, line, same],
	['summary', { type: 'string', system: 'summary' }, line, same],
	['epic name', { type: 'string', custom: `${SOFTWARE}gh-epic-label` }, line, same],
	['paragraphs', { type: 'string', custom: `${CUSTOM}textarea` }, paragraphs, same],
	['description', { type: 'string', system: 'description' }, paragraphs, same],
	['web address', { type: 'string', custom: `${CUSTOM}url` }, fc.webUrl(), same],
	[
		'number',
		{ type: 'number' },
		fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
		same,
	],
	['date', { type: 'date' }, time.map((date) => date.toISOString().slice(0, 10)), same],
	['datetime', { type: 'datetime' }, time.map((date) => date.toISOString()), same],
	['option', { type: 'option' }, name, known('value'), OPTIONS],
	['options', array('option', 'multiselect'), listOf(name), each(known('value')), OPTIONS],
	['priority', { type: 'priority' }, name, known('name'), OPTIONS],
	['resolution', { type: 'resolution' }, name, known('name'), OPTIONS],
	['security level', { type: 'securitylevel' }, name, known('name'), OPTIONS],
	['version', { type: 'version' }, name, known('name'), OPTIONS],
	['versions', array('version', 'multiversion'), listOf(name), each(known('name')), OPTIONS],
	['components', { type: 'array', items: 'component' }, listOf(name), each(known('name')), OPTIONS],
	['labels', { type: 'array', items: 'string', system: 'labels' }, listOf(label), same],
	['group', { type: 'group' }, line, same],
	['groups', array('group', 'multigrouppicker'), listOf(line), same],
	['user', { type: 'user' }, person, same],
	['users', array('user', 'multiuserpicker'), listOf(person), same],
	['project', { type: 'project' }, fc.constantFrom('AB', 'XYZ'), project],
	['parent', { type: 'issuelink', system: 'parent' }, key, same],
	['epic link', { type: 'any', custom: `${SOFTWARE}gh-epic-link` }, key, same],
	['sprint', { type: 'array', items: 'json', custom: `${SOFTWARE}gh-sprint` }, minutes, sprints],
	[
		'time tracking',
		{ type: 'timetracking' },
		fc.record({ originalEstimate: minutes, remainingEstimate: minutes }),
		estimates,
	],
	[
		'cascading select',
		{ type: 'option-with-child' },
		fc.constantFrom(
			{ value: 'A > B', child: 'C > D' },
			{ value: 'A > B', child: 'C' },
			{ value: 'A > B', child: null },
			{ value: 'Red', child: null },
		),
		cascade,
		OPTIONS,
	],
	['an app', { type: 'any' }, fc.record({ id: fc.integer(), value: line }), same],
];

const ROWS = CASES.map(([what, schema, values, show, allowed]) => ({
	what,
	values,
	show,
	meta: fieldOf(schema, allowed),
}));

function each(show: Show): Show {
	return (sent, dialect) => (sent as readonly JsonValue[]).map((entry) => show(entry, dialect));
}

function fieldOf(schema: FieldSchema, allowedValues?: readonly AllowedValue[]): FieldMeta {
	const base = { id: 'f', name: 'Field', required: false, hasDefault: false, schema };
	return allowedValues === undefined ? base : { ...base, allowedValues };
}

describe.each([cloud, dataCenter])('$deployment', (dialect) => {
	const context: EncodeContext = { dialect, users, exact: true };

	it.each(ROWS)('$what: what was written is what is read', ({ meta, values, show }) => {
		fc.assert(
			fc.property(values, (value) => {
				const result = encodeField(meta, value, context);
				if (result.kind !== 'value') throw new Error(JSON.stringify(result));

				expect(decodeField(meta.schema, show(result.value, dialect), dialect)).toEqual(value);
				expect(result.warnings).toEqual([]);
			}),
			seeded,
		);
	});

	it.each(ROWS)('$what: any input is written or refused, any answer is read', ({ meta }) => {
		fc.assert(
			fc.property(fc.jsonValue(), (input) => {
				const given = input as JsonValue;
				expect(['value', 'update', 'omit', 'problem']).toContain(
					encodeField(meta, given, context).kind,
				);
				expect(() => decodeField(meta.schema, given, dialect)).not.toThrow();
			}),
			seeded,
		);
	});
});
