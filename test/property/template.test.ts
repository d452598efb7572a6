import fc from 'fast-check';
import { toJson } from '../../src/model/decode';
import { fillText } from '../../src/sync/template';

const seeded = { seed: 20_261_121, numRuns: 3_000 };

const name = fc.constantFrom('name', 'error', 'error.message', '__proto__', 'constructor', 'a b');
const hole = name.chain((given) => fc.constantFrom(`$${given}`, `\${${given}}`));
const part = fc.oneof(hole, fc.constantFrom('$', '$$', '${', '}', '.', ' '), fc.string());
const template = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''));
const record = (values: Record<string, unknown>) => ({
	system: 'test',
	id: '1',
	values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, toJson(value)])),
});

describe('templates', () => {
	it('never throw, whatever the template and the record', () => {
		fc.assert(
			fc.property(template, fc.dictionary(name, fc.jsonValue()), (text, values) => {
				expect(typeof fillText(text, record(values)).text).toBe('string');
			}),
			seeded,
		);
	});

	it('L9: never read filled text as a template', () => {
		const before = fc.string().map((text) => text.replaceAll('$', ''));
		fc.assert(
			fc.property(before, template, before, (left, hostile, right) => {
				const values = { name: hostile, error: 'SECRET', 'error.message': 'SECRET' };

				const { text, unknown } = fillText(`${left}\${name}${right}`, record(values));

				expect(text).toBe(`${left}${hostile}${right}`);
				expect(unknown).toEqual([]);
			}),
			seeded,
		);
	});

	it('leave text without a dollar as it is', () => {
		const plain = fc.string().filter((text) => !text.includes('$'));
		fc.assert(
			fc.property(plain, (text) => {
				expect(fillText(text, record({ name: 'x' }))).toEqual({ text, unknown: [] });
			}),
			seeded,
		);
	});

	it('double dollars quote: any text can be written', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const quoted = text.replaceAll('$', '$$$$');
				expect(fillText(quoted, record({ name: 'x' })).text).toBe(text);
			}),
			seeded,
		);
	});
});
