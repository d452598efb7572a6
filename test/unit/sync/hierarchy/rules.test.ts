import fc from 'fast-check';
import type { SourceRecord } from '../../../../src/model/record';
import { parentLayers } from '../../../../src/sync/hierarchy/order';
import { parentIdOf, typeOfKind } from '../../../../src/sync/hierarchy/rules';
import { RULES } from '../../../support/family';

const of = (id: string, parent: string | null, more: object = {}): SourceRecord => ({
	system: 'aha',
	id,
	values: { parent, ...more },
});

describe('parentIdOf', () => {
	it.each([
		['F-1', 'F-1'],
		[' F-1 ', 'F-1'],
		[7, '7'],
		[{ id: '1007', name: 'Epic' }, '1007'],
		[{ id: 1007 }, '1007'],
		[null, null],
		['', null],
		['  ', null],
		[{}, null],
	])('%j is %j', (raw, id) => {
		expect(parentIdOf(raw)).toBe(id);
	});

	it('says nothing of a record that says nothing', () => {
		expect(parentIdOf(undefined)).toBeUndefined();
	});
});

describe('typeOfKind', () => {
	it.each([
		['requirement', 'Sub-task'],
		['REQUIREMENT ', 'Sub-task'],
		['goal', undefined],
		['constructor', undefined],
	])('%j is made a %j', (kind, type) => {
		expect(typeOfKind(RULES, of('1', null, { kind }))).toBe(type);
	});

	it('a record without a kind has the type of the template', () => {
		expect(typeOfKind(RULES, of('1', null))).toBeUndefined();
	});
});

describe('parentLayers (row H6)', () => {
	const record = fc.record({
		id: fc.integer({ min: 0, max: 12 }).map(String),
		parent: fc.option(fc.integer({ min: 0, max: 15 }).map(String)),
	});

	it('keeps every record once, and puts parents into an earlier layer unless they are in a ring', () => {
		fc.assert(
			fc.property(fc.array(record, { maxLength: 20 }), (rows) => {
				const records = rows.map(({ id, parent }) => of(id, parent));
				const layers = parentLayers(records, 'parent');
				expect(new Set(layers.flat())).toEqual(new Set(records));
				expect(layers.flat()).toHaveLength(records.length);
				layers.forEach((layer, index) => {
					if (index === layers.length - 1) return;
					const later = new Set(
						layers
							.slice(index)
							.flat()
							.map(({ id }) => id),
					);
					for (const { id, values } of layer) {
						const { parent } = values;
						if (typeof parent === 'string' && parent !== id) expect(later).not.toContain(parent);
					}
				});
			}),
		);
	});

	it('takes a tree apart level by level, in the order in which it came', () => {
		const layers = parentLayers(
			[of('c', 'b'), of('a', null), of('b', 'a'), of('d', 'elsewhere')],
			'parent',
		);
		expect(layers.map((layer) => layer.map(({ id }) => id))).toEqual([['a', 'd'], ['b'], ['c']]);
	});

	it('records of other systems are no parents', () => {
		const other: SourceRecord = { ...of('a', null), system: 'other' };
		expect(parentLayers([of('b', 'a'), other], 'parent')).toHaveLength(1);
	});
});
